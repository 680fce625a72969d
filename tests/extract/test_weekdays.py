"""Weekdays that do not fit their date: each found, and nothing else taken for one.

8 March 2018 was a Thursday, as any perpetual calendar of the Gregorian year says.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import extract
from linkassay.model import Source

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def misfits(text: str, locator: str = "a.txt") -> list[str]:
    (reading,) = extract(Source(locator, f"A story\n\n{text}\n".encode()))
    found = [clue for clue in reading.clues if clue.rule == "weekday"]
    source = f"A story\n\n{text}\n"
    for clue in found:
        assert clue.span is not None
        assert source[clue.span.start : clue.span.end].split() == clue.text.split()
    return [clue.text for clue in found]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Thursday, 8 March 2018", "Friday, 8 March 2018"),
        ("Thursday, March 8, 2018", "Friday, March 8, 2018"),
        ("Thu, 8 Mar 2018", "Fri, 8 Mar 2018"),
        ("8 March 2018 (Thursday)", "8 March 2018 (Friday)"),
        ("Donnerstag, den 8. März 2018", "Freitag, den 8. März 2018"),
        ("Donnerstag, 08.03.2018", "Freitag, 08.03.2018"),
        ("jeudi 8 mars 2018", "vendredi 8 mars 2018"),
        ("jueves, 8 de marzo de 2018", "viernes, 8 de marzo de 2018"),
        ("четверг, 8 марта 2018", "пятница, 8 марта 2018"),
        ("Thursday\n8 March 2018", "Friday\n8 March 2018"),
    ],
)
def test_a_weekday_that_does_not_fit_is_a_clue(right: str, wrong: str) -> None:
    assert misfits(f"It was on {right} that it came.") == []
    assert misfits(f"It was on {wrong} that it came.") == [" ".join(wrong.split())]


@pytest.mark.parametrize(
    "text",
    [
        "It was closed on Friday. 8 March 2018 was a day of rest.",
        "On 8 March 2018, Friday prayers were held early.",
        "On 8 March 2018 Friday prayers were held early.",
        "On 8 March 2018, Friday prayers (of the town) were held early.",
        "On Friday, a day after 8 March 2018, it came.",
        "On Friday, in March 2018, it came.",
        "On Friday, 9 March 1917, it came.",
        "Es kam am Freitag, 03.08.2018, in den Hafen.",
        "The so-called So 8 March 2018 list.",
        "Between Friday and 8 March 2018 it came.",
    ],
)
def test_what_is_no_pair_of_weekday_and_date_is_none(text: str) -> None:
    assert misfits(text) == []


def test_code_and_boilerplate_are_nobody_s_words() -> None:
    wrong = "Friday, 8 March 2018"
    assert misfits(f"It came on {wrong}.", "a.md") == [wrong]
    assert misfits(f"```\nIt came on {wrong} (https://example.org/a).\n```", "a.md") == []
    assert misfits(f"<p>The harbour.</p><nav><p>{wrong}</p></nav>", "a.html") == []


def test_a_date_with_slashes_may_be_meant_the_other_way_round() -> None:
    page = "<html lang=fr><p>Le port est resté fermé {} 08/03/2018 tout le jour.</p>"
    assert misfits(page.format("jeudi"), "a.html") == []
    assert misfits(page.format("vendredi"), "a.html") == []
    assert misfits(page.format("lundi"), "a.html") == ["lundi 08/03/2018"]


def test_each_date_of_a_line_has_its_own_weekday() -> None:
    text = "From Thursday, 8 March 2018 to Thursday, 9 March 2018 and Saturday, 10 March 2018."
    assert misfits(text) == ["Thursday, 9 March 2018"]


@given(st.dates(), st.sampled_from(NAMES))
def test_arithmetic_alone_decides(day, name: str) -> None:
    written = f"{name}, {day.day} {MONTHS[day.month - 1]} {day.year:04}"
    fits = NAMES[day.weekday()] == name
    expected = [] if fits or not 1924 <= day.year < 2100 else [written]
    assert misfits(f"It came on {written}, they said.") == expected
