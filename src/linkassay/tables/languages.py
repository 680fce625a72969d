"""Languages by their codes."""

from __future__ import annotations

from functools import cache

from linkassay.tables import load


@cache
def two_letter_codes() -> frozenset[str]:
    """Every code of ISO 639-1, lower case."""
    return frozenset(load("languages")["two_letters"]["codes"])
