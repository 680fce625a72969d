"""Where something stands in a document's source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the decoded source of one document.

    `line` and `column` count from 1, `start` and `end` are character offsets (end exclusive). All
    four are of the source file, in HTML too; `None` where honestly unknown.
    """

    line: int | None
    column: int | None
    start: int | None = None
    end: int | None = None


class Lines:
    """Turns character offsets of a text into lines and columns (line ends: LF, CRLF, CR)."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`; raises `ValueError` for offsets outside the text."""
        if not 0 <= start <= end <= len(self._text):
            raise ValueError(f"{start}..{end} lies outside a text of {len(self._text)} characters")
        line = bisect_right(self._starts, start)
        return Span(line, start - self._starts[line - 1] + 1, start, end)

    def start_of(self, line: int) -> int:
        """Offset of the first character of a line (counted from 1)."""
        return self._starts[line - 1]

    def __len__(self) -> int:
        return len(self._starts)
