"""Office holders: the table's form, the terms asked for, no contradiction with others."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from linkassay.model import DaySet, Interval
from linkassay.tables.offices import Holder, holders_called, offices, title_pattern

PEOPLE = Path(__file__).parents[3] / "shared/data/people"
REIGN = PEOPLE / "reign-leaders-1950-2021.csv"
EXECUTIVE = PEOPLE / "us-executive.yaml"
HOLDERS = [holder for office in offices() for holder in office.holders]


def terms(office: str, family: str) -> DaySet:
    (holder,) = [h for h in HOLDERS if h.office == office and h.family == family]
    return holder.terms


def test_the_three_that_were_asked_for():
    assert terms("US Secretary of State", "Pompeo") == DaySet.between(
        date(2018, 4, 26), date(2021, 1, 20)
    )
    (assad,) = [h for h in holders_called("President", "al-Assad") if "Bashar" in h.given]
    assert assad.office == "President of Syria"
    assert assad.terms == DaySet.between(date(2000, 7, 17), date(2024, 12, 8))
    assert terms("US Senator", "Menendez").latest == date(2024, 8, 20)


def test_a_person_may_hold_an_office_twice():
    assert terms("President of the United States", "Trump") == DaySet.of(
        (Interval(date(2017, 1, 20), date(2021, 1, 20)), Interval(date(2025, 1, 20), None))
    )


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda h: f"{h.name}, {h.office}")
def test_a_row_is_whole(holder):
    assert holder.source
    assert all(name and name == name.strip() for name in (*holder.given, holder.family))
    assert holder.terms.earliest is not None
    assert date(1940, 1, 1) < holder.terms.earliest
    assert all(term.latest is not None for term in holder.terms.intervals[:-1])


@pytest.mark.parametrize("office", offices(), ids=lambda office: office.name)
def test_an_office_has_titles_that_can_be_found_before_its_holders_names(office):
    for holder in office.holders:
        for title in office.titles:
            text = f"{title} {holder.name} spoke."
            match = title_pattern().search(text)
            assert match is not None
            assert match["title"] == title
            assert holder.family in match["name"]
            assert holder in holders_called(title, holder.family)


ACTING = {("Ariel Sharon", "Ehud Olmert"), ("Dilma Rousseff", "Michel Temer")}
"""One lay ill (January to April 2006), one was suspended (May to August 2016)."""
ONE_AT_A_TIME = [office for office in offices() if office.name != "US Senator"]


@pytest.mark.parametrize("office", ONE_AT_A_TIME, ids=lambda office: office.name)
def test_no_two_people_hold_one_office_on_the_same_days(office):
    """The day of handing over belongs to both."""
    by_person: dict[tuple[Interval, ...], Holder] = {h.terms.intervals: h for h in office.holders}
    people = list(by_person.values())
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            for both in one.terms.intersection(other.terms):
                handing_over = both.earliest == both.latest
                assert handing_over or (one.name, other.name) in ACTING, f"{other.name}: {both}"


# -- beside the president and vice-president data of congress-legislators (by day) --

KINDS = {
    "prez": "President of the United States",
    "viceprez": "Vice President of the United States",
}


def executive() -> dict[tuple[str, str, str, str], list[Interval]]:
    """Office, person's key, first name, last name: the terms by day."""
    if not EXECUTIVE.exists():
        pytest.skip("../shared/data/people/us-executive.yaml is not here")
    found = defaultdict(list)
    for person in yaml.safe_load(EXECUTIVE.read_text(encoding="utf-8")):
        for term in person["terms"]:
            name = person["name"]
            who = str(person["id"]), name["first"], name["last"]
            found[KINDS[term["type"]], *who].append(
                Interval(date.fromisoformat(term["start"]), date.fromisoformat(term["end"]))
            )
    return found


def test_presidents_and_vice_presidents_by_day():
    compared = 0
    for (office, _, first, last), intervals in executive().items():
        for holder in HOLDERS:
            if holder.office == office and holder.family == last and first in holder.given:
                theirs = DaySet.of(intervals)
                if _is_another(holder, theirs):
                    continue
                compared += 1
                assert [term.earliest for term in holder.terms] == [t.earliest for t in theirs]
                for ours, known in zip(holder.terms, theirs, strict=True):
                    ahead = known.latest is not None and known.latest > date(2026, 1, 1)
                    assert ours.latest == (None if ahead else known.latest)
    assert compared >= 10


def _is_another(holder: Holder, theirs: DaySet) -> bool:
    """Father and son share name and office; they share no day but that of no handing over."""
    return not any(both.earliest != both.latest for both in holder.terms.intersection(theirs))


# -- beside REIGN (by month, to March 2021) --

COUNTRIES = {
    "President of the United States": "USA",
    "President of Russia": "RUS",
    "President of Syria": "SYR",
    "President of Venezuela": "VEN",
    "Prime Minister of the United Kingdom": "UKG",
    "Chancellor of Germany": "GMY",
    "President of France": "FRN",
    "Prime Minister of Canada": "CAN",
    "President of Ukraine": "UKR",
    "Prime Minister of Israel": "ISR",
    "President of Egypt": "EGY",
    "President of Brazil": "BRA",
}
"""China is left out: REIGN counts the leadership of the party there. So is Turkey: a minister's."""
OTHERWISE = {"Vladimir Putin", "Boris Yeltsin", "Ehud Olmert", "Dilma Rousseff", "Michel Temer"}
"""REIGN counts who ruled (Moscow from August 1991, and from 2008 to 2012 too), and takes an acting
head's days otherwise."""
REIGN_ENDS = (2021, 3)
MONTHS_APART = 0


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if c.isalpha() and c.isascii()).lower()


def reign() -> dict[tuple[str, str], list[tuple[tuple[int, int], tuple[int, int]]]]:
    if not REIGN.exists():
        pytest.skip("../shared/data/people/reign-leaders-1950-2021.csv is not here")
    found = defaultdict(list)
    with REIGN.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            start = int(row["syear"]), int(row["smonth"])
            end = (int(row["eyear"]), int(row["emonth"])) if row["eyear"] else REIGN_ENDS
            found[row["stateabb"], _plain(row["leader"].rpartition(".")[2])].append((start, end))
    return found


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _near(day: date, months: Iterable[tuple[int, int]]) -> bool:
    return any(abs(_months(day) - year * 12 - month) <= MONTHS_APART for year, month in months)


def test_heads_of_state_and_government_by_month():
    known = reign()
    last = date(*REIGN_ENDS, 1)
    compared = set()
    strangers = []
    for holder in HOLDERS:
        country = COUNTRIES.get(holder.office)
        spans = [
            span
            for (state, name), spans in known.items()
            if state == country
            and name
            and _plain(holder.family) in (name, name.removeprefix("al"))
            for span in spans
        ]
        if country is None or not spans or holder.name in OTHERWISE:
            continue
        compared.add(holder.name)
        for term in holder.terms:
            if term.earliest is None or term.earliest > last:
                continue
            if not _near(term.earliest, (start for start, _ in spans)):
                strangers.append((holder.name, holder.office, "from", term.earliest, spans))
            if (
                term.latest is not None
                and term.latest < last - timedelta(days=62)
                and not _near(term.latest, (end for _, end in spans))
            ):
                strangers.append((holder.name, holder.office, "to", term.latest, spans))
    assert strangers == []
    assert len(compared) >= 25
