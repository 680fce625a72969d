"""Where something stands in a document's source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import methodcaller
from typing import Annotated

_LINE_END = re.compile(r"\r\n|\n|\r")
_END_OF = methodcaller("end")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the decoded source of one document; `None` where honestly unknown.

    Lines and columns count from 1 and are of the source file, in HTML too. Paged documents give
    `page` and `box` (left, top, right, bottom in points from the page's top left corner) instead.
    """

    line: Annotated[int | None, "Line in the source, counted from 1."]
    column: Annotated[int | None, "Column in that line, counted from 1."]
    start: Annotated[int | None, "Offset of its first character in the decoded source."] = None
    end: Annotated[int | None, "Offset after its last character."] = None
    end_line: Annotated[int | None, "Line of its last character."] = None
    page: Annotated[int | None, "Page of a paged document, counted from 1."] = None
    box: Annotated[
        tuple[float, float, float, float] | None,
        "Left, top, right and bottom on that page, in points from its top left corner.",
    ] = None

    @property
    def end_column(self) -> int | None:
        """The column after its last character; `None` where it goes over a line's end."""
        if self.column is None or self.start is None or self.end is None:
            return None
        return self.column + self.end - self.start if self.lines == 1 else None

    @property
    def lines(self) -> int:
        """How many lines it covers; 1 where unknown."""
        if self.line is None or self.end_line is None:
            return 1
        return self.end_line - self.line + 1


class Lines:
    """Turns character offsets of a text into lines and columns (line ends: LF, CRLF, CR)."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`; raises `ValueError` for offsets outside the text."""
        if not 0 <= start <= end <= len(self._text):
            raise ValueError(f"{start}..{end} lies outside a text of {len(self._text)} characters")
        starts = self._starts()
        line = bisect_right(starts, start)
        last = line
        if line < len(starts) and starts[line] < end:
            last = bisect_right(starts, end - 1, line)
        return Span(line, start - starts[line - 1] + 1, start, end, last)

    def __len__(self) -> int:
        return len(self._starts())

    def _starts(self) -> list[int]:
        """Where each line begins: looked for once, and only if a place is asked for."""
        if self._known is None:
            self._known = [0, *_line_ends(self._text)]
        return self._known


def _line_ends(text: str) -> Iterator[int]:
    """The offset after each line end."""
    if "\r" in text:
        return map(_END_OF, _LINE_END.finditer(text))
    *lines, _ = text.split("\n")
    return accumulate(len(line) + 1 for line in lines)
