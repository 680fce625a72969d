"""When a document was published: whose words are named, and what is left unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linkassay.report.published import published

from linkassay.model import (
    DOCUMENT,
    Clock,
    Clue,
    Dated,
    Dating,
    DaySet,
    Document,
    Group,
    Reading,
    link_subject,
)

TODAY = date(2026, 11, 24)
MENTION = Clue(
    DOCUMENT, Clock.PUBLISHED, DaySet.since(date(2018, 4, 26)), "a date", "day", Group.TEXT, 0.9
)
HOLDER = Clue(
    DOCUMENT,
    Clock.PUBLISHED,
    DaySet.until(date(2021, 1, 20)),
    "a holder",
    "office",
    Group.OFFICE,
    0.9,
)
LABEL = Clue(
    DOCUMENT, Clock.PUBLISHED, DaySet.on(TODAY), "published line", "date-label", Group.TEXT, 0.95
)
CITED = replace(
    MENTION, subject=link_subject("https://a.example/2020/01/01/x"), group=Group.URL,
    days=DaySet.on(date(2020, 1, 1)),
)  # fmt: skip


def told(left: DaySet, *clues: Clue, dropped: tuple[Clue, ...] = ()) -> str:
    reading = Reading(Document("a.txt", "text/plain", "", "0" * 64), clues=(*clues, *dropped))
    return published(Dated(reading, Dating({Clock.PUBLISHED: left}, dropped)), TODAY)


def test_both_ends_from_the_text():
    left = DaySet.between(date(2018, 4, 26), date(2021, 1, 20))
    assert told(left, MENTION, HOLDER) == (
        "Published between 26 April 2018 and 20 January 2021, by its own words."
    )


def test_the_day_of_the_audit_is_not_said():
    assert told(DaySet.between(date(2018, 4, 26), TODAY), MENTION) == (
        "Published on or after 26 April 2018, by its own words."
    )
    assert told(DaySet.until(TODAY)) == ""
    assert told(DaySet()) == ""


def test_a_label_of_today_is_said():
    assert told(DaySet.on(TODAY), LABEL) == "Published on 24 November 2026, by its own words."


def test_the_day_of_the_fetch_is_no_word_of_the_document():
    fetch = replace(LABEL, clock=Clock.CAPTURED, group=Group.SERVER)
    assert told(DaySet.until(TODAY), fetch) == ""


def test_what_it_cites_is_named():
    assert told(DaySet.since(date(2020, 1, 1)), MENTION, CITED) == (
        "Published on or after 1 January 2020, by its words and what it cites."
    )


def test_a_stated_date_that_was_dropped_is_told():
    left = DaySet.between(date(2018, 4, 26), date(2021, 1, 20))
    assert told(left, MENTION, HOLDER, dropped=(LABEL,)) == (
        "Published between 26 April 2018 and 20 January 2021, by what else it says and cites; a "
        "date that it states does not fit."
    )
    unlike = replace(MENTION, days=DaySet.since(date(2024, 1, 1)))
    assert "by its own words" in told(left, MENTION, HOLDER, dropped=(unlike,))
