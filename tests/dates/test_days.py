"""Sets of days: they behave as sets, and say so in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.model import DaySet, Interval

FIRST = date(2020, 1, 1)
CALENDAR = [FIRST + timedelta(days=at) for at in range(-2, 22)]
dates = st.integers(0, 19).map(lambda at: FIRST + timedelta(days=at))


@st.composite
def intervals(draw) -> Interval:
    one, other = sorted((draw(dates), draw(dates)))
    return Interval(draw(st.sampled_from([None, one])), draw(st.sampled_from([None, other])))


many = st.lists(intervals(), max_size=4)
sets = many.map(DaySet.of)


def members(days: DaySet) -> set[date]:
    return {day for day in CALENDAR if day in days}


@given(many)
def test_building_loses_and_adds_no_day(pieces):
    assert members(DaySet.of(pieces)) == {d for d in CALENDAR if any(d in item for item in pieces)}


@given(many)
def test_the_order_of_the_pieces_does_not_matter(pieces):
    assert DaySet.of(pieces) == DaySet.of(reversed(pieces)) == DaySet.of(DaySet.of(pieces))


@given(sets)
def test_the_pieces_are_in_order_and_apart(days):
    for left, right in zip(days.intervals, days.intervals[1:], strict=False):
        assert left.latest is not None
        assert right.earliest is not None
        assert right.earliest - left.latest > timedelta(days=1)


@given(sets, sets)
def test_meeting_is_intersection_whichever_way_round(one, other):
    assert members(one.intersection(other)) == members(one) & members(other)
    assert one.intersection(other) == other.intersection(one)


@given(sets, sets, sets)
def test_meeting_can_be_grouped_anyhow(one, other, third):
    assert one.intersection(other).intersection(third) == one.intersection(
        other.intersection(third)
    )


@given(sets)
def test_meeting_itself_or_everything_changes_nothing(days):
    assert days.intersection(days) == days
    assert days.intersection(DaySet()) == days


@given(sets)
def test_the_hull_covers_every_day(days):
    assert all(day in days.hull for day in members(days))


def test_the_empty_set():
    nothing = DaySet.of(())
    assert not nothing
    assert FIRST not in nothing
    assert str(nothing) == "on no day"
    assert DaySet.on(FIRST).intersection(DaySet.since(FIRST + timedelta(days=1))) == nothing


def test_neighbouring_days_are_one_stretch():
    one, next_day = Interval(FIRST, FIRST), Interval(FIRST + timedelta(days=1), None)
    assert DaySet.of((next_day, one)) == DaySet.since(FIRST)


def test_the_ends_of_time_do_not_overflow():
    assert DaySet.of((Interval(None, date.max), Interval(FIRST, None))) == DaySet()


def test_an_interval_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends before it starts"):
        Interval(FIRST, FIRST - timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (DaySet.on(FIRST), "on 1 January 2020"),
        (DaySet.since(FIRST), "on or after 1 January 2020"),
        (DaySet.until(FIRST), "on or before 1 January 2020"),
        (DaySet(), "on any day"),
        (DaySet.between(FIRST, date(2020, 2, 3)), "between 1 January 2020 and 3 February 2020"),
        (
            DaySet.of((Interval(None, FIRST), Interval(date(2021, 1, 1), None))),
            "on or before 1 January 2020 or on or after 1 January 2021",
        ),
    ],
)
def test_in_words(days, words):
    assert str(days) == words
