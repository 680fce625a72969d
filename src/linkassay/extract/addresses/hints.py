"""What a text must have for an address or an identifier to stand in it."""

from __future__ import annotations

import re
from functools import cache

_LITERALS = (
    *("//", ":/", ":\\", "ww.", "WW.", "wW.", "Ww.", "10."),
    *("rXiv", "rxiv", "RXIV", "RFC", "rfc", "ISBN", "isbn"),
)
"""One of these stands in all that `find_addresses` finds."""


def hint_of(text: str) -> re.Pattern[str]:
    """A pattern that is found in every part of a text in which an address may stand.

    It has only what stands in the text at all, which most often is little.
    """
    return _pattern(tuple(literal for literal in _LITERALS if literal in text))


@cache
def _pattern(literals: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, literals)) or "(?!)")
