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


@cache
def _pattern(literals: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, literals)) or "(?!)")
