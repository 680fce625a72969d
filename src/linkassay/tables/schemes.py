"""Mistyped schemes of web addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Misspelt:
    """The ways in which the beginning of an address, `meant`, is mistyped, lower case."""

    meant: str
    written: tuple[str, ...]
    source: str


@cache
def misspelt_schemes() -> dict[str, str]:
    """What was meant for each mistyped beginning."""
    return {
        written: row.meant
        for row in rows("schemes", "misspelt", Misspelt)
        for written in row.written
    }
