"""Which days the axis must show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from linkassay.model import DaySet, Interval
from linkassay.report.timeline.rows import Row

SHORT = 366
"""A run of no more days than this is shown whole wherever it is."""

LEAST_AROUND = 366
"""So many days around what is allowed and in question are shown, if anything ends there."""


def shown_days(rows: Sequence[Row], allowed: Sequence[DaySet]) -> list[date]:
    """The days that the axis must show.

    Far from what is allowed and what is in question a long run need not show where it ends: most
    terms of office began long before.
    """
    asked = [day for row in rows if row.asked for day in ends_of(row.days)]
    core = [*asked, *(day for one in allowed for day in ends_of(one))]
    ends = [day for row in rows for day in ends_of(row.days)]
    if not core:
        return ends
    around = max(LEAST_AROUND, (max(core) - min(core)).days // 2)
    short = [day for row in rows for item in row.days if _is_short(item) for day in _of(item)]
    firm = [*core, *short]
    first, last = min(firm), max(firm)
    near = [day for day in ends if -around <= (day - first).days and (day - last).days <= around]
    return [*firm, *near]


def _is_short(item: Interval) -> bool:
    first, last = item.earliest, item.latest
    return first is not None and last is not None and (last - first).days <= SHORT


def ends_of(days: DaySet) -> Iterator[date]:
    """The first and the last day of each run of days, as far as it has them."""
    return (day for item in days for day in _of(item))


def _of(item: Interval) -> Iterator[date]:
    return filter(None, (item.earliest, item.latest))
