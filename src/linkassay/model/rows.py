"""Nouns as lists of what their fields hold, and back: a noun that is told ten thousand times over
need not name its fields each time.

The order is that in which a noun declares them, so both sides must be the same linkassay. Else it
is as `codec` has it: every value is held against the declared type of its field.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from linkassay.model import codec


def dump(noun: Any) -> bytes:
    """A noun as one line of JSON."""
    kind: Any = type(noun)
    return codec.dump(msgspec.convert(noun, _row_of(kind), from_attributes=True))


def load(data: bytes | bytearray, kind: Any) -> Any:
    """The noun that `dump` wrote, of a declared kind; raises `ValueError` for anything else."""
    row = codec.load(data, _row_of(kind))
    try:
        return msgspec.convert(row, kind, from_attributes=True)
    except msgspec.ValidationError as problem:
        raise ValueError(f"this is no {kind}: {problem}") from None


@cache
def _row_of(kind: type) -> type[msgspec.Struct]:
    """A list with one place for each field of a noun."""
    hints = get_type_hints(kind)
    places = [(field.name, _as_row(hints[field.name])) for field in fields(kind)]
    return msgspec.defstruct(kind.__name__, places, array_like=True)


def _as_row(hint: Any) -> Any:
    """A type, with lists in place of the nouns in it."""
    if isinstance(hint, type) and is_dataclass(hint):
        return _row_of(hint)
    parts = tuple(_as_row(part) for part in get_args(hint))
    if not parts:
        return hint
    kind = get_origin(hint)
    return Union[parts] if kind in (Union, types.UnionType) else kind[parts]  # noqa: UP007
