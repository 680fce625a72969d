"""Joining stretches of source to text for a reader that knows where each character stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from linkassay.model import MappedText

_TOKEN = re.compile(r"(\s+)|(\u00ad+)|[^\s\u00ad]+(?: [^\s\u00ad]+)*")
"""White space (group 1), soft hyphens (group 2), or words with single blanks between them."""
_EVEN_TOKEN = re.compile(r"(\s+)|(\u00ad+)|[^\s\u00ad]++(?:(?: |(?<!-)\n)[^\s\u00ad]++)*+")
"""The same, but words may have single line ends between them: one sign for one sign too."""
_LINE_END = re.compile(r"[\r\n]")


class TextBuilder:
    """Takes stretches of text with their source offsets and joins them to one `MappedText`.

    White space is folded to one blank; a word broken after its own hyphen at a line end is joined
    with the hyphen kept; soft hyphens are dropped. `glued` are source offsets at which white space
    stands inside an address that was wrapped, and so is no blank.
    """

    __slots__ = ("_gap", "_glued", "_length", "_parts", "_pieces", "_shift", "_wrapped")

    def __init__(self, glued: Iterable[int] = ()) -> None:
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._length = 0
        self._shift: int | None = None
        self._gap: int | None = None
        self._wrapped = False
        self._glued = set(glued)

    def glue(self, offsets: Iterable[int]) -> None:
        """Name further offsets at which white space is to be dropped."""
        self._glued.update(offsets)

    @property
    def is_empty(self) -> bool:
        """Whether it has no word so far."""
        return not self._length

    @property
    def next_offset(self) -> int:
        """Where in the text the next word will stand."""
        return self._length + (1 if self._blank_due() else 0)

    def feed(self, text: str, offset: int) -> None:
        """Add a stretch whose first character stands at `offset` of the source."""
        if text.isspace():
            self._note_gap(text, offset)
            return
        for token in (_TOKEN if self._glued else _EVEN_TOKEN).finditer(text):
            group = token.lastindex
            if group is None:
                self._put(token[0].replace("\n", " "), offset + token.start())
            elif group == 1:
                self._note_gap(token[0], offset + token.start())

    def mapped(self) -> MappedText:
        return MappedText("".join(self._parts), tuple(self._pieces) or ((0, 0),))

    def _note_gap(self, gap: str, offset: int) -> None:
        if self._glued and offset in self._glued:
            return
        if self._gap is None:
            self._gap = offset
        if gap != " " and not self._wrapped:
            self._wrapped = gap == "\n" or _LINE_END.search(gap) is not None

    def _blank_due(self) -> bool:
        return self._gap is not None and self._length > 0 and not self._hyphen_wraps()

    def _hyphen_wraps(self) -> bool:
        if not self._wrapped:
            return False
        tail = self._parts[-1][-2:] if self._parts else ""
        return len(tail) == 2 and tail[1] == "-" and tail[0].isalpha()

    def _put(self, word: str, offset: int) -> None:
        gap = self._gap
        if gap is not None:
            if self._length and not (self._wrapped and self._hyphen_wraps()):
                if gap + 1 == offset:
                    word, offset = f" {word}", gap
                else:
                    self._append(" ", gap)
            self._gap = None
            self._wrapped = False
        self._append(word, offset)

    def _append(self, text: str, offset: int) -> None:
        length = self._length
        if offset - length != self._shift:
            self._shift = offset - length
            self._pieces.append((length, offset))
        self._parts.append(text)
        self._length = length + len(text)


def build(text: str, ranges: Iterable[tuple[int, int]], glued: Iterable[int] = ()) -> MappedText:
    """The text of some stretches (start, end) of a source, a blank between two stretches."""
    builder = TextBuilder(glued)
    for start, end in ranges:
        builder.feed(text[start:end], start)
        builder.feed("\n", end)
    return builder.mapped()


def offset_in(content: MappedText, source: int) -> int | None:
    """Where in the text a source offset stands, `None` where it is not part of it."""
    at = bisect_right(content.pieces, source, key=lambda piece: piece[1]) - 1
    if at < 0:
        return None
    here, there = content.pieces[at]
    following = content.pieces[at + 1][0] if at + 1 < len(content.pieces) else len(content.text)
    index = here + source - there
    return index if index < following else None
