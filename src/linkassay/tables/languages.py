"""Languages by their codes."""

from __future__ import annotations

from functools import cache

from linkassay.tables import read


@cache
def two_letter_codes() -> frozenset[str]:
    """Every code of ISO 639-1, lower case."""
    return frozenset(read("languages")["two_letters"]["codes"])
