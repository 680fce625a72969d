"""What the addresses of one host have in common, learnt from addresses whose day is known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from linkassay.model import DaySet
from linkassay.urls.article_id import article_id

ENOUGH_POINTS = 5
"""So many articles a pattern rests on at least (our own choice): five numbers that rise by chance
do so in one of 120 orders."""

WITH_FOR_EACH_WITHOUT = 2
"""So many addresses must carry the id for each dated one that does not (our own choice)."""


@dataclass(frozen=True, slots=True)
class HostPattern:
    """The form of a host's ids (`-a<number>`), and how they rise: the day of each known id."""

    form: str
    ids: tuple[int, ...]
    days: tuple[date, ...]

    def days_of(self, number: int) -> DaySet:
        """The days on which an article with an id can have appeared, between its neighbours."""
        before, after = bisect_right(self.ids, number), bisect_left(self.ids, number)
        earliest = self.days[before - 1] if before else None
        latest = self.days[after] if after < len(self.days) else None
        if earliest is None:
            return DaySet.until(latest) if latest else DaySet.between(date.min, date.max)
        return DaySet.between(earliest, latest) if latest else DaySet.since(earliest)


def learn(points: Iterable[tuple[str, date]]) -> HostPattern | None:
    """The pattern of one host from its addresses and their days.

    `None` where there are too few, where too many have no such id, and where an id does not rise
    with the days.
    """
    known = [(article_id(url), day) for url, day in dict(points).items()]
    forms = Counter(found.form for found, _ in known if found and found.number is not None)
    if not forms:
        return None
    ((form, count),) = forms.most_common(1)
    without = sum(found is None for found, _ in known)
    if count < max(ENOUGH_POINTS, WITH_FOR_EACH_WITHOUT * without):
        return None
    curve = sorted(
        {
            (found.number, day)
            for found, day in known
            if found is not None and found.form == form and found.number is not None
        }
    )
    rises = all(one < other and day <= later for (one, day), (other, later) in pairwise(curve))
    if not rises or len(curve) < ENOUGH_POINTS:
        return None
    return HostPattern(form, tuple(number for number, _ in curve), tuple(day for _, day in curve))
