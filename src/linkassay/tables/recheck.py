"""How long a link is left alone before it is asked again, as a table, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class Wait(StrEnum):
    """By what a link waits until it is asked again."""

    ALIVE = "alive"
    NEW = "new"
    """Alive, and first seen less than a month ago."""
    FAILING = "failing"
    FAILING_SOON_TOLD = "failing-soon-told"
    """A second day tells whether it is gone, or whether it passed by itself."""
    RATE_LIMITED = "rate-limited"
    WALLED = "walled"
    """Nobody who asks as we do sees the page: walls, sign-in, robots.txt."""
    UNVERIFIABLE = "unverifiable"
    DEAD = "dead"
    LONG_DEAD = "long-dead"


@dataclass(frozen=True, slots=True)
class WaitRow:
    """How long it waits, in days, and by what shares of that a link may wait less or more.

    `most_days` is how long it waits at most where each time is longer than the one before.
    """

    what: Wait
    days: float
    source: str
    earlier: float = 0.0
    later: float = 0.0
    most_days: float | None = None


@cache
def waits() -> Mapping[Wait, WaitRow]:
    """Every wait by its name; raises `ValueError` where the table is not whole."""
    found = {row.what: row for row in rows("recheck", "wait", WaitRow)}
    missing = sorted(set(Wait) - set(found))
    if missing:
        raise ValueError(f"tables/recheck.toml has no [[wait]] row for: {', '.join(missing)}")
    return found
