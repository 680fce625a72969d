"""What each field of a noun holds: said once, in the `Annotated` beside the field itself.

Table definitions, the JSON report, its schema, the page about it and the descriptions in Datasette
all derive from what this module finds. A field without a meaning is not told to anybody.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from linkassay.model.dayset import DaySet
from linkassay.model.span import Span


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a noun as others meet it.

    `kind` is its type without `None` (`optional` tells that apart): a plain type, a `StrEnum`,
    another noun, or a parametrised `tuple`. `path` leads from the noun to the value: a `Span` is
    unfolded, so that `line` is read by way of `span`.
    """

    name: str
    kind: Any
    optional: bool
    meaning: str
    path: tuple[str, ...]

    def of(self, noun: Any) -> Any:
        """The field's value in a noun, `None` where the way to it is."""
        value = noun
        for name in self.path:
            if value is None:
                return None
            value = getattr(value, name)
        return value


@cache
def fields_of(noun: type) -> tuple[Field, ...]:
    """The told fields of a noun, in the order of its definition.

    A field of type `Span` gives the span's own fields in its place, under the field's name unless
    that is `span`: `line`, `column`, …, or `definition_line`, `definition_column`, …
    """
    hints = hints_of(noun)
    found: list[Field] = []
    for item in dataclasses.fields(noun):
        hint = hints[item.name]
        if get_origin(hint) is Annotated:
            kind, meaning = get_args(hint)
            plain, optional = _without_none(kind)
            found.append(Field(item.name, plain, optional, meaning, (item.name,)))
        elif _without_none(hint)[0] is Span:
            found += _unfolded(item.name)
    return tuple(found)


@cache
def hints_of(noun: type) -> Mapping[str, Any]:
    """The types of a noun's fields, with what is said about them; to work them out takes time."""
    return get_type_hints(noun, include_extras=True)


def _unfolded(name: str) -> list[Field]:
    prefix = "" if name == "span" else f"{name}_"
    return [
        Field(f"{prefix}{part.name}", part.kind, True, part.meaning, (name, *part.path))
        for part in fields_of(Span)
    ]


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    return (kinds[0] if len(kinds) == 1 else hint), len(kinds) < len(get_args(hint))


def plain(value: Any) -> Any:
    """A value as JSON takes it: nouns as objects, days and moments as text (RFC 3339).

    A set of days is a list of pairs, `null` at an open end. Raises `TypeError` for anything else
    than what a noun can hold.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DaySet):
        return [[plain(part.earliest), plain(part.latest)] for part in value]
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return as_row(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


def as_row(noun: Any) -> dict[str, Any]:
    """A noun's told fields as plain values, by name."""
    kind: type = type(noun)
    return {item.name: plain(item.of(noun)) for item in fields_of(kind)}
