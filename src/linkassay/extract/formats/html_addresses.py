"""Addresses in the attributes of an element: what they mean to a reader, and where they stand."""

from __future__ import annotations

import re
from typing import Any

from linkassay.extract.formats.html_elements import attribute
from linkassay.extract.tags import attribute_ranges, trimmed
from linkassay.model import Form, Lines, Span
from linkassay.tables.url_attributes import citing_attributes
from linkassay.urls import MalformedAddress, parse

WEB = re.compile(r"(?:https?|ftp):", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def cited(node: Any) -> tuple[str, Form, str] | None:
    """The attribute by which an element cites, the form of it, and its value trimmed."""
    element = f"svg {node.name}" if node.namespace == "svg" else node.name
    for name, form in citing_attributes().get(element, ()):
        value = attribute(node, name)
        if value is not None:
            return name, form, value.strip()
    return None


def resolved_address(value: str, base: str | None) -> str | None:
    """The absolute address; `None` for one that has no base here or cannot be cited."""
    if WEB.match(value):
        return value
    if not is_relative(value):
        return None
    if base is None:
        return f"https:{value}" if value.startswith("//") else None
    try:
        return parse(value, base).parsed
    except MalformedAddress:
        return None


def is_relative(value: str) -> bool:
    """Whether an address leads to another page and needs a base (RFC 3986, 4.2)."""
    return bool(value) and not value.startswith("#") and not _SCHEME.match(value)


def located(tag: int | None, name: str, text: str, lines: Lines) -> tuple[str, Span] | None:
    """An attribute's value as written, trimmed, and its span, in the tag at offset `tag`.

    The span is the tag's first character where the source does not hold the attribute, and the
    whole is `None` where the parser made the tag up.
    """
    if tag is None:
        return None
    place = attribute_ranges(text, tag).get(name)
    if place is None:
        return "", lines.span(tag, tag)
    start, end = trimmed(text, *place)
    return text[start:end], lines.span(start, end)
