"""A block of raw HTML inside Markdown: its words, and the addresses of its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkassay.extract.addresses import find_addresses
from linkassay.extract.mapped_text import build
from linkassay.extract.markdown_parts import (
    Inline,
    Placed,
    addresses_of_tag,
    only_addresses,
    with_prose_offset,
)

_TAG = re.compile(r"<[/!?A-Za-z][^>]*>")
_SILENT = re.compile(r"<(script|style|template|noscript)\b", re.IGNORECASE)
_ANCHOR = re.compile(r"<a[\s>]", re.IGNORECASE)


def read_block(text: str, start: int, end: int) -> Inline:
    """Read `text[start:end]`, a block that the Markdown parser took for HTML."""
    words: list[tuple[int, int]] = []
    found: list[Placed] = []
    position = start
    link = 0
    for tag, close, silent in _tags(text, start, end):
        words.append((position, tag))
        if not link:
            found += _bare(text, position, tag)
        if not silent:
            link = 1 if _ANCHOR.match(text, tag) else link
            link = 0 if text[tag : tag + 4].lower() == "</a>" else link
            found += addresses_of_tag(text, tag)
        position = close
    words.append((position, end))
    found += [] if link else _bare(text, position, end)
    prose = build(text, words)
    placed = tuple(with_prose_offset(item, prose) for item in found)
    return Inline(prose, placed, only_addresses(prose.text, placed))


def _tags(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Each tag's start and end; comments and silent elements come whole, marked so."""
    at = text.find("<", start, end)
    while at >= 0:
        silent = _SILENT.match(text, at, end)
        if text.startswith("<!--", at):
            close, quiet = _after(text, "-->", at + 4, end), True
        elif silent:
            close, quiet = _after(text, f"</{silent[1].lower()}>", at, end), True
        else:
            tag = _TAG.match(text, at, end)
            close, quiet = (tag.end() if tag else at), False
        if close > at:
            yield at, close, quiet
        at = text.find("<", max(close, at + 1), end)


def _after(text: str, mark: str, start: int, end: int) -> int:
    at = text.find(mark, start, end)
    return end if at < 0 else at + len(mark)


def _bare(text: str, start: int, end: int) -> list[Placed]:
    return [
        Placed(item.written, item.start, item.end, item.form)
        for item in find_addresses(text, start, end, wrapped=False)
    ]
