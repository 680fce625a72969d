"""Days that systems write where no time was set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class _ZeroRow:
    days: tuple[str, ...]
    source: str


@cache
def zero_days() -> frozenset[date]:
    """All of them."""
    found = rows("zero_days", "zero", _ZeroRow)
    return frozenset(date.fromisoformat(day) for row in found for day in row.days)
