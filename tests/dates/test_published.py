"""When a document was published: which days are left, on whose word, and what is left unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linkassay.dates import published
from linkassay.model import (
    DOCUMENT,
    Basis,
    Clock,
    Clue,
    Dating,
    DaySet,
    Document,
    Group,
    Published,
    Reading,
    link_subject,
)

TODAY = date(2026, 11, 24)
MENTION = Clue(
    DOCUMENT, Clock.PUBLISHED, DaySet.since(date(2018, 4, 26)), "a date", "day", Group.TEXT, 0.9
)
HOLDER = replace(
    MENTION, days=DaySet.until(date(2021, 1, 20)), source="a holder", group=Group.OFFICE
)
LABEL = replace(MENTION, days=DaySet.on(TODAY), source="published line", rule="date-label")
CITED = replace(
    MENTION, subject=link_subject("https://a.example/2020/01/01/x"), group=Group.URL,
    days=DaySet.on(date(2020, 1, 1)),
)  # fmt: skip
BOTH_ENDS = DaySet.between(date(2018, 4, 26), date(2021, 1, 20))


def told(left: DaySet, *clues: Clue, dropped: tuple[Clue, ...] = ()) -> Published | None:
    reading = Reading(Document("a.txt", "text/plain", "", "0" * 64), clues=(*clues, *dropped))
    return published(reading, Dating({Clock.PUBLISHED: left}, dropped), TODAY)


def test_both_ends_from_the_text():
    assert told(BOTH_ENDS, MENTION, HOLDER) == Published(BOTH_ENDS, Basis.OWN_WORDS)


def test_the_day_of_the_audit_bounds_nothing():
    assert told(DaySet.between(date(2018, 4, 26), TODAY), MENTION) == Published(
        DaySet.since(date(2018, 4, 26)), Basis.OWN_WORDS
    )
    assert told(DaySet.until(TODAY)) is None
    assert told(DaySet()) is None
    assert told(DaySet.of(())) is None


def test_a_label_of_today_is_the_document_s_word():
    assert told(DaySet.on(TODAY), LABEL) == Published(DaySet.on(TODAY), Basis.OWN_WORDS)


def test_the_day_of_the_fetch_is_no_word_of_the_document():
    fetch = replace(LABEL, clock=Clock.CAPTURED, group=Group.SERVER)
    assert told(DaySet.until(TODAY), fetch) is None


def test_what_it_cites_is_named():
    left = DaySet.since(date(2020, 1, 1))
    assert told(left, MENTION, CITED) == Published(left, Basis.CITATIONS)


def test_what_was_put_aside_bounds_nothing():
    left = DaySet.since(date(2020, 1, 1))
    aside = replace(MENTION, days=left)
    assert told(left, aside) == Published(left, Basis.OWN_WORDS)
    assert told(left, CITED, dropped=(aside,)) == Published(left, Basis.CITATIONS)


def test_a_stated_date_that_was_dropped_is_told():
    assert told(BOTH_ENDS, MENTION, HOLDER, dropped=(LABEL,)) == Published(
        BOTH_ENDS, Basis.AGAINST_STATEMENT
    )


def test_a_date_told_in_the_text_is_no_statement_when_it_is_dropped():
    unlike = replace(MENTION, days=DaySet.since(date(2024, 1, 1)))
    assert told(BOTH_ENDS, MENTION, HOLDER, dropped=(unlike,)) == Published(
        BOTH_ENDS, Basis.OWN_WORDS
    )
