"""Dates written out in English prose, and the many things that only look like them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.dates import Precision, find_mentions, read_statement
from linkassay.dates.mentions import MONTHS, month_days, year_days
from linkassay.model import DaySet

DAY = DaySet.on(date(2019, 3, 29))


@pytest.mark.parametrize(
    "written",
    [
        "March 29, 2019",
        "March 29 2019",
        "March 29th, 2019",
        "Mar. 29, 2019",
        "29 March 2019",
        "29th of March 2019",
        "29 Mar 2019",
        "29th March, 2019",
        "2019-03-29",
    ],
)
def test_a_day_in_each_of_its_forms(written):
    text = f"It was on {written} that they met."
    (mention,) = find_mentions(text)
    assert mention.days == DAY
    assert mention.precision is Precision.DAY
    assert text[mention.start : mention.end] == written


@pytest.mark.parametrize(
    ("text", "days", "precision"),
    [
        ("in March 2019 they", month_days(2019, 3), Precision.MONTH),
        ("in Sept. 2019 they", month_days(2019, 9), Precision.MONTH),
        ("in May of 2019 they", month_days(2019, 5), Precision.MONTH),
        ("the issue of 2019-03 says", month_days(2019, 3), Precision.MONTH),
        ("in the spring of 2015", month_days(2015, 3, 3), Precision.SEASON),
        ("in summer 2015", month_days(2015, 6, 3), Precision.SEASON),
        ("in the fall of 2015", month_days(2015, 9, 3), Precision.SEASON),
        ("it passed in 2017.", year_days(2017), Precision.YEAR),
        ("Since 2017, they", year_days(2017), Precision.YEAR),
        ("in mid-2017 they", year_days(2017), Precision.YEAR),
        ("in the late 2017 talks", year_days(2017), Precision.YEAR),
    ],
)
def test_months_seasons_and_years(text, days, precision):
    (mention,) = find_mentions(text)
    assert (mention.days, mention.precision) == (days, precision)


def test_a_winter_may_be_either_of_the_two_it_touches():
    (mention,) = find_mentions("in the winter of 2015")
    assert mention.days == DaySet.between(date(2015, 1, 1), date(2016, 2, 29))


def test_the_fuller_reading_wins_and_order_is_the_text_s():
    found = list(find_mentions("From 2016 to March 29, 2019 and in 2020."))
    assert [item.precision for item in found] == [Precision.YEAR, Precision.DAY, Precision.YEAR]
    assert [item.start for item in found] == sorted(item.start for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "They may 10 times a year.",
        "We march on 24 of them.",
        "Up 10% in May.",
        "It rose by 2017%.",
        "Version 2019.1 came out; see release of 2019.1 there.",
        "A crowd of 2019,500.",
        "The 2019 budget passed.",
        "Order 12019-03-299 shipped.",
        "On February 30, 2019 nothing happened.",
        "in 2019-20 they won",
        "Call 555-2019-03-29-11.",
        "On Friday, last week, two days ago.",
        "of 2999 things",
        "in 1850 or so",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert list(find_mentions(text)) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_being_written(day):
    month = MONTHS[day.month - 1].capitalize()
    for written in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", str(day)):
        assert [mention.days for mention in find_mentions(written)] == [DaySet.on(day)]


@given(st.text(alphabet="Mayrch Jun 0123456789-.,/inof", max_size=60))
def test_mentions_stand_apart_inside_the_text(text):
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize(
    "value",
    [
        "2019-03-29",
        " 2019-03-29 ",
        "20190329",
        "2019-03-29T23:59:59Z",
        "2019-03-29T10:00:00+0300",
        "2019-03-29T10:00:00.000+03:00",
        "2019-03-29 10:00",
        "Fri, 29 Mar 2019 10:00:00 GMT",
        "March 29, 2019, 10:00 a.m.",
    ],
)
def test_a_field_that_states_a_day(value):
    assert read_statement(value) == DAY


def test_a_field_that_states_less_than_a_day():
    assert read_statement("2019-03") == month_days(2019, 3)
    assert read_statement("March 2019") == month_days(2019, 3)
    assert read_statement("2019") == year_days(2019)


@pytest.mark.parametrize("value", ["", "soon", "10%", "2019-02-30", "99", "3 hours ago", "0000"])
def test_a_field_that_states_nothing(value):
    assert read_statement(value) is None
