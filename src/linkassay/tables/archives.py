"""Web archives whose links tell the original."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive: `hosts` without `www.`, `paths` patterns of what stands before the original.

    A pattern's group `stamp` holds the time of the copy (8 or 14 digits, dots allowed). Where the
    original stands in the query, `parameter` is its name there.
    """

    name: str
    hosts: tuple[str, ...]
    paths: tuple[str, ...]
    source: str
    parameter: str = ""


@cache
def archives() -> tuple[Archive, ...]:
    """All archives we know."""
    return rows("archives", "archive", Archive)
