"""The lines a Markdown file says about itself before its text begins."""

from __future__ import annotations

import re

from linkassay.model import Lines, Meta

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_ENTRY = re.compile(r"^([A-Za-z][\w.-]*)[ \t]*(?::(?=[ \t\r\n])|=)[ \t]*([^\r\n]*)", re.MULTILINE)


def front_matter(text: str) -> tuple[tuple[Meta, ...], int]:
    """The `key: value` lines between `---` (or `key = value` between `+++`), and where they end.

    Lists, nested values and empty ones are left out. The end is 0 where there is no front matter.
    """
    opening = _OPEN.match(text)
    if opening is None:
        return (), 0
    closing = re.compile(
        rf"^(?:{re.escape(opening[1])}|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)", re.MULTILINE
    )
    end = closing.search(text.replace("\r\n", " \n"), opening.end())
    if end is None:
        return (), 0
    lines = Lines(text)
    entries = []
    for match in _ENTRY.finditer(text, opening.end(), end.start()):
        value = match[2].strip()
        inner = (
            value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
        )
        if inner and inner[0] not in "[{|>&*":
            start = match.start(2) + match[2].index(inner)
            entries.append(Meta(match[1], inner, lines.span(start, start + len(inner))))
    return tuple(entries), end.end()
