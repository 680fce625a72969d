"""Raw HTML in Markdown: its blocks and tags are read as HTML, at their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from linkassay.extract.formats.html_fragment import Fragment, read_fragment
from linkassay.extract.formats.html_links import LinkReader
from linkassay.extract.parsed import RawLink
from linkassay.model import Lines

_NO_LINE_END = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block of raw HTML: the ranges of its lines, without the marks of lists and quotations."""

    ranges: Sequence[tuple[int, int]]

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Where marks stand between its lines."""
        for (_, end), (start, _) in pairwise(self.ranges):
            if end < start:
                yield end, start


def read_blocks(text: str, blocks: Sequence[HtmlBlock], lines: Lines) -> list[Fragment]:
    """What each block holds. The blocks are in order and do not overlap."""
    unmarked = _blanked(text, (gap for block in blocks for gap in block.gaps()))
    return [
        read_fragment(unmarked, block.ranges[0][0], block.ranges[-1][1], lines) for block in blocks
    ]


def read_block_links(
    text: str, blocks: Sequence[HtmlBlock], lines: Lines
) -> Iterator[tuple[RawLink, ...]]:
    """The links of each block, told from its tags alone."""
    unmarked = _blanked(text, (gap for block in blocks for gap in block.gaps()))
    for block in blocks:
        reader = LinkReader(unmarked, lines, None)
        yield tuple(reader.read(block.ranges[0][0], block.ranges[-1][1]))


def _blanked(text: str, gaps: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in some places, every line end kept."""
    parts, position = [], 0
    for start, end in gaps:
        parts += [text[position:start], _NO_LINE_END.sub(" ", text[start:end])]
        position = end
    return "".join([*parts, text[position:]]) if parts else text
