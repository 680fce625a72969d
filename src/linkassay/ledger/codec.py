"""How values become cells, and rows become nouns again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, lru_cache, partial
from operator import attrgetter, itemgetter
from types import NoneType
from typing import Any, get_args, get_origin

from linkassay.ledger.declarations import sql_name
from linkassay.model import DaySet, Interval, Span
from linkassay.model.fields import Field, fields_of, plain

_MOMENTS = 1024
"""So many moments are remembered: many rows of a run are of the same second."""

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


@lru_cache(_MOMENTS)
def from_moment(text: str) -> datetime:
    """The aware time that `moment` wrote."""
    return datetime.fromisoformat(text)


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON in as few characters as it takes; made once, which is most of its cost."""


def joined(cells: Iterable[Cell]) -> str:
    """Cells as one text to be hashed: parted by U+001F, nothing as U+0000, bytes as hex."""
    return "\x1f".join([
        cell if cell.__class__ is str else "\x00" if cell is None else _told(cell)
        for cell in cells
    ])  # fmt: skip


def _told(cell: Cell) -> str:
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
    known = _CELL_OF.get(value.__class__)
    if known is not None:
        return known(value)
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


def _of_tuple(value: tuple[Any, ...]) -> str:
    return storable(listed(plain(value))) if value else "[]"


_AS_IS = frozenset({int, float, bytes, NoneType})
_CELL_OF: Mapping[type, Callable[[Any], Cell]] = {bool: int, str: storable, tuple: _of_tuple}
"""The classes of most values; of the others it is found out what they are."""


@cache
def cells_of(noun: type, names: tuple[str, ...]) -> Callable[[Any], tuple[Cell, ...]]:
    """A function from a noun to its cells, in the order of these column names.

    A column that is no field of the noun is left to `None`.
    """
    fields = {sql_name(field.name): field for field in fields_of(noun)}
    read = _row_reader([fields[name].path if name in fields else () for name in names])

    def cells(value: Any) -> tuple[Cell, ...]:
        found = read(value)
        # Most values are their own cells, as their class tells: to call nothing costs the least.
        return tuple([
            one if (kind := one.__class__) in _AS_IS or (kind is str and one.isascii())
            else cell(one) for one in found
        ])  # fmt: skip

    return cells


def _row_reader(paths: Sequence[Sequence[str]]) -> Callable[[Any], Sequence[Any]]:
    """Reads the fields of a noun at these paths."""
    if len(paths) > 1 and all(len(path) == 1 for path in paths):
        return attrgetter(*(path[0] for path in paths))
    readers = [_reader(path) for path in paths]
    return lambda noun: [read(noun) for read in readers]


def _reader(path: Sequence[str]) -> Callable[[Any], Any]:
    """Reads a field, `None` where the way to it is, or where there is no field."""
    if not path:
        return _nothing
    if len(path) == 1:
        return attrgetter(path[0])
    to, value = attrgetter(path[0]), attrgetter(".".join(path[1:]))

    def read(noun: Any) -> Any:
        inside = to(noun)
        return None if inside is None else value(inside)

    return read


def _nothing(_: Any) -> None:
    return None


def noun_of(noun: type, row: Mapping[str, Cell], **more: Any) -> Any:
    """A noun from its row; `more` gives what the row does not hold."""
    return noun_maker(noun, tuple(row))(tuple(row.values()), **more)


Decoder = Callable[[Any], Any]
"""Makes the value of a field from its cell."""


@cache
def noun_maker(noun: type, columns: tuple[str, ...]) -> Callable[..., Any]:
    """A function from a row with these columns to the noun; it is given by name what they lack.

    Columns that are no field of the noun are passed over.
    """
    place = {name: at for at, name in enumerate(columns)}
    plain_names: list[str] = []
    plain_places: list[int] = []
    coded: list[tuple[str, int, Decoder]] = []
    spans: dict[str, dict[str, int]] = {}
    for field in fields_of(noun):
        at = place.get(sql_name(field.name))
        if len(field.path) > 1:
            parts = spans.setdefault(field.path[0], {})
            if at is not None:
                parts[field.path[1]] = at
        elif at is not None and (read := _decoder(field)) is not None:
            coded.append((field.name, at, read))
        elif at is not None:
            plain_names.append(field.name)
            plain_places.append(at)
    take = _taker(plain_places)
    unfold = [(name, _span_maker(parts, place.get("box") if name == "span" else None))
              for name, parts in spans.items()]  # fmt: skip

    def make(row: Sequence[Any], **more: Any) -> Any:
        values = dict(zip(plain_names, take(row), strict=True))
        for name, at, read in coded:
            values[name] = None if (told := row[at]) is None else read(told)
        for name, span in unfold:
            values[name] = span(row)
        values.update(more)
        return noun(**values)

    return make


def _taker(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Gives the values at these places of a row; `itemgetter` gives a single one without a list."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: [row[at] for at in places]


def _span_maker(parts: Mapping[str, int], boxed: int | None) -> Callable[[Sequence[Any]], Any]:
    """A function from a row to a span, of which these parts stand at these places."""
    names, take = tuple(parts), _taker(tuple(parts.values()))
    lacking = {name: None for name in ("line", "column") if name not in parts}

    def make(row: Sequence[Any]) -> Span | None:
        found = take(row)
        box = None if boxed is None else row[boxed]
        if box is None:
            nothing = all(value is None for value in found)
            return None if nothing else Span(**lacking, **dict(zip(names, found, strict=True)))
        page, *inside = json.loads(box)
        told = dict(zip(names, found, strict=True))
        told |= {"page": page, "box": tuple(inside) if inside else None}
        return Span(**lacking, **told)

    return make


def box(span: Span | None) -> str | None:
    """A span's page and box as one cell."""
    if span is None or span.page is None:
        return None
    return listed([span.page, *(span.box or ())])


def _decoder(field: Field) -> Decoder | None:
    """What makes the value of a field from its cell; `None` where that is the value."""
    kind: Any = field.kind
    if get_origin(kind) is tuple:
        return partial(_listed, get_args(kind)[0])
    if kind is datetime:
        return from_moment
    if kind is date:
        return date.fromisoformat
    if kind is DaySet:
        return _days
    if issubclass(kind, StrEnum):
        return {word.value: word for word in kind}.__getitem__
    return kind if kind is bool else None


def _listed(item: Any, text: str) -> tuple[Any, ...]:
    return () if text == "[]" else _tuple(item, json.loads(text))


def _days(text: str) -> DaySet:
    return days_from(json.loads(text))


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
