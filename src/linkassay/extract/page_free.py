"""Whether a page says that it can be read free of charge (schema.org, `isAccessibleForFree`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from linkassay.extract.linked_data import is_linked_data, objects_of, types_of
from linkassay.extract.page_scan import Scan

_FIELD = "isAccessibleForFree"
_READ = ("Article", "Posting", "Page", "CreativeWork", "Report", "Review", "Recipe", "HowTo")
"""How the types of schema.org end that are read on their own page."""
_WORDS = {"true": True, "yes": True, "false": False, "no": False}
_TIERS = {"free": True, "metered": False, "locked": False}
"""Values of `article:content_tier` (Open Graph tags for publishers, Facebook)."""


def is_free(scan: Scan) -> bool | None:
    """`False` where the page or a part of it is not free, `None` where nothing is said."""
    said = [value for value in _said(scan) if value is not None]
    return all(said) if said else None


def _said(scan: Scan) -> Iterator[bool | None]:
    for element in scan.elements:
        attributes = element.attributes
        if element.name == "script":
            if _FIELD in element.text and is_linked_data(attributes.get("type")):
                yield from _in_data(element.text)
        elif element.name in ("meta", "link"):
            value = attributes.get("content", attributes.get("href", ""))
            if _FIELD in attributes.get("itemprop", "").split():
                yield _truth(value)
            elif attributes.get("property", "").strip().lower() == "article:content_tier":
                yield _TIERS.get(value.strip().lower())


def _in_data(script: str) -> Iterator[bool | None]:
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    for item in filter(_is_read, objects_of(data)):
        yield _truth(item.get(_FIELD))
        parts = item.get("hasPart")
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict):
                yield _truth(part.get(_FIELD))


def _is_read(item: dict[str, Any]) -> bool:
    """Whether an object is something to read on the page: an event or a place has its entrance fee,
    and a data set is behind its page."""
    types = types_of(item)
    return not types or any(kind.endswith(_READ) for kind in types)


def _truth(value: Any) -> bool | None:
    """JSON's own, or a word for it, or schema.org's address of it."""
    if isinstance(value, bool):
        return value
    return _WORDS.get(value.strip().rpartition("/")[2].lower()) if isinstance(value, str) else None
