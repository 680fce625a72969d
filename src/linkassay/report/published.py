"""When a document was published, in one line: what its clues leave, and whose clues they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linkassay.model import DOCUMENT, Clock, Clue, Dated, DaySet, Group, Interval

_NOT_OUR_WORDS = frozenset({Group.AUDIT, Group.SERVER})
"""The day of the audit or of the fetch, and what a server says of a copy."""

_STATED = frozenset({"date-label", "page-metadata"})
"""The rules of clues in which a document names its own date, unlike a day told in its text."""


def published(item: Dated, audited: date) -> str:
    """`Published between 26 April 2018 and 20 January 2021, by its own words.`

    Empty where no clue bounds the day. That nothing is newer than its audit (`audited`, a UTC day)
    is true of everything and is not said.
    """
    written = item.dating.left.get(Clock.PUBLISHED)
    if not written:
        return ""
    dropped = item.dating.dropped
    own = [clue for clue in item.reading.clues if _speaks(clue) and clue not in dropped]
    ends = {clue.days.latest for clue in own}
    if written.latest is not None and written.latest >= audited and written.latest not in ends:
        written = _open_ended(written)
    if written.hull == Interval():
        return ""
    starts = {clue.days.earliest for clue in own}
    by_itself = written.earliest in {None, *starts} and written.latest in {None, *ends}
    return f"Published {written}, {_by_whom(dropped, by_itself=by_itself)}."


def _speaks(clue: Clue) -> bool:
    """Whether the document itself says it."""
    return clue.subject == DOCUMENT and clue.group not in _NOT_OUR_WORDS


def _by_whom(dropped: Sequence[Clue], *, by_itself: bool) -> str:
    if any(
        clue.subject == DOCUMENT and clue.clock is Clock.PUBLISHED and clue.rule in _STATED
        for clue in dropped
    ):
        return "by what else it says and cites; a date that it states does not fit"
    return "by its own words" if by_itself else "by its words and what it cites"


def _open_ended(days: DaySet) -> DaySet:
    *before, last = days.intervals
    return DaySet.of((*before, Interval(last.earliest, None)))
