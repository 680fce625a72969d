"""The line of time as shapes: places are percentages of the width, so that it fits any page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkassay.model import DaySet, Interval
from linkassay.report.timeline.axis import CUT_WIDTH, Axis, axis_of
from linkassay.report.timeline.drawing import in_numbers
from linkassay.report.timeline.rows import Row
from linkassay.report.timeline.scope import shown_days

COLUMNS = 44
"""So many letters fit side by side on a telephone: the axis labels no more days than that."""

MOST_ROWS = 60
"""So many rows are drawn; those further down are counted."""

NARROWEST = 1.2
"""Percent that even one day is wide."""


class Sort(StrEnum):
    """What a shape stands for."""

    ALLOWED = "allowed"
    FACT = "fact"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of days from `x` on, `width` wide; an open end goes on beyond the axis."""

    x: float
    width: float
    sort: Sort
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the picture: its words, its days in numbers, its bars."""

    words: str
    days: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole line of time; at `cuts` it leaves something out, `more` rows are not drawn."""

    ticks: Sequence[Tick]
    cuts: Sequence[float]
    allowed: Sequence[Line]
    groups: Mapping[str, Sequence[Line]]
    more: int


def picture_of(rows: Mapping[str, Sequence[Row]], allowed: Sequence[DaySet]) -> Picture | None:
    """The rows under their headings and the days allowed; `None` where nothing has a day."""
    every = [row for below in rows.values() for row in below]
    days = shown_days(every, allowed)
    if not days:
        return None
    axis = axis_of(days, COLUMNS)
    groups: dict[str, Sequence[Line]] = {}
    room = MOST_ROWS
    for heading, below in rows.items():
        if kept := below[:room]:
            groups[heading] = tuple(_line(axis, row) for row in kept)
            room -= len(kept)
    return Picture(
        ticks=tuple(Tick(_percent(column), label) for column, label in axis.ticks()),
        cuts=tuple(_percent(column) for column in axis.cuts()[::CUT_WIDTH]),
        allowed=tuple(
            Line("or published" if number else "Published", _numbers(one), _bars(axis, one))
            for number, one in enumerate(allowed)
        ),
        groups=groups,
        more=len(every) - sum(map(len, groups.values())),
    )


def _line(axis: Axis, row: Row) -> Line:
    sort = Sort.ASKED if row.asked else Sort.FACT
    return Line(row.label, _numbers(row.days), _bars(axis, row.days, sort))


def _numbers(days: DaySet) -> str:
    return " or ".join(map(in_numbers, days))


def _bars(axis: Axis, days: DaySet, sort: Sort = Sort.ALLOWED) -> Sequence[Bar]:
    return tuple(_bar(axis, item, sort) for item in days)


def _bar(axis: Axis, item: Interval, sort: Sort) -> Bar:
    before = item.earliest is None or item.earliest < axis.first
    after = item.latest is None or item.latest > axis.last
    start = 0.0 if before or item.earliest is None else _place(axis, item.earliest)
    end = 100.0 if after or item.latest is None else _place(axis, item.latest)
    start = min(start, 100 - NARROWEST)
    return Bar(start, round(max(NARROWEST, end - start), 2), sort, before, after)


def _place(axis: Axis, day: date) -> float:
    """Where a day stands; one that is left out stands where the axis is cut."""
    at = bisect_right(axis.stretches, day, key=lambda item: item.first) - 1
    stretch = axis.stretches[max(0, at)]
    if day > stretch.last and stretch is not axis.stretches[-1]:
        return _percent(stretch.column + stretch.width + CUT_WIDTH / 2)
    share = (day - stretch.first).days / max(1, (stretch.last - stretch.first).days)
    return _percent(stretch.column + min(1.0, max(0.0, share)) * (stretch.width - 1))


def _percent(column: float) -> float:
    return round(100 * column / (COLUMNS - 1), 2)
