"""What the addresses of one host have in common, learnt from addresses whose day is known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class MisplacedId:
    """An address whose id stands among those of other days; `days` are what its neighbours allow.

    `others` says from how many other addresses that is known.
    """

    url: str
    day: date
    days: DaySet
    others: int


def learn(points: Iterable[tuple[str, date]]) -> HostPattern | None:
    """The pattern of one host from its addresses and their days.

    `None` where there are too few, where too many have no such id, and where an id does not rise
    with the days.
    """
    form, curve = _curve(points)
    if len(curve) < ENOUGH_POINTS or not _rises(curve):
        return None
    return _pattern(form, curve)


def misplaced(points: Iterable[tuple[str, date]]) -> MisplacedId | None:
    """The one address without which the ids of a host rise with the days; `None` where there is
    none, or where it might as well be another.
    """
    form, curve = _curve(points)
    breaks = (at for at, (one, other) in enumerate(pairwise(curve)) if not _in_order(one, other))
    at = next(breaks, None)
    if at is None or len(curve) <= ENOUGH_POINTS:
        return None
    found = [
        (curve[out], rest) for out in (at, at + 1) if _rises(rest := curve[:out] + curve[out + 1 :])
    ]
    if len(found) != 1:
        return None
    ((number, day, url), rest) = found[0]
    return MisplacedId(url, day, _pattern(form, rest).days_of(number), len(rest))


_Point = tuple[int, date, str]


def _curve(points: Iterable[tuple[str, date]]) -> tuple[str, list[_Point]]:
    """The ids of the form that most addresses have, with day and address, in order.

    Nothing where they are too few, or where too many have none.
    """
    known = [(article_id(url), day, url) for url, day in dict(points).items()]
    forms = Counter(found.form for found, _, _ in known if found and found.number is not None)
    form, count = forms.most_common(1)[0] if forms else ("", 0)
    without = sum(found is None for found, _, _ in known)
    if count < max(ENOUGH_POINTS, WITH_FOR_EACH_WITHOUT * without):
        return form, []
    once = {
        (found.number, day): url
        for found, day, url in known
        if found is not None and found.form == form and found.number is not None
    }
    return form, sorted((number, day, url) for (number, day), url in once.items())


def _in_order(one: _Point, other: _Point) -> bool:
    return one[0] < other[0] and one[1] <= other[1]


def _rises(curve: Sequence[_Point]) -> bool:
    return all(_in_order(one, other) for one, other in pairwise(curve))


def _pattern(form: str, curve: Sequence[_Point]) -> HostPattern:
    return HostPattern(
        form, tuple(number for number, _, _ in curve), tuple(day for _, day, _ in curve)
    )
