"""The addresses of a Markdown text and nothing else, several times faster than reading it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linkassay.extract.addresses import hint_of
from linkassay.extract.decode import decode
from linkassay.extract.formats.markdown_blocks import MarkdownReader
from linkassay.extract.formats.markdown_html import HtmlBlock, read_block_links
from linkassay.extract.front_matter import front_matter
from linkassay.extract.parsed import ParsedBlock, ParsedDocument, RawLink
from linkassay.model import Block, MappedText, Source

_WORDLESS = Block(MappedText("", ((0, 0),)))
_PASSED_ON = frozenset(("Link", "Image", "HtmlBlock", "CodeBlock"))


def read_links(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """The one document of a Markdown text with loose links alone; raises `NotTextError`."""
    decoded = decode(source.data, declared_charset)
    _, begin = front_matter(decoded.text)
    links = tuple(LinkReader(decoded.text, begin).links())
    yield ParsedDocument("text/markdown", decoded.text, loose=links, notes=decoded.notes)


class LinkReader(MarkdownReader):
    """A reader of Markdown that passes over what holds no address."""

    def links(self) -> Iterator[RawLink]:
        """All links in order; a text that has definitions of one label twice is read whole."""
        for block in self._read_few() if self._definitions.are_all else self.read():
            yield from block.links

    def _read_few(self) -> tuple[ParsedBlock, ...]:
        """The blocks that are left when most events are passed over.

        Of texts in a row, which are one for a reader, those from the one before an address on are
        taken.
        """
        hint = hint_of(self._text)
        inside = begun = False
        before: tuple[str, Any] | None = None
        for event, span in self._events.raw():
            if type(event) is str:
                before = None
                if inside or begun:
                    self._see(event, "", *self._events.place(span))
                    begun = False
                continue
            for name, payload in event.items():
                if name == "Text" and not inside:
                    if begun or hint.search(payload):
                        self._take_texts(None if begun else before, payload, span)
                        begun = True
                    before = payload, span
                    continue
                before = None
                if inside or begun or _counts(name, payload, hint):
                    self._see(name, payload, *self._events.place(span))
                    inside, begun = self._inline.is_open, False
        self._covered = [(0, len(self._text))]
        return self._finish()

    def _take_texts(self, before: tuple[str, Any] | None, words: str, span: Any) -> None:
        if before is not None:
            self._see("Text", before[0], *self._events.place(before[1]))
        self._see("Text", words, *self._events.place(span))

    def _read(self) -> list[ParsedBlock]:
        """Of raw HTML the tags alone."""
        raw = [block for block in self._blocks if isinstance(block, HtmlBlock)]
        links = iter(read_block_links(self._text, raw, self._lines))
        return [
            block if isinstance(block, ParsedBlock) else ParsedBlock(_WORDLESS, next(links))
            for block in self._blocks
        ]


def _counts(name: str, payload: Any, hint: re.Pattern[str]) -> bool:
    """Whether an event outside of links may be of an address."""
    if name in ("Start", "End"):
        return payload in _PASSED_ON if type(payload) is str else not _PASSED_ON.isdisjoint(payload)
    return name != "Code" or hint.search(payload) is not None
