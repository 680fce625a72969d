"""The seed example changed in one respect at a time: nothing is wired to one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from builders import audit, of_rule, rules_of
from linkassay.model import Confidence, CreditClass, Level, Region, Report
from linkassay.tables.outlets import Outlet, outlets
from linkassay.urls import is_domain
from seed.documents import (
    BLOCK,
    CREDITS,
    FIRST,
    LEAKED,
    SECOND,
    STEM,
    TEXTS,
    date_findings,
    seed_text,
    stand_in,
)

NOW = "2026-11-24"
ORIGIN, REPRINTER = "Bloomberg View", "The Moscow Times"
SUFFIX = "-a65024"
CLAIMED = date(2025, 10, 29)


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    """Each text of this structure in turn."""
    return seed_text() if request.param == "seed" else stand_in()


def _check(text: str) -> Report:
    return audit(text, offline=True, now=NOW)


def _gaps(report: Report) -> set[int | None]:
    return {item.gap_days for item in of_rule(report, "render-date-leak")}


def _lines(report: Report) -> list[int | None]:
    return [item.span.line for item in report.reading.citations]


def _replaced(text: str, old: str, new: str) -> str:
    """The text with `old` replaced, wherever its words stand apart; it must be there."""
    changed, count = re.subn(r"\s+".join(map(re.escape, old.split())), new, text)
    assert count, f"“{old}” does not stand in the text"
    return changed


def test_unchanged(text: str) -> None:
    assert rules_of(_check(text)) == list(LEAKED)


# Other outlets


SOME_OUTLETS = [row for row in outlets()[::9] if row.name != REPRINTER and not is_domain(row.name)]
"""A few, for each audit takes a while. A name that is a host is a link, too."""


def _named(outlet: Outlet) -> str:
    return outlet.name


@pytest.mark.parametrize("outlet", SOME_OUTLETS, ids=_named)
def test_another_outlet_of_origin(text: str, outlet: Outlet) -> None:
    report = _check(_replaced(text, ORIGIN, outlet.name))
    assert rules_of(report) == list(LEAKED)
    (credit,) = of_rule(report, "first-published-elsewhere")
    assert outlet.name in credit.message


OWN_HOSTS = {host for row in outlets() if row.name == ORIGIN for host in row.hosts}


@pytest.mark.parametrize(
    "outlet", [row for row in SOME_OUTLETS if not OWN_HOSTS & set(row.hosts)], ids=_named
)
def test_another_reprinting_outlet_with_its_host(text: str, outlet: Outlet) -> None:
    moved = _replaced(text, REPRINTER, outlet.name).replace(
        "www.themoscowtimes.com", f"www.{outlet.hosts[0]}"
    )
    report = _check(moved)
    assert rules_of(report) == list(LEAKED)
    (disclaimer,) = [
        item for item in report.reading.attributions if item.credit is CreditClass.DISCLAIMER
    ]
    assert disclaimer.outlet == outlet.name


def test_an_origin_whose_site_is_cited_has_its_link(text: str) -> None:
    report = _check(text.replace("www.themoscowtimes.com", "www.bloomberg.com"))
    assert "credit-without-link" not in rules_of(report)
    assert "first-published-elsewhere" in rules_of(report)


# Other people


@dataclass(frozen=True)
class Cast:
    """Names to put for names, and the last day that each text then allows: the later end of the
    terms of the two who took office last."""

    names: Mapping[str, str]
    seed: date
    stand_in: date


CASTS = {
    "early 2018": Cast(
        {"Mike": "Rex", "Pompeo": "Tillerson", "Robert": "John", "Menendez": "McCain"},
        seed=date(2021, 1, 20),
        stand_in=date(2019, 7, 24),
    ),
    "2023": Cast(
        {
            "Mike": "Antony", "Pompeo": "Blinken", "Donald": "Joe", "Trump": "Biden",
            "Angela": "Olaf", "Merkel": "Scholz", "Theresa": "Rishi", "May": "Sunak",
        },
        seed=date(2025, 1, 20),
        stand_in=date(2025, 5, 6),
    ),
    "early 2012": Cast(
        {
            "Mike": "Hillary", "Pompeo": "Clinton", "Donald": "Barack", "Trump": "Obama",
            "Vladimir": "Dmitry", "Putin": "Medvedev", "Theresa": "David", "May": "Cameron",
            "Bashar al-": "Hugo", "Assad": "Chavez", "2015": "2009", "2017": "2011",
        },
        seed=date(2017, 1, 20),
        stand_in=date(2016, 7, 13),
    ),
}  # fmt: skip


@pytest.mark.parametrize("cast", CASTS.values(), ids=CASTS)
@pytest.mark.parametrize("which", TEXTS)
def test_other_office_holders(which: str, cast: Cast) -> None:
    text = seed_text() if which == "seed" else stand_in()
    for old, new in cast.names.items():
        text = re.sub(rf"\b{old}(?!\w)", new, text)
    report = _check(text)
    latest = cast.seed if which == "seed" else cast.stand_in
    assert rules_of(report) == list(LEAKED)
    assert _gaps(report) == {(CLAIMED - latest).days}


# Other line ends, another order


@pytest.mark.parametrize("line_end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_other_line_ends(text: str, line_end: str) -> None:
    plain, other = _check(text), _check(text.replace("\n", line_end))
    assert rules_of(other) == list(LEAKED)
    assert _lines(other) == _lines(plain)
    assert [item.line for item in other.findings] == [item.line for item in plain.findings]
    assert [item.fingerprint for item in other.findings] == [
        item.fingerprint for item in plain.findings
    ]


def _without_block(text: str) -> str:
    before, found, after = text.partition(BLOCK)
    assert found
    return f"{before.rstrip()}\n{after.lstrip()}"


def _at_end(text: str) -> str:
    return f"{_without_block(text).rstrip()}\n\n{BLOCK}"


def _between_paragraphs(text: str) -> str:
    label = "Related article:"
    before, _, after = _without_block(text).rpartition(label)
    return f"{before}{BLOCK}\n{label}{after}"


def _after_dek(text: str) -> str:
    paragraphs = _without_block(text).split("\n\n", 1)
    dek, body = re.split(r"\n(?= )", paragraphs[1], maxsplit=1)
    return f"{paragraphs[0]}\n\n{dek}\n\n{BLOCK}\n{body}"


@pytest.mark.parametrize("move", [_at_end, _between_paragraphs, _after_dek])
def test_the_block_elsewhere(text: str, move: Callable[[str], str]) -> None:
    moved = move(text)
    report = _check(moved)
    assert rules_of(report) == list(LEAKED)
    at = moved.splitlines().index(FIRST) + 1
    assert _lines(report) == [at, at + 1, at + 2]
    assert {item.region for item in report.reading.citations} == {Region.RELATED}
    plain = _check(text).reading.document
    assert (report.reading.document.title, report.reading.document.dek) == (plain.title, plain.dek)


# Other dates


@pytest.mark.parametrize("path", ["2019/03/26", "2018/12/01", "2019/07/24", "2016/02/29"])
def test_a_date_in_range_is_no_matter(text: str, path: str) -> None:
    report = _check(text.replace("2025/10/29", path))
    assert date_findings(report) == []
    assert rules_of(report) == sorted([*CREDITS, "duplicate-citation"])


def test_a_day_after_the_range_is_tolerance() -> None:
    assert date_findings(_check(stand_in().replace("2025/10/29", "2021/01/21"))) == []
    assert date_findings(_check(stand_in().replace("2025/10/29", "2021/01/22"))) != []


def test_a_day_that_no_calendar_has_is_said_so(text: str) -> None:
    report = _check(text.replace("2025/10/29", "2025/02/30"))
    assert set(date_findings(report)) == {"url-date-impossible"}


# Other signs


def _one_address(text: str) -> str:
    return text.replace(BLOCK, f"{FIRST}{SUFFIX}\n")


def _into_a_sentence(text: str, *addresses: str) -> str:
    """The text without its block; the addresses stand in brackets in a sentence of their own."""
    lines = "".join(f"\nThe story has been told ({address}) before.\n" for address in addresses)
    before, label, after = _without_block(text).rpartition("\nRelated article:")
    return f"{before}{lines}{label}{after}"


def test_one_address_with_its_id_is_plain_boilerplate(text: str) -> None:
    report = _check(_one_address(text))
    assert rules_of(report) == sorted([*CREDITS, "boilerplate-link"])
    (note,) = of_rule(report, "boilerplate-link")
    assert (note.level, note.explanation) == (Level.NOTE, "plain-boilerplate")


def test_that_address_in_the_body_is_a_true_conflict(text: str) -> None:
    report = _check(_into_a_sentence(text, FIRST + SUFFIX))
    assert date_findings(report) == ["url-date-after-document"]
    (found,) = of_rule(report, "url-date-after-document")
    assert (found.level, found.confidence) == (Level.WARNING, Confidence.PROBABLE)
    assert (found.explanation, found.url) == ("true-conflict", FIRST + SUFFIX)
    assert {found.gap_days} == _gaps(_check(text))


def test_two_in_the_body_that_share_a_date_and_lack_the_id_are_a_leak(text: str) -> None:
    report = _check(_into_a_sentence(text, FIRST, SECOND))
    assert date_findings(report) == ["render-date-leak", "render-date-leak"]
    evidence = [entry.text for item in report.findings for entry in item.evidence]
    assert not [entry for entry in evidence if "boilerplate" in entry]


def test_a_redirect_to_an_older_date_is_proof(text: str) -> None:
    older = FIRST.replace("2025/10/29", "2019/03/26") + SUFFIX
    report = audit(text, {FIRST: f"301 {older}", older: "200", SECOND: "200"}, now=NOW)
    leaks = {item.url: item.confidence for item in of_rule(report, "render-date-leak")}
    assert leaks == {FIRST: Confidence.CERTAIN, SECOND: Confidence.PROBABLE}


def test_a_redirect_to_a_newer_date_proves_nothing(text: str) -> None:
    newer = FIRST.replace("2025/10/29", "2025/11/02") + SUFFIX
    report = audit(text, {FIRST: f"301 {newer}", newer: "200", SECOND: "200"}, now=NOW)
    leaks = [item.confidence for item in of_rule(report, "render-date-leak")]
    assert leaks == [Confidence.PROBABLE, Confidence.PROBABLE]


def test_the_addresses_are_what_the_mutations_take_them_for(text: str) -> None:
    assert text.count(STEM) == 3
    assert text.count(BLOCK) == 1


@pytest.mark.parametrize("day", ["2031/10/29", "2026/12/24"])
def test_a_day_that_has_not_come_is_said_as_that(day: str) -> None:
    text = stand_in("txt").replace("2025/10/29", day)
    report = audit(text, offline=True, now="2026-11-24")
    found = of_rule(report, "url-date-impossible")
    assert [finding.level for finding in found] == [Level.WARNING, Level.WARNING]
    assert not of_rule(report, "render-date-leak")
