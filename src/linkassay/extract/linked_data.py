"""JSON-LD: what the scripts of a page state about it as an article or another work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from linkassay.tables.metadata import (
    Fact,
    Field,
    FieldKind,
    ObjectValue,
    linked_fields,
    linked_parts,
    linked_types,
)

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ADDRESS_KEYS = ("url", "@id", "name")
_ORGANIZATIONS = ("Organization", "Corporation")


@dataclass(frozen=True, slots=True)
class LinkedValue:
    """One value of one field, and where it starts in the script as far as that is known."""

    name: str
    value: str
    start: int | None = None


def is_linked_data(media_type: str | None) -> bool:
    """Whether a script of this type holds JSON-LD (JSON-LD 1.1, IANA considerations)."""
    return (media_type or "").partition(";")[0].strip().lower() == "application/ld+json"


@dataclass(frozen=True, slots=True)
class LinkedObject:
    """One object that speaks of a work: its values in the order of the table of fields.

    `article` is whether it is an article or a post, `headline` its title, `addresses` where it says
    that it stands.
    """

    article: bool
    headline: str | None
    addresses: tuple[str, ...]
    values: tuple[LinkedValue, ...]


def linked_data(script: str) -> Iterator[LinkedObject]:
    """The objects of one script that state something of a work, in their order.

    Broken or absurdly deep JSON states nothing. Time grows with the script alone.
    """
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    objects = list(objects_of(data))
    named = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str)}
    starts: dict[str, int] | None = None
    for item in objects:
        values = []
        for field, value in _statements(item, named):
            starts = _starts(script) if starts is None else starts
            values.append(LinkedValue(field.name, value, starts.get(value)))
        if values:
            article, headline = _kind(item) is FieldKind.JSON_LD, item.get("headline")
            title = headline if isinstance(headline, str) else None
            yield LinkedObject(article, title, tuple(_places(item)), tuple(values))


def objects_of(data: object) -> Iterator[dict[str, Any]]:
    """The objects at the top, in lists, in `@graph` and as a page's main entity."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("mainEntity", "@graph") if key in item)


def _places(item: dict[str, Any]) -> Iterator[str]:
    """The addresses at which an object says that its work stands."""
    for key in ("url", "mainEntityOfPage"):
        for value in _list(item.get(key)):
            address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(address, str):
                yield address


def _statements(
    item: dict[str, Any], named: dict[str, dict[str, Any]]
) -> Iterator[tuple[Field, str]]:
    kind = _kind(item)
    for key, field in linked_fields(kind) if kind else ():
        name, _, whose = key.partition(".")
        for value in _list(item.get(name)):
            if _fits(value, field, whose, named):
                for one in _list(_value(value, field.value, named)):
                    if isinstance(one, str) and one.strip():
                        yield field, one.strip()


def _kind(item: dict[str, Any]) -> FieldKind | None:
    """Whether an object speaks of an article (which goes first) or of another work.

    One of a type that no table knows is taken for a work where it has a headline and an author.
    """
    words = types_of(item)
    kinds = {linked_types().get(word) for word in words}
    found = (kind for kind in (FieldKind.JSON_LD, FieldKind.JSON_LD_PAGE) if kind in kinds)
    if not words or linked_parts().isdisjoint(words):
        unknown = FieldKind.JSON_LD_PAGE if {"headline", "author"} <= item.keys() else None
        return next(found, unknown)
    return next(found, None)


def types_of(item: dict[str, Any]) -> list[str]:
    """The types of an object, without the vocabulary's address before them."""
    return [re.split(r"[/#:]", name)[-1] for name in _list(item.get("@type")) if _is_text(name)]


def _fits(value: object, field: Field, whose: str, named: dict[str, dict[str, Any]]) -> bool:
    """Whether a field that is meant for organizations gets one, and one for persons none."""
    if field.fact not in (Fact.AUTHOR, Fact.AUTHOR_OUTLET):
        return True
    types = types_of(_whole(value, named)) if isinstance(value, dict) else []
    organization = "Person" not in types and any(w.endswith(_ORGANIZATIONS) for w in types)
    return organization == bool(whose)


def _value(value: object, wanted: ObjectValue | None, named: dict[str, dict[str, Any]]) -> object:
    """What a field holds: a string itself, of an object its name or its address."""
    if not isinstance(value, dict):
        return value
    if wanted is ObjectValue.ADDRESS:
        return next((value[key] for key in _ADDRESS_KEYS if _is_text(value.get(key))), None)
    if wanted is None:
        return value.get("@value")
    return value.get("name") or _whole(value, named).get("name")


def _whole(item: dict[str, Any], named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An object, which may stand elsewhere in the script by its `@id`."""
    reference = item.get("@id")
    whole = named.get(reference, item) if isinstance(reference, str) else item
    return item if "@type" in item else whole


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _starts(script: str) -> dict[str, int]:
    """Where each string of a script starts first, after its quote and white space."""
    found: dict[str, int] = {}
    for match in _STRING.finditer(script):
        lead = len(match[1]) - len(match[1].lstrip())
        found.setdefault(_unescaped(match[0]).strip(), match.start(1) + lead)
    return found


def _unescaped(written: str) -> str:
    """The value of a string of JSON, as written with its quotes."""
    if "\\" not in written:
        return written[1:-1]
    try:
        return str(json.loads(written, strict=False))
    except ValueError:
        return ""
