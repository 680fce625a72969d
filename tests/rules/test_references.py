"""Rules about the dates of a reference, and what keeps them from false accusations."""

from __future__ import annotations

import pytest

from judged import judged
from linkassay.model import Confidence, Finding, Level

URL = "https://example.org/2018/04/23/a"


def listed(*items: str, heading: str = "References", locator: str = "a.txt") -> list[Finding]:
    found = judged(f"A story\n\n{heading}\n\n" + "\n".join(items) + "\n", locator=locator)
    return [item for item in found if item.rule == "citation-date-mismatch"]


@pytest.mark.parametrize(
    ("day", "confidence"),
    [
        ("16 April 2018", []),
        ("30 April 2018", []),
        ("15 April 2018", [Confidence.PROBABLE]),
        ("1 May 2018", [Confidence.SUSPECTED]),
        ("April 2016", []),
        ("2016", []),
        ("accessed 14 November 2021", []),
        ("last retrieved on 14 November 2021", []),
        ("abgerufen am 14 November 2021", []),
        ("Review, 14 November 2016", [Confidence.PROBABLE]),
        ("3 March 2015, in print 14 November 2016", []),
    ],
)
def test_one_full_date_of_the_reference_itself_counts(
    day: str, confidence: list[Confidence]
) -> None:
    found = listed(f"1. Bell, Ana. A harbour. {day}. {URL}.")
    assert [item.confidence for item in found] == confidence
    assert {item.level for item in found} <= {Level.NOTE}


def test_a_month_in_the_address_is_any_of_its_days() -> None:
    month = URL.replace("/23", "")
    assert listed(f"1. Bell, Ana. A harbour. 1 April 2018. {month}") == []
    assert listed(f"1. Bell, Ana. A harbour. 7 May 2018. {month}") == []
    assert len(listed(f"1. Bell, Ana. A harbour. 8 May 2018. {month}")) == 1
    year = URL.replace("/04/23", "")
    assert listed(f"1. Bell, Ana. A harbour. 8 May 2016. {year}") == []


def test_the_date_of_a_neighbour_is_another_s() -> None:
    other = f"Reed, Tom. Ships. 14 November 2016. {URL.replace('2018/04/23', '2016/11/14')}."
    own = f"Bell, Ana. A harbour. {URL}."
    assert listed(f"1. {other}", f"2. {own}") == []
    assert listed(f"1. {own}", f"2. {other}") == []
    assert listed(f"{other} See also {own}") == []
    wrong = f"Bell, Ana. A harbour. 14 November 2016. {URL}."
    assert len(listed(f"1. {other}", f"2. {wrong}")) == 1


def test_of_two_links_in_one_reference_neither_owns_its_date() -> None:
    link = f"[A harbour]({URL}), The Harbour Courier, 14 November 2016"
    page = {"heading": "## References", "locator": "a.md"}
    assert len(listed(f"- {link}.", **page)) == 1
    assert listed(f"- {link}; [Ships](https://example.org/b).", **page) == []


def test_prose_gives_no_date_of_a_reference() -> None:
    text = f"A story\n\nOn 14 November 2016 the council met ({URL}) in the harbour.\n"
    assert [f.rule for f in judged(text) if f.rule == "citation-date-mismatch"] == []


# -- accessed-before-published ---------------------------------------------------------------------


def looked_up(text: str, locator: str = "a.txt") -> list[Level]:
    found = judged(f"A story\n\n{text}\n", locator=locator)
    return [item.level for item in found if item.rule == "accessed-before-published"]


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        ("23 April 2018", []),
        ("22 April 2018", []),
        ("21 April 2018", [Level.NOTE]),
        ("16 April 2018", [Level.NOTE]),
        ("15 April 2018", [Level.WARNING]),
        ("April 2016", []),
    ],
)
def test_the_gap_between_access_and_address_decides(day: str, levels: list[Level]) -> None:
    assert looked_up(f"A harbour. {URL}. Accessed {day}.") == levels


def test_a_day_of_access_belongs_to_the_address_before_it() -> None:
    older = "https://example.org/2015/01/02/b"
    assert looked_up(f"1. {older}. Accessed 3 May 2016.\n2. {URL}.") == []
    assert looked_up(f"1. {older}.\n2. {URL}. Accessed 3 May 2016.") == [Level.WARNING]


@pytest.mark.parametrize("path", ["2018", "n/20180423"])
def test_a_year_or_a_number_in_the_address_is_no_day(path: str) -> None:
    assert looked_up(f"A harbour. https://example.org/{path}/. Accessed 3 May 2016.") == []
