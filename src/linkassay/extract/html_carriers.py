"""Elements that cite: which attribute holds the address, where it stands, and what it means."""

from __future__ import annotations

import re
from typing import Any

from linkassay.extract.tags import attribute_ranges, trimmed
from linkassay.model import Form, Lines, Span
from linkassay.urls import MalformedAddress, parse

WEB = re.compile(r"(?:https?|ftp):", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
CARRIERS: dict[str, tuple[str, Form]] = {
    "a": ("href", Form.INLINE),
    "area": ("href", Form.INLINE),
    "blockquote": ("cite", Form.QUOTE),
    "q": ("cite", Form.QUOTE),
    "ins": ("cite", Form.QUOTE),
    "del": ("cite", Form.QUOTE),
    "img": ("src", Form.EMBED),
    "iframe": ("src", Form.EMBED),
    "video": ("src", Form.EMBED),
    "audio": ("src", Form.EMBED),
    "source": ("src", Form.EMBED),
}
"""Elements that cite, with the attribute that holds the address and the form it is."""


def resolved_address(value: str, base: str | None) -> str | None:
    """The absolute address, `None` for one that is nothing to cite."""
    if WEB.match(value):
        return value
    if not value or value.startswith("#") or _SCHEME.match(value):
        return None
    if base is None:
        return f"https:{value}" if value.startswith("//") else None
    try:
        return parse(value, base).parsed
    except MalformedAddress:
        return None


def located(node: Any, name: str, value: str, text: str, lines: Lines) -> tuple[str, Span]:
    """The address as written and its span; the tag's where the value cannot be found."""
    tag = node.origin_offset
    if tag is None:
        return value, Span(None, None)
    place = attribute_ranges(text, tag).get(name)
    if place is None:
        return value, lines.span(tag, tag)
    start, end = trimmed(text, *place)
    return text[start:end], lines.span(start, end)
