"""The end of terms: who proves until when a text was written, and what takes the proof away."""

from __future__ import annotations

from datetime import date

import pytest

from linkassay.dates import TermEnd, end_of_terms
from linkassay.extract import extract
from linkassay.model import DOCUMENT, Clue, DaySet, Source
from linkassay.tables.clues import clue_rule

KERRY = "Secretary of State John Kerry"  # 2013-02-01 to 2017-01-20
OBAMA = "President Barack Obama"  # 2009-01-20 to 2017-01-20
HAGEL = "Defense Secretary Chuck Hagel"  # 2013-02-27 to 2015-02-17
LEW = "Treasury Secretary Jack Lew"  # 2013-02-28 to 2017-01-20
POMPEO = "Secretary of State Mike Pompeo"  # 2018-04-26 to 2021-01-20
TRUMP = "President Donald Trump"  # 2017-01-20 to 2021-01-20, and from 2025-01-20


def clues(text: str) -> tuple[Clue, ...]:
    return next(extract(Source("a.txt", f"A headline\n\n{text}\n".encode()))).clues


def found(text: str) -> TermEnd | None:
    return end_of_terms(clues(text))


def last_day(text: str) -> date | None:
    bound = found(text)
    return bound.day if bound else None


def test_two_offices_agree_on_a_last_day():
    bound = found(f"{KERRY} met {OBAMA}.")
    assert bound is not None
    assert bound.day == date(2017, 1, 20)
    assert bound.witness.source == "John Kerry, US Secretary of State"
    assert bound.second.source == "Barack Obama, President of the United States"


def test_the_order_of_the_text_says_nothing():
    assert found(f"{OBAMA} met {KERRY}.") is not None
    assert last_day(f"{OBAMA} met {KERRY}.") == last_day(f"{KERRY} met {OBAMA}.")


def test_the_later_end_of_both_counts():
    """The witness may be named once more while the other still serves."""
    assert last_day(f"{HAGEL} met {OBAMA}.") == date(2017, 1, 20)
    assert last_day(f"Secretary of State Hillary Clinton met {OBAMA}.") == date(2017, 1, 20)


def test_the_latest_of_other_offices_seconds():
    bound = found(f"{LEW} met {HAGEL} and {OBAMA}.")
    assert bound is not None
    assert (bound.day, bound.second.text) == (date(2017, 1, 20), HAGEL)


def test_a_name_alone_and_in_full_is_one_person():
    assert last_day(f"{OBAMA} met {KERRY}. President Obama spoke.") == date(2017, 1, 20)


def test_who_holds_an_office_twice_can_only_second():
    assert last_day(f"{POMPEO} met {TRUMP}.") == date(2021, 1, 20)
    assert last_day(f"{TRUMP} met {KERRY}.") is None
    assert last_day("Prime Minister Viktor Orban met President Vladimir Putin.") is None


def test_of_two_who_began_together_either_may_be_the_witness():
    bound = found(f"{TRUMP} met Vice President Mike Pence.")
    assert bound is not None
    assert (bound.day, bound.second.text) == (date(2021, 1, 20), TRUMP)


def test_who_is_called_former_may_have_left_in_the_days_of_both():
    assert last_day(f"{KERRY} met {OBAMA} and former {HAGEL}.") == date(2017, 1, 20)


def test_one_person_in_two_offices_is_no_second():
    def held(office: str) -> Clue:
        days = DaySet.between(date(2001, 5, 1), date(2004, 5, 1))
        return clue_rule("office-holder").clue(DOCUMENT, days, office)

    mayor, judge = held("Ana Bell, Mayor of Port Hale"), held("Ana Bell, Judge of Port Hale")
    assert end_of_terms([mayor, judge]) is None
    assert end_of_terms([mayor, held("Leo Kay, Judge of Port Hale")]) is not None


@pytest.mark.parametrize(
    "text",
    [
        KERRY,  # one office alone
        f"{KERRY} met President Vladimir Putin",  # the other is in office still
        "Senator Robert Menendez met Senator John McCain",
        f"{KERRY} met {KERRY}",
        f"{KERRY} met President Obama",  # the other by the family name alone
        f"President Obama met Vice President Joe Biden and {KERRY.replace(' John', '')}",
        f"Former {KERRY} met {OBAMA}",
        f"{KERRY} met former {OBAMA}",
        f"{KERRY} met {OBAMA}. So said former {KERRY}",
        f"{KERRY} met {OBAMA}. So said then-{KERRY}",
        f"{KERRY} met {OBAMA}. So said former {OBAMA}",
        f"{KERRY} met {OBAMA}. President Trump spoke",  # one who came later
        f"{KERRY} met {OBAMA}. The Trump administration spoke",
        f"{KERRY} met {OBAMA} in Geneva. That was in 2018",  # a later year
        f"In 2014 {KERRY} met {OBAMA}",  # told of the past
        f"{KERRY} met others. In 2014 {OBAMA} met them",
        f"{KERRY} met {OBAMA}. In 2016 {TRUMP} met them",
        f"{KERRY} met {OBAMA}. In 1999 President Bill Clinton had met others",
        f"{KERRY} met President Bill Clinton",  # not at one time
        f"{OBAMA} met {KERRY}. President Bill Clinton had met others",  # looks back
        "Secretary of State Hillary Clinton met President Clinton and Vice President Al Gore",
        f"Secretary of State Marco Rubio met {TRUMP}",  # in office still
    ],
)
def test_where_it_is_not_proven_there_is_no_bound(text):
    assert last_day(f"{text}.") is None
