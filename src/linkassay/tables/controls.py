"""Pages whose answers are known, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.model import ControlPage
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A page whose answer is known; an empty `body` means: any."""

    url: str
    source: str
    status: int = 200
    body: str = ""


@cache
def control_pages() -> tuple[ControlPage, ...]:
    """Every control page, in the table's order."""
    return tuple(
        ControlPage(row.url, row.status, row.body)
        for row in rows("controls", "control", ControlRow)
    )
