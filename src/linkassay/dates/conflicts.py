"""Which links are dated later than the document that cites them can be."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linkassay.dates.terms import FULL_NAME
from linkassay.model import DOCUMENT, Clock, Clue, Conflict, Group, Published, Reading, link_subject
from linkassay.tables.clues import clue_rule

_OWN_DAYS = frozenset({Clock.PUBLISHED, Clock.MODIFIED, Clock.RENDERED})
"""By the last day of any of these all that is cited was published. That nothing is later than the
fetch or the audit is for `url-date-impossible` to say."""

FIRST_WEB_PAGE = date(1991, 8, 6)
"""The day on which the web was announced (T. Berners-Lee in alt.hypertext)."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The last day on which a document can have been published.

    `first` is the last day of the pair it allows least, `last` that of the pair it allows most:
    they differ where its statements do.
    """

    first: date
    last: date

    @classmethod
    def by(cls, published: Published | None) -> Allowed | None:
        """What the days of publication allow; `None` where nothing bounds them from above.

        Nor does a day from before the web: what cites an address was put there later.
        """
        ends = [pair.latest for pair in published.days] if published else []
        known = [day for day in ends if day is not None]
        if known and max(known) < FIRST_WEB_PAGE:
            return None
        return cls(min(known), max(known)) if known and len(known) == len(ends) else None


def conflicts(
    reading: Reading, clues: Sequence[Clue], allowed: Allowed, now: date, tolerance: timedelta
) -> Iterator[Conflict]:
    """The links whose address claims a later day, in order of citation, unexplained.

    A day to come is left out. A month conflicts where the gap is longer than the month; a year
    never does, since a page is read under the year's number long before and after it.
    """
    against = _upper_bounds(clues)
    for url, claimed in _claims(reading, clues):
        first = claimed.days.earliest
        if first is None or first > now + timedelta(days=1):
            continue
        gap = first - allowed.first
        if gap > max(tolerance, _doubt(claimed)):
            decided = first - allowed.last > tolerance
            latest = allowed.last if decided else allowed.first
            yield Conflict(
                url=url,
                claimed=claimed,
                against=_against(first, against),
                latest_allowed=latest,
                gap_days=(first - latest).days,
                decided=decided,
            )


def _doubt(claimed: Clue) -> timedelta:
    """How much of a gap the claim's own vagueness leaves: a month its length, a day nothing."""
    first, last = claimed.days.earliest, claimed.days.latest
    if first is None or last is None or first == last:
        return timedelta()
    if (last - first).days < 31:
        return timedelta(days=calendar.monthrange(first.year, first.month)[1])
    return timedelta.max


def _claims(reading: Reading, clues: Sequence[Clue]) -> Iterator[tuple[str, Clue]]:
    """The links whose address carries a date, with that date's clue, in order of citation."""
    dated: dict[str, Clue] = {}
    for clue in clues:
        if clue.group is Group.URL:
            dated.setdefault(clue.subject, clue)
    for link in reading.links():
        if (claimed := dated.get(link_subject(link.url))) is not None:
            yield link.url, claimed


def _upper_bounds(clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The document's own clues that can bound it from above, copies once.

    Of holders of offices those that the text names in full and in its own time.
    """
    own: dict[tuple[Group, str], Clue] = {}
    for clue in clues:
        bounds = any(item.latest is not None for item in clue.days)
        proves = clue.group is not Group.OFFICE or clue.rule == FULL_NAME
        if clue.subject == DOCUMENT and clue.clock in _OWN_DAYS and bounds and proves:
            own.setdefault((clue.group, clue.source), clue)
    return tuple(own.values())


def _against(day: date, own: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues that rule a day out from above: statements first, then the tightest."""
    ends = [
        (clue_rule(clue.rule).statement or UNSTATED, max(before), at)
        for at, clue in enumerate(own)
        if day not in clue.days
        and (before := [i.latest for i in clue.days if i.latest is not None and i.latest < day])
    ]
    return tuple(own[at] for _, _, at in sorted(ends))


UNSTATED = 1_000
"""Behind every rank of a statement."""
