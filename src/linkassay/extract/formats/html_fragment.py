"""A stretch of HTML inside another text: raw HTML in Markdown, a part of a message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay.extract.formats.html_links import LinkReader
from linkassay.extract.formats.html_parser import parse_tree
from linkassay.extract.formats.html_tree import TreeReader
from linkassay.extract.parsed import ParsedBlock, RawLink
from linkassay.model import Block, Lines, MappedText


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a stretch of HTML holds; spans are of the whole text that it stands in."""

    blocks: tuple[ParsedBlock, ...]
    anchors: tuple[str, ...] = ()

    @property
    def links(self) -> list[RawLink]:
        """The links of all blocks, in reading order."""
        return [link for block in self.blocks for link in block.links]


def read_fragment(text: str, start: int, end: int, lines: Lines) -> Fragment:
    """Read `text[start:end]` as HTML, in time that grows with that stretch alone.

    `lines` are those of the whole text. Never raises for any text.
    """
    reader = TreeReader(text, lines, None, start)
    reader.walk(parse_tree(text[start:end], fragment=True))
    return Fragment(tuple(reader.blocks), tuple(reader.anchors))


def read_tag(text: str, start: int, end: int, lines: Lines) -> Fragment:
    """Read `text[start:end]`, which is one start tag, as `read_fragment` would, and much faster."""
    if _MAY_HIDE.search(text, start, end) or _MAY_NAME.search(text, start, end):
        return read_fragment(text, start, end, lines)
    links = tuple(LinkReader(text, lines, None).read(start, end))
    block = ParsedBlock(Block(MappedText("", ((0, 0),))), links)
    return Fragment((block,) if links else ())


_MAY_HIDE = re.compile(r"hidden|none", re.IGNORECASE)
_MAY_NAME = re.compile(r"\b(?:id|name)\s*=", re.IGNORECASE)
"""A tag that may name a place."""
