"""Knowledge that is data.

Takes: the `*.toml` files of this package. Gives: typed rows, each with its source.
Never: decides anything, or reads a file outside the package.
"""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Protocol, TypeVar, get_args, get_origin, get_type_hints


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
    return tomllib.loads(data.decode("utf-8"))


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
    kinds = _kinds(row_type)
    if unknown := sorted(raw.keys() - kinds.keys()):
        raise ValueError(f"“{unknown[0]}” is not a valid key")
    for field in fields(row_type):
        needed = field.default is MISSING and field.default_factory is MISSING
        if needed and field.name not in raw:
            raise ValueError(f"the key “{field.name}” is missing")
    return row_type(
        **{
            key: read[key](value) if key in read else _value(key, kinds[key], value, read)
            for key, value in raw.items()
        }
    )


@cache
def _kinds(row_type: type) -> Mapping[str, Any]:
    """The types of a dataclass's fields; reading them costs more than a row."""
    return get_type_hints(row_type)


def _value(key: str, kind: Any, value: Any, read: Mapping[str, Callable[[Any], Any]]) -> Any:
    if isinstance(kind, UnionType):
        (kind,) = (part for part in get_args(kind) if part is not type(None))
    outer = get_origin(kind)
    if outer in (tuple, frozenset) and isinstance(value, list):
        return outer(_value(key, get_args(kind)[0], item, read) for item in value)
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(value, dict):
        return to_row(kind, value, read)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float and type(value) is int:
        return float(value)
    if outer is not None or type(value) is not kind:
        raise ValueError(f"the value of “{key}” does not fit: {value!r}")
    return value
