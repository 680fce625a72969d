"""How values become cells, and rows become nouns again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from linkassay.ledger.declarations import sql_name
from linkassay.model import DaySet, Interval, Span
from linkassay.model.fields import Field, fields_of, plain

Cell = str | int | float | bytes | None


def moment(when: datetime) -> str:
    """An aware time as UTC text to the second, `2026-11-24T08:00:00Z`: Datasette facets by it.

    Raises `ValueError` for a naive time, which would mean another moment on another machine.
    """
    if when.tzinfo is None:
        raise ValueError(f"{when} has no time zone")
    if when.tzinfo is not UTC:
        when = when.astimezone(UTC)
    return when.isoformat()[:19] + "Z"


def from_moment(text: str) -> datetime:
    """The aware time that `moment` wrote."""
    return datetime.fromisoformat(text)


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON in as few characters as it takes; made once, which is most of its cost."""


def joined(cells: Iterable[Cell]) -> str:
    """Cells as one text to be hashed: parted by U+001F, nothing as U+0000, bytes as hex."""
    return "\x1f".join([cell if cell.__class__ is str else _told(cell) for cell in cells])


def _told(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None:
        return "\x00"
    return cell.hex() if isinstance(cell, bytes) else str(cell)


def since(text: str | None) -> datetime | None:
    """A stored moment, or none."""
    return None if text is None else from_moment(text)


def listed(items: object) -> str:
    """A value as JSON for a reader: one line, characters as they are."""
    return json.dumps(items, ensure_ascii=False, separators=(", ", ": "))


def storable(text: str) -> str:
    """The text with lone surrogates replaced: SQLite takes UTF-8 and nothing else."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def cell(value: Any) -> Cell:
    """Any value of a noun as one cell; nouns, lists and sets of days as JSON."""
    if value is None or isinstance(value, bytes | float):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return storable(listed(plain(value)))


@cache
def cells_of(noun: type, names: tuple[str, ...]) -> Callable[[Any], tuple[Cell, ...]]:
    """A function from a noun to its cells, in the order of these column names.

    A column that is no field of the noun is left to `None`.
    """
    fields = {sql_name(field.name): field for field in fields_of(noun)}
    readers = [fields[name].of if name in fields else _nothing for name in names]

    def cells(value: Any) -> tuple[Cell, ...]:
        return tuple(cell(read(value)) for read in readers)

    return cells


def _nothing(_: Any) -> None:
    return None


def noun_of(noun: type, row: Mapping[str, Cell], **more: Any) -> Any:
    """A noun from its row; `more` gives what the row does not hold."""
    spans: dict[str, dict[str, Any]] = {}
    values: dict[str, Any] = {}
    for field in fields_of(noun):
        name = sql_name(field.name)
        value = row.get(name)
        if len(field.path) > 1:
            spans.setdefault(field.path[0], {})[field.path[1]] = value
        elif name in row:
            values[field.name] = decoded(field, value)
    for name, parts in spans.items():
        values[name] = _span(parts, row if name == "span" else {})
    return noun(**{**values, **more})


def _span(parts: Mapping[str, Any], row: Mapping[str, Cell]) -> Span | None:
    boxed = json.loads(str(row["box"])) if row.get("box") else None
    if boxed is None and all(value is None for value in parts.values()):
        return None
    known = {"line": None, "column": None, **parts}
    if boxed is not None:
        known |= {"page": boxed[0], "box": tuple(boxed[1:]) if len(boxed) > 1 else None}
    return Span(**known)


def box(span: Span | None) -> str | None:
    """A span's page and box as one cell."""
    if span is None or span.page is None:
        return None
    return listed([span.page, *(span.box or ())])


def decoded(field: Field, value: Cell) -> Any:
    """The value of a field from its cell."""
    if value is None:
        return None
    kind = field.kind
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind)[0], json.loads(str(value)))
    if kind is datetime:
        return from_moment(str(value))
    if kind is date:
        return date.fromisoformat(str(value))
    if kind is DaySet:
        return days_from(json.loads(str(value)))
    return value if isinstance(value, kind) else kind(value)


def _tuple(item: Any, values: Sequence[Any]) -> tuple[Any, ...]:
    if get_origin(item) is tuple:
        return tuple(tuple(_scalar(k, v) for k, v in zip(get_args(item), value, strict=True))
                     for value in values)  # fmt: skip
    if isinstance(item, type) and fields_of_or_none(item):
        return tuple(_nested(item, value) for value in values)
    return tuple(_scalar(item, value) for value in values)


def fields_of_or_none(kind: type) -> tuple[Field, ...]:
    """The told fields of a noun; nothing for a plain type."""
    return fields_of(kind) if hasattr(kind, "__dataclass_fields__") else ()


def _nested(noun: type, value: Mapping[str, Any]) -> Any:
    return noun(
        **{
            field.name: None
            if value.get(field.name) is None
            else _scalar(field.kind, value[field.name])
            for field in fields_of(noun)
        }
    )


def _scalar(kind: Any, value: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(value, Mapping):
        return _nested(kind, value)
    if isinstance(kind, type) and not isinstance(value, kind):
        return kind(value)
    return value


def days_from(pairs: Sequence[Sequence[str | None]]) -> DaySet:
    """The set of days that `plain` wrote as pairs."""
    return DaySet(
        tuple(
            Interval(*(None if day is None else date.fromisoformat(day) for day in pair))
            for pair in pairs
        )
    )
