"""When a document was published, as far as its clues bound it, and on whose word."""

from __future__ import annotations

from datetime import date

from linkassay.model import (
    DOCUMENT,
    Basis,
    Clock,
    Clue,
    Dating,
    DaySet,
    Group,
    Interval,
    Published,
    Reading,
)
from linkassay.tables.clues import clue_rules

_NOT_ITS_WORDS = frozenset({Group.AUDIT, Group.SERVER})
"""The day of the audit or of the fetch, and what a server says of a copy."""


def published(reading: Reading, dating: Dating, audited: date) -> Published | None:
    """The days that are left for a document's publication; `None` where no clue bounds them.

    That nothing is newer than its audit (`audited`, a UTC day) is true of everything and bounds
    nothing.
    """
    days = dating.left.get(Clock.PUBLISHED)
    if not days:
        return None
    own = [clue for clue in reading.clues if _is_own(clue) and clue not in dating.dropped]
    ends = {clue.days.latest for clue in own}
    if days.latest is not None and days.latest >= audited and days.latest not in ends:
        days = _open_ended(days)
    if days.hull == Interval():
        return None
    starts = {clue.days.earliest for clue in own}
    by_itself = days.earliest in {None, *starts} and days.latest in {None, *ends}
    return Published(days, _basis(dating, by_itself=by_itself))


def _is_own(clue: Clue) -> bool:
    """Whether the document itself says it."""
    return clue.subject == DOCUMENT and clue.group not in _NOT_ITS_WORDS


def _basis(dating: Dating, *, by_itself: bool) -> Basis:
    stated = {rule.id for rule in clue_rules().values() if rule.stated}
    if any(clue.subject == DOCUMENT and clue.rule in stated for clue in dating.dropped):
        return Basis.AGAINST_STATEMENT
    return Basis.OWN_WORDS if by_itself else Basis.CITATIONS


def _open_ended(days: DaySet) -> DaySet:
    *before, last = days.intervals
    return DaySet.of((*before, Interval(last.earliest, None)))
