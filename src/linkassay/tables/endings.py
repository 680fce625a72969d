"""File endings of what is plainly no document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Endings, lower case and with their dot, of one sort of files, and who says so."""

    what: str
    endings: tuple[str, ...]
    source: str


@cache
def passed_over() -> frozenset[str]:
    """Endings, lower case and with their dot, that a walk through a directory passes over."""
    return frozenset(
        ending for row in rows("endings", "passed_over", PassedOver) for ending in row.endings
    )
