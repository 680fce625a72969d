"""Nouns as JSON, and back: the only thing that a worker can make its parent build is our nouns.

Not pickle: whoever has taken over a worker by a fault in a parser could name any class that
unpickling may reach, or change one. Here the shape is the parent's, every value is held against the
declared type of its field, and what does not fit raises `ValueError`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from linkassay.model.fields import hints_of

Step = Callable[[Any], Any]


def dump(value: Any, kind: Any) -> bytes:
    """A value of a declared type as bytes; `kind` may be `tuple[Reading, ...]`."""
    return _encode(_writer(kind)(value)).encode("ascii")


def load(data: bytes, kind: Any) -> Any:
    """The value that `dump` wrote; raises `ValueError` for anything else."""
    try:
        return _reader(kind)(json.loads(data))
    except (TypeError, AttributeError, RecursionError) as problem:
        raise ValueError(f"this is no {kind}: {problem}") from None


_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


@cache
def _writer(kind: Any) -> Step:
    kind, optional = _plain(kind)
    if optional:
        step = _writer(kind)
        return lambda value: None if value is None else step(value)
    if get_origin(kind) is tuple:
        return _tuple_writer(get_args(kind))
    if dataclasses.is_dataclass(kind):
        fields = [(name, _writer(hint)) for name, hint in _fields(kind)]
        return lambda noun: [step(getattr(noun, name)) for name, step in fields]
    return _day_written if kind is date else _same


def _tuple_writer(kinds: tuple[Any, ...]) -> Step:
    step = _writer(_item(kinds))
    if step is _same:
        return list
    return lambda values: [step(value) for value in values]


@cache
def _reader(kind: Any) -> Step:
    kind, optional = _plain(kind)
    if optional:
        step = _reader(kind)
        return lambda value: None if value is None else step(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _noun_reader(kind)
    if kind is date:
        return date.fromisoformat
    return kind if issubclass(kind, StrEnum) else _checked(kind)


def _item(kinds: tuple[Any, ...]) -> Any:
    """What a tuple holds: one kind of thing, any number of them or so many."""
    (only,) = {kind for kind in kinds if kind is not Ellipsis}
    return only


def _tuple_reader(kinds: tuple[Any, ...]) -> Step:
    step = _reader(_item(kinds))
    size = None if kinds[-1] is Ellipsis else len(kinds)

    def read(values: Any) -> tuple[Any, ...]:
        if type(values) is not list or size not in (None, len(values)):
            raise ValueError("a list does not have the form it should have")
        return tuple([step(value) for value in values])

    return read


def _noun_reader(kind: Any) -> Step:
    steps = [_reader(hint) for _, hint in _fields(kind)]
    make: Step = kind

    def read(values: Any) -> Any:
        if type(values) is not list:
            raise ValueError(f"a {kind.__name__} does not have the form it should have")
        return make(*[step(value) for step, value in zip(steps, values, strict=True)])

    return read


def _checked(kind: type) -> Step:
    def read(value: Any) -> Any:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise ValueError(f"{type(value).__name__} stands where {kind.__name__} should")

    return read


def _fields(kind: Any) -> list[tuple[str, Any]]:
    """The fields that make a noun, with their types, in their order."""
    hints = hints_of(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind) if field.init]


def _plain(kind: Any) -> tuple[Any, bool]:
    """A type without what is said about it and without `None`, and whether it had that."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        (only,) = (one for one in get_args(kind) if one is not NoneType)
        return only, True
    return kind, False


def _same(value: Any) -> Any:
    return value


def _day_written(day: date) -> str:
    return day.isoformat()
