"""A run of plain text in Markdown, whose pieces may be written otherwise in the source."""

from __future__ import annotations

from bisect import bisect_right


class TextRun:
    """Pieces that stand side by side for a reader; entities and backslashes part them.

    A piece of another length than its source (`&amp;`) is one sign there, and not to be cut.
    """

    __slots__ = ("_begins", "_length", "_pieces", "_words")

    def __init__(self) -> None:
        self._words: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._begins: list[int] = []
        self._length = 0

    def __bool__(self) -> bool:
        return bool(self._words)

    @property
    def text(self) -> str:
        """The pieces as a reader has them."""
        return self._words[0] if len(self._words) == 1 else "".join(self._words)

    def add(self, words: str, start: int, end: int) -> None:
        """A piece, written at `start` to `end` of the source."""
        self._words.append(words)
        self._pieces.append((start, end))
        self._begins.append(self._length)
        self._length += len(words)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which is not empty, is written."""
        first, last = (bisect_right(self._begins, at) - 1 for at in (start, end - 1))
        begin = self._pieces[first][0]
        if self._is_exact(first):
            begin += start - self._begins[first]
        if end == self._begins[last] + len(self._words[last]) or not self._is_exact(last):
            return begin, self._pieces[last][1]
        return begin, self._pieces[last][0] + end - self._begins[last]

    def _is_exact(self, piece: int) -> bool:
        start, end = self._pieces[piece]
        return end - start == len(self._words[piece])
