"""One block of a page while it is being read: its words so far, and the links that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from linkassay.extract.addresses import Found, find_addresses, glue_of
from linkassay.extract.formats.html_offsets import source_of
from linkassay.extract.mapped_text import TextBuilder, offset_in
from linkassay.extract.parsed import RawLink
from linkassay.model import Form, Lines, MappedText

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]")


@dataclass(slots=True)
class _Anchor:
    """A link whose text is being read: its node, its place among the links and in the text, and
    its words so far."""

    node: Any
    link: int
    offset: int
    words: list[str] = field(default_factory=list)


class BlockBuilder:
    """Takes text and links in document order; gives the content and the finished links."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._lines = lines
        self._builder = TextBuilder()
        self._links: list[RawLink] = []
        self._anchors: list[_Anchor] = []
        self._addresses = False
        self._words = False

    @property
    def is_empty(self) -> bool:
        """Whether it has no text so far; it may have links."""
        return self._builder.is_empty

    @property
    def has_links(self) -> bool:
        return bool(self._links)

    @property
    def only_addresses(self) -> bool:
        """Whether a reader sees addresses in it and no other word."""
        return self._addresses and not self._words

    def content(self) -> MappedText:
        return self._builder.mapped()

    def add_break(self, offset: int) -> None:
        """A line break of the page at `offset` of the source."""
        self._builder.feed("\n", offset)

    def add_blank(self, data: str, offset: int) -> None:
        """Text that is nothing but white space."""
        if self._anchors:
            self._anchors[-1].words.append(data)
        self._builder.feed(data, offset)

    def add_text(
        self, data: str, pieces: list[tuple[int, int]], *, wrapped: bool, code: bool = False
    ) -> None:
        """Text as the parser gave it, `pieces` saying where its characters stand in the source.

        With `wrapped`, bare addresses may go on in the next line; in `code` only whole addresses
        are looked for, and marked so.
        """
        if self._anchors:
            self._anchors[-1].words.append(data)
        else:
            found = find_addresses(data, wrapped=wrapped, code=code)
            self._add_bare(data, pieces, found, code=code)
        for (index, offset), (end, _) in pairwise((*pieces, (len(data), 0))):
            self._builder.feed(data[index:end], offset)

    def add_link(self, link: RawLink) -> None:
        """A link without words of its own."""
        self._links.append(link)

    def open_anchor(self, link: RawLink, node: Any) -> None:
        """A link whose words follow, until `close_anchor` is called with its node."""
        self._anchors.append(_Anchor(node, len(self._links), self._builder.next_offset))
        self._links.append(link)

    def close_anchor(self, node: Any) -> None:
        """End the innermost link where it is this node's."""
        if self._anchors and self._anchors[-1].node is node:
            self._name(self._anchors.pop())

    def finish(self, content: MappedText) -> tuple[RawLink, ...]:
        """The links of the block with their places in its content; open ones are ended."""
        while self._anchors:
            self._name(self._anchors.pop())
        return tuple(_seen(link, content) for link in self._links)

    def _add_bare(
        self, data: str, pieces: list[tuple[int, int]], found: list[Found], *, code: bool
    ) -> None:
        """Bare addresses in text outside links, and whether words stand around them."""
        if found:
            self._builder.glue(source_of(pieces, gap) for gap in glue_of(data, found))
        position = 0
        for item in found:
            if item.looks_like_address:
                self._addresses = True
                self._words = self._words or _has_word(data, position, item.start)
                position = item.end
            self._links.append(self._bare(data, pieces, item, code=code))
        self._words = self._words or _has_word(data, position, len(data))

    def _bare(
        self, data: str, pieces: list[tuple[int, int]], item: Found, *, code: bool
    ) -> RawLink:
        start = source_of(pieces, item.start)
        follows = item.end < len(data)
        end = source_of(pieces, item.end) if follows else source_of(pieces, item.end - 1) + 1
        return RawLink(
            _SPACE.sub("" if item.looks_like_address else " ", self._text[start:end]),
            self._lines.span(start, end),
            item.form,
            resolved=item.address,
            candidates=item.candidates,
            code=code,
            error=item.error,
        )

    def _name(self, anchor: _Anchor) -> None:
        """Give a link its text."""
        words = " ".join("".join(anchor.words).split())
        link = replace(self._links[anchor.link], anchor=words or None, offset=anchor.offset)
        self._links[anchor.link] = link
        if words and words in (link.written, link.address):
            self._addresses = True
        else:
            self._words = self._words or _WORD.search(words) is not None


def _has_word(text: str, start: int, end: int) -> bool:
    return _WORD.search(text, start, end) is not None


def _seen(link: RawLink, content: MappedText) -> RawLink:
    """A link that a reader sees as an address stands where its source stands."""
    if link.offset is None and link.form in (Form.BARE, Form.AUTOLINK):
        start = link.span.start
        return link if start is None else replace(link, offset=offset_in(content, start))
    return link
