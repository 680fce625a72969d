"""Which stretches of a passage are quoted: the words of another, at another time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

_MARK = re.compile(r"[\"“”„«»]")
_OPENS_AFTER = frozenset(" \u00a0([{—–-/")
"""What may stand before a mark that opens; “ and » open in one language and close in another."""
_MAY_BEGIN = frozenset("([…¿¡$€£'‘")
_LONGEST = 1_000
"""Characters of a quotation; a longer one has lost its closing mark."""


def quoted(text: str) -> Callable[[int], bool]:
    """Whether a place of the passage is quoted.

    Double marks of English, German, French, Spanish and Russian; whether one opens or closes is
    told by what stands beside it. A quotation that a passage does not close lasts to its end.
    """
    ranges = list(_quotations(text))
    starts = [start for start, _ in ranges]

    def inside(at: int) -> bool:
        before = bisect_right(starts, at) - 1
        return before >= 0 and at < ranges[before][1]

    return inside


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for mark in _MARK.finditer(text):
        at = mark.start()
        if start is not None and at - start > _LONGEST:
            start = None
        if _opens(text, at):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None and len(text) - start <= _LONGEST:
        yield start, len(text)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    if text[at] == "„":
        return True
    if text[at] == "«":  # French blanks stand inside the marks
        return before in _OPENS_AFTER
    return before in _OPENS_AFTER and (after.isalnum() or after in _MAY_BEGIN)
