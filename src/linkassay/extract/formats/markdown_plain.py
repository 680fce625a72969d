"""Blocks of Markdown that are written as a reader has them: one line of words, with plain links.

Most blocks of a list of links are, and most paragraphs. They say the same as by the reader of all
blocks, which takes whatever is not as plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from linkassay.extract.addresses.hints import may_hold
from linkassay.extract.formats.markdown_events import Event
from linkassay.extract.parsed import ParsedBlock, RawLink
from linkassay.model import Block, BlockKind, Form, Lines, MappedText

_TARGET = re.compile(r"(?:https?|ftp):[^()\\\x00-\x20]*", re.IGNORECASE)
"""An address that is written in its round brackets as it is (CommonMark, section 6.3)."""


class PlainReader:
    """Reads the plain blocks of one text."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._lines = lines

    def read(self, run: Iterable[Event], kind: BlockKind) -> ParsedBlock | None:
        """The block of all its events; `None` where it has anything that is not plain."""
        words: list[str] = []
        pieces: list[tuple[int, int]] = []
        links: list[RawLink] = []
        length, shift, last = 0, -1, 0
        begun: tuple[Mapping[str, str], int, int] | None = None
        for name, payload, start, end in run:
            if name == "Text":
                if len(payload) != end - start:
                    return None
                if start - length != shift:
                    shift = start - length
                    pieces.append((length, start))
                words.append(payload)
                length += len(payload)
                last = end
            elif name == "Start" and begun is None:
                begun = payload["Link"], len(words), length
            elif begun is not None:
                target, first, offset = begun
                link = self._link(target, "".join(words[first:]), offset, (last, end))
                if link is None:
                    return None
                links.append(link)
                begun = None
        text = "".join(words)
        if begun is not None or not _is_even(text) or may_hold(text, 0, length):
            return None
        return ParsedBlock(Block(MappedText(text, tuple(pieces)), kind), tuple(links))

    def _link(
        self, target: Mapping[str, str], words: str, offset: int, place: tuple[int, int]
    ) -> RawLink | None:
        """A link whose words begin at `offset` of the block; in `place` are `](`, address and `)`.

        `None` where another thing stands there, or where its words are the address or nothing.
        """
        written, label = target["dest_url"], words.strip(" ")
        start, end = place[0] + 2, place[1] - 1
        if not _TARGET.fullmatch(written) or self._text[start - 2 : end + 1] != f"]({written})":
            return None
        if not label or label == written:
            return None
        span = self._lines.span(start, end)
        return RawLink(written, span, Form.INLINE, anchor=label, offset=offset)


def _is_even(text: str) -> bool:
    """Whether a text has words with single blanks between them, and nothing that is not seen."""
    return (
        bool(text)
        and text.isprintable()
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
    )
