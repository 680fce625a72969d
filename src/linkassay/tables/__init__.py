"""Knowledge that is data.

Takes: the `*.toml` files of this package. Gives: typed rows, each with its source.
Never: decides anything, or reads a file outside the package.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Protocol, TypeVar, get_args, get_origin, get_type_hints

import rtoml


class Dataclass(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Row = TypeVar("Row", bound=Dataclass)


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed `<name>.toml` of this package; raises `FileNotFoundError` where there is none."""
    data = pkgutil.get_data(__name__, f"{name}.toml")
    if data is None:
        raise FileNotFoundError(f"linkassay.tables holds no {name}.toml")
    return rtoml.loads(data.decode("utf-8"))


def rows(name: str, key: str, row_type: type[Row], **read: Callable[[Any], Any]) -> tuple[Row, ...]:
    """The `[[key]]` rows of `<name>.toml`, each a value of a dataclass whose fields are its keys.

    Values become what the field's type says (dataclasses, enums, tuples and frozensets of them,
    `None` for a key that is left out); `read` names a reader for fields of other types. Raises
    `ValueError` with table and row for a key that is unknown or missing and a value that does not
    fit.
    """
    made = []
    for number, raw in enumerate(load(name)[key], 1):
        try:
            made.append(to_row(row_type, raw, read))
        except (ValueError, TypeError) as problem:
            raise ValueError(f"{name}.toml, row {number} of [[{key}]]: {problem}") from problem
    return tuple(made)


def to_row(
    row_type: type[Row], raw: Mapping[str, Any], read: Mapping[str, Callable[[Any], Any]]
) -> Row:
    """One row; raises `ValueError` or `TypeError` without saying where it stands."""
    readers, needed = _readers(row_type)
    for key in raw:
        if key not in readers:
            raise ValueError(f"“{key}” is not a valid key")
    for key in needed:
        if key not in raw:
            raise ValueError(f"the key “{key}” is missing")
    return row_type(
        **{key: read[key](value) if key in read else _value(key, readers[key], value, read)
           for key, value in raw.items()}
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a value of a field must become: `plain` as it is, else an enum, a row, or a list."""

    plain: type | None = None
    enum: type[Enum] | None = None
    row: type | None = None
    outer: type | None = None
    item: _Kind | None = None


@cache
def _readers(row_type: type) -> tuple[Mapping[str, _Kind], tuple[str, ...]]:
    """The kind of each field of a dataclass, and the fields that must be given."""
    hints = get_type_hints(row_type)
    kinds = {field.name: _kind(hints[field.name]) for field in fields(row_type)}
    needed = tuple(
        field.name
        for field in fields(row_type)
        if field.default is MISSING and field.default_factory is MISSING
    )
    return kinds, needed


def _kind(hint: Any) -> _Kind:
    if isinstance(hint, UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        hint = parts[0] if len(parts) == 1 else None
    outer = get_origin(hint)
    if outer in (tuple, frozenset):
        return _Kind(outer=outer, item=_kind(get_args(hint)[0]))
    if not isinstance(hint, type):
        return _Kind()
    if is_dataclass(hint):
        return _Kind(row=hint)
    return _Kind(enum=hint) if issubclass(hint, Enum) else _Kind(plain=hint)


def _value(key: str, kind: _Kind, value: Any, read: Mapping[str, Callable[[Any], Any]]) -> Any:
    if type(value) is kind.plain:
        return value
    if kind.enum is not None:
        return kind.enum(value)
    if kind.outer is not None and kind.item is not None and isinstance(value, list):
        item = kind.item
        return kind.outer(_value(key, item, one, read) for one in value)
    if kind.row is not None and isinstance(value, dict):
        return to_row(kind.row, value, read)
    if kind.plain is float and type(value) is int:
        return float(value)
    raise ValueError(f"the value of “{key}” does not fit: {value!r}")
