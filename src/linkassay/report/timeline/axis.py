"""The axis: from days to columns, with long empty stretches left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

CUT_WIDTH = 2
"""Columns of a place where the axis leaves something out."""

MOST_CUTS = 4

TOO_LONG = 2
"""An empty stretch that is so many times as long as all others would leave them no room."""

NARROWEST = 9
"""Columns of the narrowest stretch: a year and a month fit in it."""

LEAST_PADDING = 10
"""Days that are shown before the first day of a stretch and after the last one, at least."""

PADDING = 0.03
"""The same, as a share of the stretch."""

YEAR, MONTH = 365.25, 30.44
"""Mean days of a year and of a month."""

_STEPS: tuple[tuple[float, int, str], ...] = (
    *((float(days), days, "day") for days in (1, 2, 5, 10)),
    *((months * MONTH, months, "month") for months in (1, 2, 3, 6)),
    *((years * YEAR, years, "year") for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
"""How far apart ticks may stand: mean days, how many of the unit, the unit."""

_LABELS = {"day": 10, "month": 7, "year": 4}
"""So many letters has a day of such a tick in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are shown without a gap, from `column` on, `width` columns wide."""

    first: date
    last: date
    column: int
    width: int

    def of(self, day: date) -> int:
        """The column of a day; what lies outside is at its ends."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.column + round(min(1.0, max(0.0, share)) * (self.width - 1))


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches in order, with `CUT_WIDTH` columns between two of them."""

    stretches: tuple[Stretch, ...]

    @property
    def first(self) -> date:
        return self.stretches[0].first

    @property
    def last(self) -> date:
        return self.stretches[-1].last

    def column(self, day: date) -> int:
        """The column of a day; one that is left out stands where the axis is cut."""
        at = bisect_right(self.stretches, day, key=lambda item: item.first) - 1
        stretch = self.stretches[max(0, at)]
        if day > stretch.last and stretch is not self.stretches[-1]:
            return stretch.column + stretch.width
        return stretch.of(day)

    def cuts(self) -> tuple[int, ...]:
        """The columns at which something is left out."""
        ends = [item.column + item.width for item in self.stretches[:-1]]
        return tuple(end + more for end in ends for more in range(CUT_WIDTH))

    def ticks(self) -> Iterator[tuple[int, str]]:
        """Columns and the day that each stands for: `2019`, `2019-03` or `2019-03-29`."""
        for stretch in self.stretches:
            yield from _ticks(stretch)


def axis_of(days: Sequence[date], width: int) -> Axis:
    """The axis for these days (at least one, in any order) in `width` columns.

    The longest empty stretch is left out where it is more than `TOO_LONG` times as long as all
    others together, and so on with the next; at most `MOST_CUTS` times.
    """
    ordered = sorted(set(days))
    groups = _groups(ordered, min(MOST_CUTS, max(0, width // (NARROWEST + CUT_WIDTH) - 1)))
    spans = _padded(groups)
    room = width - CUT_WIDTH * (len(spans) - 1)
    spare = room - NARROWEST * len(spans)
    lengths = [(last - first).days for first, last in spans]
    total = sum(lengths)
    stretches, column, used = [], 0, 0
    for number, (first, last) in enumerate(spans, 1):
        share = spare - used if number == len(spans) else spare * lengths[number - 1] // total
        used += share
        stretches.append(Stretch(first, last, column, NARROWEST + share))
        column += NARROWEST + share + CUT_WIDTH
    return Axis(tuple(stretches))


def _groups(days: Sequence[date], most: int) -> list[Sequence[date]]:
    """The days in runs that are shown whole."""
    gaps = sorted(
        ((after - day).days, number) for number, (day, after) in enumerate(pairwise(days), 1)
    )
    rest = sum(size for size, _ in gaps)
    cuts: list[int] = []
    while gaps and len(cuts) < most:
        size, number = gaps.pop()
        rest -= size
        if not 0 < TOO_LONG * rest < size:
            break
        cuts.append(number)
    edges = [0, *sorted(cuts), len(days)]
    return [days[start:end] for start, end in pairwise(edges)]


def _padded(groups: Sequence[Sequence[date]]) -> list[tuple[date, date]]:
    """The first and the last day of each stretch, with some room around what it shows."""
    spans = []
    for at, days in enumerate(groups):
        first, last = days[0], days[-1]
        room = max(LEAST_PADDING, round((last - first).days * PADDING))
        before = (first - groups[at - 1][-1]).days // 3 if at else room
        after = (groups[at + 1][0] - last).days // 3 if at + 1 < len(groups) else room
        spans.append((_moved(first, -min(room, before)), _moved(last, min(room, after))))
    return spans


def _moved(day: date, days: int) -> date:
    """A day so many days later, or the end of all days."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _ticks(stretch: Stretch) -> Iterator[tuple[int, str]]:
    """As many ticks as their labels leave room for; at least one."""
    per_column = max(1, (stretch.last - stretch.first).days) / max(1, stretch.width - 1)
    for mean, step, unit in _STEPS:
        if mean / per_column >= _LABELS[unit] + 1:
            ticks = [
                (stretch.of(day), day.isoformat()[: _LABELS[unit]])
                for day in _steps(stretch.first, stretch.last, step, unit)
            ]
            end = stretch.column + stretch.width
            fitting = [(at, label) for at, label in ticks if at + len(label) <= end]
            yield from fitting or [(stretch.column, stretch.first.isoformat()[:7])]
            return
    yield stretch.column, stretch.first.isoformat()[:7]


def _steps(first: date, last: date, step: int, unit: str) -> Iterator[date]:
    """The days at which such ticks stand, none before the first."""
    day = _aligned(first, step, unit)
    while day <= last:
        if day >= first:
            yield day
        try:
            day = _next(day, step, unit)
        except (ValueError, OverflowError):
            return


def _aligned(day: date, step: int, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "month":
        return date(day.year, (day.month - 1) // step * step + 1, 1)
    return date(max(1, day.year // step * step), 1, 1)


def _next(day: date, step: int, unit: str) -> date:
    if unit == "day":
        return day + timedelta(days=step)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        return date(months // 12, months % 12 + 1, 1)
    return date(day.year // step * step + step, 1, 1)
