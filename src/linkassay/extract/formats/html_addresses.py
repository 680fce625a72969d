"""Addresses in the attributes of an element: what they mean to a reader, and where they stand."""

from __future__ import annotations

from typing import Any

from linkassay.extract.tags import attribute_ranges, trimmed
from linkassay.model import Form, Lines, Span
from linkassay.tables.url_attributes import citing_attributes
from linkassay.urls import MalformedAddress, parse
from linkassay.urls.local import is_relative, is_web, with_scheme


def cited(node: Any) -> tuple[str, Form, str] | None:
    """The attribute by which an element cites, the form of it, and its value trimmed.

    The element has attributes.
    """
    element = f"svg {node.name}" if node.namespace == "svg" else node.name
    for name, form in citing_attributes().get(element, ()):
        if name in node.attrs:
            return name, form, (node.attrs[name] or "").strip()
    return None


def resolved_address(value: str, base: str | None) -> str | None:
    """The absolute address; `None` for one that has no base here or cannot be cited.

    A place in the page itself is none beside others on the web.
    """
    if is_web(value) and not (base and value.startswith("//")):
        return with_scheme(value)
    if base is None or value.startswith("#") or not (is_relative(value) or is_web(value)):
        return None
    try:
        return parse(value, base).parsed
    except MalformedAddress:
        return None


def local_address(value: str, folder: str) -> str | None:
    """A relative address as it is meant from the page, whose own base, relative too, is `folder`.

    Steps upward stay in it (RFC 3986, section 5.2, would drop those that leave the base).
    """
    if not is_relative(value):
        return None
    if not folder or value.startswith("/"):
        return value
    base = folder.partition("#")[0].partition("?")[0]
    return base + value if value[0] in "?#" else base[: base.rfind("/") + 1] + value


def located(tag: int | None, name: str, text: str, lines: Lines) -> tuple[str, Span] | None:
    """An attribute's value as written, trimmed, and its span, in the tag at offset `tag`.

    The span is the tag's first character where the source does not hold the attribute, and the
    whole is `None` where the parser made the tag up.
    """
    if tag is None:
        return None
    value_range = attribute_ranges(text, tag).get(name)
    if value_range is None:
        return "", lines.span(tag, tag)
    start, end = trimmed(text, *value_range)
    return text[start:end], lines.span(start, end)
