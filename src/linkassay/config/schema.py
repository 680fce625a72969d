"""The configuration as a JSON Schema (draft 2020-12), by which editors complete and check it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from linkassay.config.keys import KEYS, TABLES, Key
from linkassay.model.codec import schema_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """What `linkassay.toml` may hold; what a type does not tell is checked when it is read."""
    return {
        "$schema": DRAFT,
        "title": "linkassay.toml",
        **_table(KEYS),
        "properties": {
            **_properties(KEYS),
            **{name: {"type": "array", "items": _table(keys)} for name, keys in TABLES.items()},
        },
    }


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    needed = [name for name, key in keys.items() if key.needed]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(keys),
        **({"required": needed} if needed else {}),
    }


def _properties(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {name: _value(key) for name, key in keys.items()}


def _value(key: Key) -> dict[str, Any]:
    found = _in_full(*schema_of(key.type))
    example = tomllib.loads(f"key = {key.example}")["key"]
    plain = example.isoformat() if isinstance(example, date) else example
    return {
        **found,
        "description": f"{key.about} {key.words[:1].upper()}{key.words[1:]}.",
        "examples": [plain],
    }


def _in_full(kind: Any, parts: Mapping[str, Any]) -> Any:
    """A type without references and titles: each stands where it is used."""
    if isinstance(kind, list):
        return [_in_full(item, parts) for item in kind]
    if not isinstance(kind, dict):
        return kind
    if "$ref" in kind:
        return _in_full(parts[kind["$ref"].rpartition("/")[2]], parts)
    return {word: _in_full(value, parts) for word, value in kind.items() if word != "title"}
