"""JSON-LD: what the scripts of a page state about it as an article or another work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from linkassay.tables.metadata import Field, FieldKind, ObjectValue, linked_fields, linked_types

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ADDRESS_KEYS = ("url", "@id", "name")


@dataclass(frozen=True, slots=True)
class LinkedValue:
    """One value of one field, and its place in the script where that is known."""

    name: str
    value: str
    start: int | None = None
    end: int | None = None


def is_linked_data(media_type: str | None) -> bool:
    """Whether a script of this type holds JSON-LD (JSON-LD 1.1, IANA considerations)."""
    return (media_type or "").partition(";")[0].strip().lower() == "application/ld+json"


def linked_data(script: str) -> Iterator[LinkedValue]:
    """The statements of one script, object by object, in the order of the table of fields.

    Broken or absurdly deep JSON states nothing. Time grows with the script alone.
    """
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    objects = list(_objects(data))
    named = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str)}
    places: dict[str, tuple[int, int]] | None = None
    for item in objects:
        for field, value in _statements(item, named):
            places = _places(script) if places is None else places
            yield LinkedValue(field.name, value, *places.get(value, (None, None)))


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """The objects at the top, in lists, in `@graph` and as a page's main entity."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("mainEntity", "@graph") if key in item)


def _statements(
    item: dict[str, Any], named: dict[str, dict[str, Any]]
) -> Iterator[tuple[Field, str]]:
    kind = _kind(item)
    for key, field in linked_fields(kind) if kind else ():
        for value in _values(item.get(key), field.value, named):
            yield field, value


def _kind(item: dict[str, Any]) -> FieldKind | None:
    """Whether an object speaks of an article (which goes first) or of another work."""
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    words = [re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)]
    kinds = {linked_types().get(word) for word in words}
    found = (kind for kind in (FieldKind.JSON_LD, FieldKind.JSON_LD_PAGE) if kind in kinds)
    return next(found, None)


def _values(
    value: object, wanted: ObjectValue | None, named: dict[str, dict[str, Any]]
) -> Iterator[str]:
    """The strings that a field holds: itself, those of a list, an object's name or address."""
    for item in value if isinstance(value, list) else [value]:
        found = _of_object(item, wanted, named) if isinstance(item, dict) else item
        if isinstance(found, str) and found.strip():
            yield found.strip()


def _of_object(
    item: dict[str, Any], wanted: ObjectValue | None, named: dict[str, dict[str, Any]]
) -> object:
    """The name or address of an object, which may stand elsewhere in the script by its `@id`."""
    if wanted is ObjectValue.ADDRESS:
        return next((item[key] for key in _ADDRESS_KEYS if isinstance(item.get(key), str)), None)
    if wanted is None:
        return item.get("@value")
    reference = item.get("@id")
    whole = named.get(reference, item) if isinstance(reference, str) else item
    return item.get("name") or whole.get("name")


def _places(script: str) -> dict[str, tuple[int, int]]:
    """Where each string of a script stands first, white space at its ends aside."""
    found: dict[str, tuple[int, int]] = {}
    for match in _STRING.finditer(script):
        written = match[1]
        start = match.start(1) + len(written) - len(written.lstrip())
        end = match.start(1) + len(written.rstrip())
        found.setdefault(_unescaped(match[0]).strip(), (start, end))
    return found


def _unescaped(written: str) -> str:
    """The value of a string of JSON, as written with its quotes."""
    if "\\" not in written:
        return written[1:-1]
    try:
        return str(json.loads(written, strict=False))
    except ValueError:
        return ""
