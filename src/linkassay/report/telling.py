"""How a report is asked for: how wide, in colour or not, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Show(StrEnum):
    """Which findings a report for people tells in full; the others are counted."""

    NEWS = "news"
    """What is new, worse or returned; notes by their rule."""
    NOTES = "notes"
    """That, and each note."""
    KNOWN = "known"
    """What is new, worse or returned, and what was known before."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Telling:
    """What a format is told besides the report.

    `width` (columns) and `colour` only matter where a terminal shows it, `show` only where people
    read it.
    """

    width: int = 100
    colour: bool = False
    show: Show = Show.NEWS
