"""Dates written out in prose, and the many things that only look like them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.dates import Precision, find_mentions, read_statement
from linkassay.dates.mentions import month_days, year_days
from linkassay.model import DaySet, format_date

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


@pytest.mark.parametrize(
    ("written", "languages"),
    [
        ("29. März 2019", {"de"}),
        ("29.März 2019", {"de"}),
        ("29. Mrz. 2019", {"de"}),
        ("29 mars 2019", {"fr"}),
        ("29 Mars 2019", {"fr"}),
        ("29 de marzo de 2019", {"es"}),
        ("29 de marzo del 2019", {"es"}),
        ("29 marzo 2019", {"es"}),
        ("Marzo 29, 2019", {"es"}),
        ("29 марта 2019", {"ru"}),
        ("29-го марта 2019", {"ru"}),
        ("29 мар. 2019", {"ru"}),
        ("MARCH 29, 2019", {"en"}),
        ("29.03.2019", set()),
        ("29.3.2019", set()),
        ("29. 3. 2019", set()),
        ("2019/03/29", set()),
        ("2019/3/29", set()),
        ("29/03/2019", set()),
        ("03/29/2019", set()),
    ],
)
def test_a_day_in_each_language(written, languages):
    text = f"({written}) A."
    (mention,) = find_mentions(text)
    assert (mention.days, mention.precision) == (DAY, Precision.DAY)
    assert mention.languages == languages
    assert text[mention.start : mention.end] == written


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1er mars 2019", date(2019, 3, 1)),
        ("1.º de marzo de 2019", date(2019, 3, 1)),
        ("1º de febrero de 2019", date(2019, 2, 1)),
        ("3. Jänner 2019", date(2019, 1, 3)),
        ("24. Dez. 2019", date(2019, 12, 24)),
        ("5 févr. 2019", date(2019, 2, 5)),
        ("15 août 2019", date(2019, 8, 15)),
        ("7 de setiembre de 2019", date(2019, 9, 7)),
        ("9 мая 2019", date(2019, 5, 9)),
        ("31 дек. 2019", date(2019, 12, 31)),
    ],
)
def test_ordinals_and_short_names(written, day):
    assert [mention.days for mention in find_mentions(written)] == [DaySet.on(day)]


@pytest.mark.parametrize(
    ("text", "days", "precision"),
    [
        ("im März 2019 war", month_days(2019, 3), Precision.MONTH),
        ("en mars 2019, ils", month_days(2019, 3), Precision.MONTH),
        ("en marzo de 2019 hubo", month_days(2019, 3), Precision.MONTH),
        ("в марте 2019 года они", month_days(2019, 3), Precision.MONTH),
        ("im Jahr 2019 war", year_days(2019), Precision.YEAR),
        ("Seit 2019 war", year_days(2019), Precision.YEAR),
        ("Anfang 2019 war", year_days(2019), Precision.YEAR),
        ("depuis 2019, ils", year_days(2019), Precision.YEAR),
        ("en 2019, ils", year_days(2019), Precision.YEAR),
        ("desde 2019 hay", year_days(2019), Precision.YEAR),
        ("a finales de 2019 hubo", year_days(2019), Precision.YEAR),
        ("в 2019 году они", year_days(2019), Precision.YEAR),
        ("В 2019-м году они", year_days(2019), Precision.YEAR),
        ("в 2019 г. они", year_days(2019), Precision.YEAR),
    ],
)
def test_months_and_years_in_each_language(text, days, precision):
    (mention,) = find_mentions(text)
    assert (mention.days, mention.precision) == (days, precision)


@pytest.mark.parametrize(
    "text",
    [
        "The Mars 2020 rover landed.",
        "Mars 2, 2020 of them",
        "Years ago 2010 was far.",
        "Dezember 12, 2019",
        "в 2019 раз",
        "v29.3.2019 and 1.29.3.2019",
        "On 30.02.2019 nothing happened.",
        "the 2009-10 season",
        "September 2013/2014",
        "from 2015–2020 it grew",
        "in 2018/19 they won",
        "a/2019/03/29 and 2019/03/29/a",
        "1/29/03/2019",
    ],
)
def test_what_is_no_date_in_any_language_is_left_alone(text):
    assert list(find_mentions(text)) == []


def test_a_slash_date_is_never_guessed():
    third, second = DaySet.on(date(2021, 2, 3)), DaySet.on(date(2021, 3, 2))
    day_first = [third, DaySet.on(date(2021, 2, 13))]
    month_first = [second, DaySet.on(date(2021, 2, 13))]

    def found(text: str, language: str | None = None) -> list[DaySet]:
        return [mention.days for mention in find_mentions(text, language)]

    assert found("03/02/2021") == []
    assert found("03/02/2021", "en") == []
    assert found("03/02/2021", "en-GB") == [third]
    assert found("03/02/2021", "en-US") == [second]
    assert found("03/02/2021", "fr-CA") == [third]
    assert found("03/02/2021", "de") == [third]
    assert found("03/02/2021 and 13/02/2021") == day_first
    assert found("03/02/2021 and 02/13/2021") == month_first
    assert found("03/02/2021 and 02/13/2021", "de") == month_first
    assert found("03/02/2021, 13/02/2021 and 02/13/2021") == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_being_written(day):
    number, month, year = format_date(day).split()
    for written in (f"{month} {number}, {year}", f"{number} {month} {year}", str(day)):
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
