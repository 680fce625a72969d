"""Office holders: the tables' form, the terms asked for, no contradiction with others."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from linkassay.extract.titled_names import titled_names
from linkassay.model import DaySet, Interval
from linkassay.tables.offices import Holder, Office, holder, holders_of, offices
from linkassay.tables.titles import titles

PEOPLE = Path(__file__).parents[3] / "shared/data/people"
REIGN = PEOPLE / "reign-leaders-1950-2021.csv"
EXECUTIVE = PEOPLE / "us-executive.yaml"
HOLDERS = [holder(office, row) for office in offices() for row in office.holders]
BY_OFFICE = {office.name: [one for one in HOLDERS if one.office is office] for office in offices()}


def terms(office: str, family: str) -> DaySet:
    (one,) = [one for one in BY_OFFICE[office] if family in one.family]
    return one.terms


def test_the_three_that_were_asked_for():
    assert terms("US Secretary of State", "Pompeo") == DaySet.between(
        date(2018, 4, 26), date(2021, 1, 20)
    )
    (assad,) = [one for one in holders_of("al-Assad") if "Bashar" in one.given]
    assert assad.called == "Bashar al-Assad, President of Syria"
    assert assad.terms == DaySet.between(date(2000, 7, 17), date(2024, 12, 8))
    assert terms("US Senator", "Menendez").latest == date(2024, 8, 20)


def test_a_person_may_hold_an_office_twice():
    assert terms("President of the United States", "Trump") == DaySet.of(
        (Interval(date(2017, 1, 20), date(2021, 1, 20)), Interval(date(2025, 1, 20), None))
    )


def test_the_heads_of_many_countries_are_known():
    heads = {"president", "prime-minister", "chancellor", "taoiseach"}
    names = (office.name for office in offices() if office.titles & heads)
    countries = {name.partition(" of ")[2] for name in names}
    assert len(countries) >= 60


def test_a_month_or_a_year_stands_for_its_first_day_at_the_start_and_its_last_at_the_end():
    office = Office("Mayor of Port Hale", frozenset({"mayor"}), frozenset(), "none", ())
    by_month = holder(office, "Bell; Ana; 2001-02/2004-02, 2009/..").terms
    assert by_month == DaySet.of(
        (Interval(date(2001, 2, 1), date(2004, 2, 29)), Interval(date(2009, 1, 1), None))
    )


def test_a_name_is_shown_in_its_own_order():
    office = Office("Mayor of Port Hale", frozenset({"mayor"}), frozenset(), "none", ())
    names = {
        holder(office, f"{row}; 2001-02/..").name for row in ("Bell; Ana", "Ko; ~ An-na", "Bell; ")
    }
    assert names == {"Ana Bell", "Ko An-na", "Bell"}


@pytest.mark.parametrize("row", ["Bell; Ana", "Bell; Ana; 2001", "Bell; Ana; 2001/2004"])
def test_a_row_that_cannot_be_read_is_refused(row):
    office = Office("Mayor of Port Hale", frozenset({"mayor"}), frozenset(), "none", ())
    with pytest.raises(ValueError, match=r"\w"):
        holder(office, row)


@pytest.mark.parametrize("office", offices(), ids=lambda office: office.name)
def test_an_office_is_whole(office):
    assert office.source
    assert office.titles <= {title.id for title in titles()}
    assert " or " not in office.name  # it parts the holders in a clue's source
    assert ", " not in office.name
    for one in BY_OFFICE[office.name]:
        assert all(name == name.strip() for name in (*one.given, *one.behind, *one.family))
        assert all(one.family)
        assert one.terms.earliest is not None
        assert date(1940, 1, 1) < one.terms.earliest
        assert all(term.latest is not None for term in one.terms.intervals[:-1])


@pytest.mark.parametrize("office", offices(), ids=lambda office: office.name)
def test_a_holder_is_found_by_every_title_of_the_office(office):
    for one in BY_OFFICE[office.name]:
        for title in titles():
            if title.id in office.titles:
                (named,) = titled_names(f"So {title.words[0]} {one.name} spoke.")
                assert one in named.holders
                assert named.full


def test_every_title_has_an_office():
    used = {title for office in offices() for title in office.titles}
    assert used == {title.id for title in titles()}


ACTING = {
    ("Ariel Sharon", "Ehud Olmert"),
    ("Dilma Rousseff", "Michel Temer"),
    ("Umaru Yar'Adua", "Goodluck Jonathan"),
    ("Askar Akayev", "Kurmanbek Bakiyev"),
}
"""Two lay ill (January to April 2006, February to May 2010), one was suspended (May to August
2016), one had fled (March to April 2005)."""
ONE_AT_A_TIME = [office for office in offices() if office.name not in ("US Senator", "Pope")]


@pytest.mark.parametrize("office", ONE_AT_A_TIME, ids=lambda office: office.name)
def test_no_two_people_hold_one_office_on_the_same_days(office):
    """The days of handing over belong to both; one whose end is not known may reach on."""
    for one, other in combinations(BY_OFFICE[office.name], 2):
        closed = [term for term in one.terms if term.latest is not None]
        later = [term for term in other.terms if term.latest is not None]
        for both in DaySet.of(closed).intersection(DaySet.of(later)):
            assert both.earliest is not None
            assert both.latest is not None
            handing_over = both.latest - both.earliest < timedelta(days=32)
            assert handing_over or (one.name, other.name) in ACTING, f"{one.name}: {both}"


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
        for one in BY_OFFICE[office]:
            if last in one.family and first in one.given:
                theirs = DaySet.of(intervals)
                if _is_another(one, theirs):
                    continue
                compared += 1
                assert [term.earliest for term in one.terms] == [t.earliest for t in theirs]
                for ours, known in zip(one.terms, theirs, strict=True):
                    ahead = known.latest is not None and known.latest > date(2026, 1, 1)
                    assert ours.latest == (None if ahead else known.latest)
    assert compared >= 15


def _is_another(one: Holder, theirs: DaySet) -> bool:
    """Father and son share name and office; they share no day but that of no handing over."""
    return not any(both.earliest != both.latest for both in one.terms.intersection(theirs))


# -- beside REIGN (by month, to March 2021) --

CODES = {
    "Afghan": "AFG", "Albanian": "ALB", "Algerian": "ALG", "Angolan": "ANG", "Argentine": "ARG",
    "Armenian": "ARM", "Australian": "AUL", "Austrian": "AUS", "Azerbaijani": "AZE",
    "Belarusian": "BLR", "Belgian": "BEL", "Bolivian": "BOL", "Brazilian": "BRA",
    "Canadian": "CAN", "Chilean": "CHL", "Colombian": "COL", "Congolese": "DRC",
    "Costa Rican": "COS", "Cypriot": "CYP", "Danish": "DEN", "Ecuadorian": "ECU",
    "Egyptian": "EGY", "Estonian": "EST", "French": "FRN", "German": "GMY", "Ghanaian": "GHA",
    "Greek": "GRC", "Honduran": "HON", "Hungarian": "HUN", "Indian": "IND", "Indonesian": "INS",
    "Iraqi": "IRQ", "Irish": "IRE", "Israeli": "ISR", "Italian": "ITA", "Japanese": "JPN",
    "Kenyan": "KEN", "Lithuanian": "LIT", "Mexican": "MEX", "Dutch": "NTH", "New Zealand": "NEW",
    "Nigerian": "NIG", "Norwegian": "NOR", "Paraguayan": "PAR", "Peruvian": "PER",
    "Philippine": "PHI", "Portuguese": "POR", "Romanian": "ROM", "Senegalese": "SEN",
    "Slovak": "SLO", "South African": "SAF", "South Korean": "ROK", "Spanish": "SPN",
    "Sri Lankan": "SRI", "Swedish": "SWD", "Syrian": "SYR", "Taiwanese": "TAW",
    "Tanzanian": "TAZ", "Tunisian": "TUN", "Ukrainian": "UKR", "British": "UKG",
    "Uruguayan": "URU", "Uzbek": "UZB", "Venezuelan": "VEN", "Zambian": "ZAM",
}  # fmt: skip
OTHERWISE = {
    "Ehud Olmert", "Dilma Rousseff", "Michel Temer", "Fernando Collor de Mello", "Umaru Yar'Adua",
    "Leonid Kravchuk", "Jomo Kenyatta", "Olof Palme", "Park Geun-hye", "Andrés Pastrana",
    "António Costa",
}  # fmt: skip
"""REIGN takes an acting, suspended or resigning head's days otherwise, counts Kenya and Ukraine
from before the presidency, and has other family names for the last two."""
REIGN_ENDS = date(2021, 3, 1)
MONTHS_APART = 1
"""A term that ends at the turn of a month is counted to either."""
Spans = list[tuple[date, date]]


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if c.isalpha() and c.isascii()).lower()


def reign() -> dict[tuple[str, str], Spans]:
    """Country and each word of a leader's name: first and last month of every time in office."""
    if not REIGN.exists():
        pytest.skip("../shared/data/people/reign-leaders-1950-2021.csv is not here")
    found: dict[tuple[str, str], Spans] = defaultdict(list)
    with REIGN.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            start = date(int(row["syear"]), int(row["smonth"]), 1)
            end = date(int(row["eyear"]), int(row["emonth"]), 1) if row["eyear"] else REIGN_ENDS
            for word in {*map(_plain, row["leader"].split()), _plain(row["leader"])}:
                found[row["stateabb"], word].append((start, end))
    return found


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _near(day: date, months: Iterable[date]) -> bool:
    return any(abs(_months(day) - _months(month)) <= MONTHS_APART for month in months)


def test_heads_of_state_and_government_by_month():
    known = reign()
    compared, strangers = set(), []
    for one in HOLDERS:
        code = next((CODES[nation] for nation in one.office.nation if nation in CODES), "")
        if "REIGN" not in one.office.source or not code or one.name in OTHERWISE:
            continue
        words = {_plain(name) for name in (*one.family, *one.behind)}
        spans = [span for word in words for span in known.get((code, word), [])]
        for term in one.terms if spans else ():
            if term.earliest is None or term.earliest >= REIGN_ENDS:
                continue
            compared.add(one.called)
            if not _near(term.earliest, (start for start, _ in spans)):
                strangers.append((one.called, "from", term.earliest, spans))
            open_there = term.latest is None or term.latest > REIGN_ENDS - timedelta(days=62)
            if not open_there and not _near(term.latest, (end for _, end in spans)):
                strangers.append((one.called, "to", term.latest, spans))
    assert strangers == [], "\n".join(map(str, strangers))
    assert len(compared) >= 250
