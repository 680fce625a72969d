"""Nouns as JSON, and back: whoever reads what another process wrote can only build our nouns of it.

Not pickle: whoever has taken over a worker by a fault in a parser could name any class that
unpickling may reach, or change one. Here the shape is the reader's, every value is held against the
declared type of its field, and what does not fit raises `ValueError`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec


def dump(value: Any) -> bytes:
    """A noun, or a tuple of nouns, as one line of JSON."""
    try:
        return _encoder().encode(value)
    except UnicodeEncodeError:  # half a surrogate pair: no UTF-8 has it, but JSON's escapes do
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode("ascii")


def load(data: bytes | bytearray, kind: Any) -> Any:
    """The value that `dump` wrote, of a declared type; raises `ValueError` for anything else.

    `kind` may be `tuple[Reading, ...]`.
    """
    try:
        return _decoder(kind).decode(data)
    except msgspec.ValidationError as problem:
        raise ValueError(f"this is no {kind}: {problem}") from None
    except msgspec.DecodeError:
        return convert(json.loads(data), kind)
    except RecursionError:
        raise ValueError(f"this is no {kind}: it is too deep") from None


def convert(value: Any, kind: Any) -> Any:
    """Parsed JSON or TOML as a value of a type, nothing guessed; raises `ValueError`."""
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as problem:
        raise ValueError(str(problem)) from None


def schema_of(kind: Any) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """The JSON schema of a type, and the schemas that it refers to."""
    (schema,), parts = msgspec.json.schema_components([kind])
    return schema, parts


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder()


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
