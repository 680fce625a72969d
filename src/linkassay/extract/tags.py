"""Where an attribute's value stands inside the source of a tag."""

from __future__ import annotations

import re

_NAME = re.compile(r"</?[A-Za-z][^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*)))?"
)
"""An attribute as the tokenizer takes it (WHATWG HTML, 13.2.5.32 to 13.2.5.39)."""


def attribute_ranges(source: str, tag: int) -> dict[str, tuple[int, int]]:
    """Ranges (start, end) of the attribute values of the tag at `tag`, by lower-case name.

    Values as written, without quotes; the first of two attributes of one name counts, as in HTML.
    """
    name = _NAME.match(source, tag)
    found: dict[str, tuple[int, int]] = {}
    position = name.end() if name else len(source)
    while match := _ATTRIBUTE.match(source, position):
        group = match.lastgroup or ""
        if group != "name":
            found.setdefault(match["name"].lower(), match.span(group))
        position = match.end()
    return found


def trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    """A range without the white space at its ends."""
    value = source[start:end]
    return start + len(value) - len(value.lstrip()), start + len(value.rstrip())
