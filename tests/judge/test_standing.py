"""A run beside the run before: ids that survive edits, and what counts as mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import audit, of_rule
from fakes import FakeLedger
from linkassay import judge
from linkassay.judge.cases import ID_LENGTH, identity
from linkassay.model import (
    Confidence,
    Dating,
    Document,
    Finding,
    Level,
    Reading,
    Report,
    Span,
    Standing,
)
from linkassay.rules import catalogue

WEB = {
    "https://example.org/gone": "404",
    "https://example.org/moved": "301 https://example.org/new",
    "https://example.org/new": "200",
    "https://example.com/": "200",
}
TEXT = """Two Ships

Under President Barack Obama and Secretary of State John Kerry the town fed everybody with

https://example.org/2025/10/29/one
https://example.org/2025/10/29/two
https://example.org/2025/10/29/two

their work. See https://example.org/gone, https://example.org/moved and http://example.com/ too.

Related article: What the Bakers of the Town Had to Say

This article was first published by Reuters. The views expressed here do not necessarily reflect the
position of The Guardian.
"""
FAULTY = [example for entry in catalogue().values() for example in entry.rule.faulty]


def standings(report: Report, standing: Standing) -> list[str]:
    return sorted(finding.rule for finding in report.findings if finding.standing is standing)


def again(first: str, second: str, *, offline: bool = False, web=WEB) -> Report:
    """The second of two audits, the document edited in between."""
    ledger = FakeLedger()
    audit(first, web, now="2026-01-15", ledger=ledger)
    return audit(second, web, now="2026-01-16", ledger=ledger, offline=offline)


def test_the_first_run_knows_nothing():
    report = audit(TEXT, WEB)
    assert len(report.findings) > 8
    assert {finding.standing for finding in report.findings} == {Standing.NEW}


@pytest.mark.parametrize(
    "above",
    ["An added line\n", "An added line.\n\n", "\n\n\n", "See https://example.com/ first.\n\n"],
)
def test_a_line_on_top_changes_nothing(above):
    before, after = audit(TEXT, WEB), again(TEXT, above + TEXT)
    assert {finding.standing for finding in after.findings} == {Standing.KNOWN}
    assert {f.id for f in before.findings} == {f.id for f in after.findings}


@pytest.mark.parametrize("example", FAULTY, ids=lambda example: example.why)
def test_every_rule_s_finding_is_known_again_under_an_added_line(example):
    ledger = FakeLedger()
    first = audit(example.text, example.answers, locator=example.locator, ledger=ledger)
    second = audit(
        "An added line.\n\n" + example.text, example.answers, locator=example.locator,
        now="2026-01-16", ledger=ledger,
    )  # fmt: skip
    known = {f.id for f in second.findings if f.standing is Standing.KNOWN}
    assert known == {f.id for f in first.findings}


@pytest.mark.parametrize(
    ("wrong", "right", "rule"),
    [
        ("https://example.org/gone", "https://example.org/new", "dead-link"),
        ("https://example.org/moved", "https://example.org/new", "redirects-permanently"),
        ("http://example.com/", "https://example.com/", "insecure-http"),
        ("29/two\nhttps://example.org/2025/10/29/two", "29/two", "duplicate-citation"),
        ("Two Ships\n", "Two Ships\n\nBy Ana Bell\n", "missing-byline"),
        ("by Reuters.", "by [Reuters](https://reuters.com/a).", "credit-without-link"),
        (
            " The views expressed here do not necessarily reflect the\nposition of The Guardian.",
            "",
            "disclaimer-boilerplate",
        ),
    ],
)
def test_one_mended_is_exactly_one_fixed(wrong, right, rule):
    assert wrong in TEXT
    web = WEB | {"http://example.com/": "200", "https://reuters.com/a": "200"}
    report = again(TEXT, TEXT.replace(wrong, right), web=web)
    assert standings(report, Standing.FIXED) == [rule]
    assert standings(report, Standing.NEW) == []


def test_a_link_that_answers_again_is_fixed_and_one_that_newly_fails_is_new():
    ledger = FakeLedger()
    audit(TEXT, WEB, now="2026-01-15", ledger=ledger)
    swapped = WEB | {"https://example.org/gone": "200", "https://example.org/new": "404"}
    report = audit(TEXT, swapped, now="2026-01-16", ledger=ledger)
    assert "dead-link" in standings(report, Standing.FIXED)
    assert [f.url for f in of_rule(report, "dead-link") if f.standing is Standing.NEW] == [
        "https://example.org/moved"
    ]


def test_who_was_not_asked_is_not_mended():
    report = again(TEXT, TEXT, offline=True)
    assert standings(report, Standing.FIXED) == []
    assert "dead-link" not in standings(report, Standing.KNOWN)


def test_without_a_network_nothing_is_mended():
    report = again(TEXT, TEXT)
    ledger = FakeLedger()
    audit(TEXT, WEB, now="2026-01-15", ledger=ledger)
    report = audit(TEXT, {}, now="2026-01-16", ledger=ledger)
    assert report.network_down
    assert standings(report, Standing.FIXED) == []


def test_a_link_that_is_no_longer_cited_is_mended_even_offline():
    report = again(TEXT, TEXT.replace("https://example.org/gone, ", ""), offline=True)
    assert standings(report, Standing.FIXED) == ["dead-link"]


def test_a_fixed_finding_is_told_once():
    ledger = FakeLedger()
    mended = TEXT.replace("Two Ships\n", "Two Ships\n\nBy Ana Bell\n")
    audit(TEXT, WEB, now="2026-01-15", ledger=ledger)
    assert standings(audit(mended, WEB, ledger=ledger), Standing.FIXED) == ["missing-byline"]
    assert standings(audit(mended, WEB, ledger=ledger), Standing.FIXED) == []


def test_a_proof_that_needs_the_web_is_not_mended_by_not_asking():
    """One address in boilerplate is a leak only because its redirect leads to an older date."""
    text = (
        "Two Ships\n\nUnder President Barack Obama and Secretary of State John Kerry the town fed "
        "everybody with\n\nhttps://example.org/2025/10/29/one\n\ntheir work.\n"
    )
    web = {
        "https://example.org/2025/10/29/one": "301 https://example.org/2014/03/05/one",
        "https://example.org/2014/03/05/one": "200",
    }
    ledger = FakeLedger()
    assert of_rule(audit(text, web, ledger=ledger), "render-date-leak")
    offline = audit(text, now="2026-01-16", offline=True, ledger=ledger)
    assert "render-date-leak" not in standings(offline, Standing.FIXED)


# -- ids -------------------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=8), min_size=4, max_size=4))
def test_an_id_is_short_hexadecimal_and_the_same_every_time(parts):
    found = identity(*parts)
    assert found == identity(*parts)
    assert len(found) == ID_LENGTH
    assert int(found, 16) >= 0


def test_an_id_tells_rule_document_subject_and_key_apart():
    base = ("a-rule", "a.txt", "https://example.org/", "key")
    others = [
        tuple("x" if at == place else part for at, part in enumerate(base)) for place in range(4)
    ]
    assert len({identity(*parts) for parts in (base, *others)}) == 5


def test_ids_differ_within_a_report_and_between_documents():
    here, there = audit(TEXT, WEB), audit(TEXT, WEB, locator="other.txt")
    ids = [finding.id for finding in here.findings]
    assert len(ids) == len(set(ids))
    assert not set(ids) & {finding.id for finding in there.findings}


def test_the_line_ends_of_a_credit_do_not_change_its_id():
    one = audit("A\n\nThis article was first published by Reuters.\n")
    two = audit("A\r\n\r\nThis article was\r\nfirst published by Reuters.\r\n")
    assert {f.id for f in one.findings} == {f.id for f in two.findings}


# -- order -----------------------------------------------------------------------------------------


@st.composite
def findings(draw) -> Finding:
    line = draw(st.one_of(st.none(), st.integers(1, 5)))
    return Finding(
        id=draw(st.text("abc", min_size=3, max_size=3)),
        rule=draw(st.sampled_from(["a-rule", "b-rule"])),
        level=draw(st.sampled_from(Level)),
        confidence=Confidence.PROBABLE,
        document=draw(st.sampled_from(["a.txt", "b.txt"])),
        span=Span(line, 1) if line else None,
        url=None,
        message="So it is.",
        standing=draw(st.sampled_from(Standing)),
    )


@given(st.lists(findings(), max_size=8))
def test_open_before_fixed_and_the_worst_first(listed):
    ordered = judge.in_order(listed)
    assert sorted(f.id for f in ordered) == sorted(f.id for f in listed)
    worst = [Level.ERROR, Level.WARNING, Level.NOTE]
    for one, two in pairwise(ordered):
        assert (one.standing is Standing.FIXED) <= (two.standing is Standing.FIXED)
        together = one.document == two.document and (
            (one.standing is Standing.FIXED) == (two.standing is Standing.FIXED)
        )
        if together:
            assert worst.index(one.level) <= worst.index(two.level)
            if one.level is two.level:
                assert (one.line or 0) <= (two.line or 0)


def test_compare_keeps_one_of_two_findings_with_the_same_id():
    one = Finding(
        "abc", "missing-byline", Level.NOTE, Confidence.PROBABLE, "a.txt", None, None, "So it is."
    )
    reading = Reading(Document("a.txt", "text/plain", "", ""))
    assert len(judge.compare([one, replace(one, message="And so.")], [], reading, {})) == 1


def test_a_finding_of_a_rule_that_is_no_more_is_fixed():
    gone = Finding(
        "abc", "no-such-rule", Level.NOTE, Confidence.PROBABLE, "a.txt", None, None, "So it is."
    )
    reading = Reading(Document("a.txt", "text/plain", "", ""))
    (found,) = judge.compare([], [gone], reading, {})
    assert found.standing is Standing.FIXED


def test_cases_of_an_empty_reading():
    reading = Reading(Document("a.txt", "text/plain", "", ""))
    assert list(judge.find(reading, Dating(), {}, datetime(2026, 1, 15, tzinfo=UTC))) == []
