"""What a text must have for an address or an identifier to stand in it."""

from __future__ import annotations

import re
from functools import cache

_LITERALS = (
    *("//", ":/", ":\\", "ww.", "WW.", "wW.", "Ww.", "10."),
    *("rXiv", "rxiv", "RXIV", "RFC", "rfc", "ISBN", "isbn"),
)
"""One of these stands in all that `find_addresses` finds."""


def hint_of(text: str, start: int = 0, end: int | None = None) -> re.Pattern[str]:
    """A pattern that is found in every part of `text[start:end]` in which an address may stand.

    It has only what stands in the text at all, which most often is little.
    """
    there = (literal for literal in _LITERALS if text.find(literal, start, end) >= 0)
    return _pattern(tuple(there))


def may_hold(text: str, start: int, end: int) -> bool:
    """Whether an address may stand in `text[start:end]`; in most stretches of a page none can."""
    if end - start <= _SHORT:
        return _pattern(_LITERALS).search(text, start, end) is not None
    return any(text.find(literal, start, end) >= 0 for literal in _LITERALS)


_SHORT = 200
"""Characters up to which one search for all literals is faster than one for each."""


@cache
def _pattern(literals: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, literals)) or "(?!)")
