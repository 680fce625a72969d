"""File endings of what is plainly no document."""

from __future__ import annotations

from functools import cache

from linkassay.tables import load


@cache
def passed_over() -> frozenset[str]:
    """Endings, lower case and with their dot, that a walk through a directory passes over."""
    return frozenset(ending for row in load("endings")["passed_over"] for ending in row["endings"])
