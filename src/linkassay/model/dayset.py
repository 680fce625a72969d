"""Intervals of days, and sets of them (docs/design.md, Dates)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def format_date(day: date) -> str:
    """A day as an editor writes it: `29 October 2025`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A run of days, both ends inclusive; `None` leaves that end open.

    Raises `ValueError` where the first day lies after the last.
    """

    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"the interval {self.earliest} .. {self.latest} ends before it starts")

    def __contains__(self, day: date) -> bool:
        return (self.earliest is None or self.earliest <= day) and (
            self.latest is None or day <= self.latest
        )

    def __str__(self) -> str:
        """In words: `between 26 April 2018 and 20 January 2021`, `on or after 1 January 2018`."""
        if self.earliest is None:
            return (
                "on any day" if self.latest is None else f"on or before {format_date(self.latest)}"
            )
        if self.latest is None:
            return f"on or after {format_date(self.earliest)}"
        if self.earliest == self.latest:
            return f"on {format_date(self.earliest)}"
        return f"between {format_date(self.earliest)} and {format_date(self.latest)}"

    def intersection(self, other: Interval) -> Interval | None:
        """The days both have, or `None` where they have none in common."""
        starts = [day for day in (self.earliest, other.earliest) if day is not None]
        ends = [day for day in (self.latest, other.latest) if day is not None]
        earliest = max(starts) if starts else None
        latest = min(ends) if ends else None
        if earliest is not None and latest is not None and earliest > latest:
            return None
        return Interval(earliest, latest)


@dataclass(frozen=True, slots=True)
class DaySet:
    """A set of days: disjoint intervals in order. No interval at all is the empty set.

    A set and not one interval, because a person can hold an office twice.
    """

    intervals: tuple[Interval, ...] = (Interval(),)

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> DaySet:
        """Build from intervals in any order; those that touch or overlap are merged."""
        merged: list[Interval] = []
        for item in sorted(intervals, key=lambda i: i.earliest or date.min):
            last = merged[-1] if merged else None
            if last is not None and _touches(last, item):
                latest = (
                    None
                    if last.latest is None or item.latest is None
                    else max(last.latest, item.latest)
                )
                merged[-1] = Interval(last.earliest, latest)
            else:
                merged.append(item)
        return cls(tuple(merged))

    @classmethod
    def on(cls, day: date) -> DaySet:
        return cls((Interval(day, day),))

    @classmethod
    def between(cls, earliest: date | None, latest: date | None) -> DaySet:
        return cls((Interval(earliest, latest),))

    @classmethod
    def since(cls, day: date) -> DaySet:
        return cls((Interval(day, None),))

    @classmethod
    def until(cls, day: date) -> DaySet:
        return cls((Interval(None, day),))

    def __iter__(self) -> Iterator[Interval]:
        return iter(self.intervals)

    def __contains__(self, day: date) -> bool:
        return any(day in item for item in self.intervals)

    def __bool__(self) -> bool:
        return bool(self.intervals)

    def __str__(self) -> str:
        return " or ".join(map(str, self.intervals)) or "on no day"

    @property
    def earliest(self) -> date | None:
        """First day of the hull, `None` where open (or where the set is empty)."""
        return self.intervals[0].earliest if self.intervals else None

    @property
    def latest(self) -> date | None:
        """Last day of the hull, `None` where open (or where the set is empty)."""
        return self.intervals[-1].latest if self.intervals else None

    @property
    def hull(self) -> Interval:
        return Interval(self.earliest, self.latest)

    def intersection(self, other: DaySet) -> DaySet:
        """The days both sets have."""
        return DaySet.of(
            both
            for mine in self.intervals
            for theirs in other.intervals
            if (both := mine.intersection(theirs)) is not None
        )


def _touches(left: Interval, right: Interval) -> bool:
    if left.latest is None or right.earliest is None:
        return True
    return left.latest == date.max or right.earliest <= left.latest + ONE_DAY
