"""Code in Markdown: the addresses in it are cited as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from linkassay.extract.addresses import find_addresses
from linkassay.extract.mapped_text import build, offset_in
from linkassay.extract.parsed import ParsedBlock, RawLink
from linkassay.model import Block, BlockKind, Lines


def code_links(text: str, start: int, end: int, lines: Lines) -> Iterator[RawLink]:
    """The addresses in `text[start:end]`, which is code; none goes on in the next line."""
    for item in find_addresses(text[start:end], wrapped=False, code=True):
        at, after = start + item.start, start + item.end
        written = text[at:after]
        resolved = None if item.address == written else item.address
        yield RawLink(written, lines.span(at, after), item.form, resolved=resolved, code=True)


def code_block(text: str, ranges: Sequence[tuple[int, int]], lines: Lines) -> ParsedBlock | None:
    """A block of code whose lines have these ranges; `None` where no address stands in it."""
    links = [link for start, end in ranges for link in code_links(text, start, end, lines)]
    if not links:
        return None
    content = build(text, ranges)
    placed = (replace(link, offset=offset_in(content, link.span.start or 0)) for link in links)
    return ParsedBlock(Block(content, BlockKind.CODE), tuple(placed))
