"""Headings under which an author lists what a text rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class ReferenceHeadings:
    """The headings of one language, in lower case, and where they are from."""

    language: str
    headings: frozenset[str]
    source: str


@cache
def reference_headings() -> frozenset[str]:
    """The headings of all languages."""
    table = rows("reference_headings", "headings", ReferenceHeadings)
    return frozenset(heading for row in table for heading in row.headings)
