"""A run of plain text in Markdown, whose pieces may be written otherwise in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

Piece = tuple[str, int, int]
"""Words as a reader has them, and the range (start, end) where the source has them."""


def after(pieces: Sequence[Piece], offset: int) -> Iterator[Piece]:
    """What the pieces have from `offset` of the source on."""
    for words, start, end in pieces:
        if start >= offset:
            yield words, start, end
        elif end > offset and len(words) == end - start:
            yield words[offset - start :], offset, end


class TextRun:
    """Pieces that stand side by side for a reader; entities and backslashes part them.

    A piece of another length than its source (`&amp;`) is one sign there, and not to be cut.
    """

    __slots__ = ("_begins", "_pieces")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._begins = list(accumulate((len(words) for words, _, _ in pieces), initial=0))

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Where the text from `start` to `end`, which is not empty, is written."""
        return self._offset(start, after=False), self._offset(end, after=True)

    def _offset(self, index: int, *, after: bool) -> int:
        """The source offset before or after a sign of the text."""
        at = bisect_right(self._begins, index - after) - 1
        words, start, end = self._pieces[at]
        inside = index - self._begins[at]
        if len(words) == end - start:
            return start + inside
        return end if after else start
