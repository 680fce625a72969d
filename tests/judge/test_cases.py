"""From violations to findings: what is carried, and what a finding is known by."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judged import judged, judged_example
from linkassay import judge
from linkassay.judge.cases import CARRIED, FINGERPRINT_LENGTH, finding_of, fingerprint
from linkassay.model import (
    Attribution,
    Case,
    Confidence,
    CreditClass,
    Dating,
    Document,
    Evidence,
    EvidenceKind,
    ExplanationName,
    Level,
    Reading,
    Span,
    Violation,
)
from linkassay.rules import catalogue

NOW = datetime(2026, 1, 15, tzinfo=UTC)
EMPTY = Reading(Document("a.txt", "text/plain", "", ""))
CASE = Case(EMPTY, Dating(), {}, NOW)
ENTRY = catalogue()["missing-byline"]
FAULTY = [example for entry in catalogue().values() for example in entry.rule.faulty]

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
WEB = {
    "https://example.org/gone": "404",
    "https://example.org/moved": "301 https://example.org/new/moved",
    "https://example.org/new": "200",
    "https://example.org/new/moved": "200",
    "https://example.com/": "200",
}


def fingerprints(found):
    return {finding.fingerprint for finding in found}


def test_cases_of_an_empty_reading():
    assert list(judge.find(EMPTY, Dating(), {}, NOW)) == []


# -- what is carried -------------------------------------------------------------------------------

FULL = Violation(
    message="So it is.",
    advice="Do so.",
    evidence=(Evidence(EvidenceKind.TEXT, "so", 3),),
    level=Level.ERROR,
    confidence=Confidence.SUSPECTED,
    explanation=ExplanationName.REISSUE,
    gap_days=0,
    told_with="other-rule",
    span=Span(3, 1),
    key="a-key",
)


def test_the_sample_leaves_no_field_of_a_violation_at_its_default():
    bare = Violation("x")
    assert all(getattr(FULL, field.name) != getattr(bare, field.name) for field in fields(FULL))


def test_all_that_a_violation_says_is_carried_to_its_finding():
    """A field of a finding is one line in each of the two classes, and no other edit."""
    finding = finding_of(ENTRY, CASE, FULL, "a.txt")
    for field in fields(Violation):
        if field.name != "key":
            assert getattr(finding, field.name) == getattr(FULL, field.name)
    assert set(CARRIED) == {field.name for field in fields(Violation)} - {"key"}


def test_what_a_violation_leaves_open_is_the_rule_s_own():
    finding = finding_of(ENTRY, CASE, Violation("So it is."), "a.txt")
    assert finding.level is ENTRY.rule.level
    assert finding.confidence is ENTRY.rule.confidence
    assert finding.advice == ENTRY.notes.do


def test_each_finding_of_a_document_says_what_to_do():
    found = judged(TEXT, WEB)
    assert len({finding.rule for finding in found}) > 6
    assert all(finding.advice for finding in found)


# -- fingerprints ----------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=8), min_size=4, max_size=4))
def test_a_fingerprint_is_short_hexadecimal_and_the_same_every_time(parts):
    found = fingerprint(*parts)
    assert found == fingerprint(*parts)
    assert len(found) == FINGERPRINT_LENGTH
    assert int(found, 16) >= 0


def test_a_fingerprint_tells_rule_identity_subject_and_key_apart():
    base = ("a-rule", "a.txt", "https://example.org/", "key")
    others = [
        tuple("x" if at == index else part for at, part in enumerate(base)) for index in range(4)
    ]
    assert len({fingerprint(*parts) for parts in (base, *others)}) == 5


def test_two_violations_of_one_subject_are_told_apart_by_their_key():
    keys = ("", "one", "two")
    found = [finding_of(ENTRY, CASE, Violation("So it is.", key=key), "a.txt") for key in keys]
    assert len(fingerprints(found)) == 3


def test_fingerprints_differ_within_a_document_and_between_documents():
    here, there = judged(TEXT, WEB), judged(TEXT, WEB, locator="other.txt")
    assert len(fingerprints(here)) == len(here)
    assert not fingerprints(here) & fingerprints(there)


def test_a_renamed_document_keeps_its_findings_by_its_identity():
    before, after = judged(TEXT, WEB), judged(TEXT, WEB, locator="b.txt", identity="document.txt")
    assert fingerprints(before) == fingerprints(after)
    assert {finding.document for finding in after} == {"b.txt"}


def test_edits_elsewhere_change_no_fingerprint():
    moved = TEXT.replace("Two Ships\n", "Two Ships\n\nA new first paragraph.\n\nAnd a second.\n")
    assert fingerprints(judged(TEXT, WEB)) == fingerprints(judged(moved, WEB))


@pytest.mark.parametrize("example", FAULTY, ids=lambda example: example.why)
def test_every_rule_s_finding_keeps_its_fingerprint_under_an_added_line(example):
    before = judged_example(example)
    after = judged_example(replace(example, text=f"An added line.\n\n{example.text}"))
    assert fingerprints(before) == fingerprints(after)
    assert {f.line + 2 for f in before} == {f.line for f in after}


def test_the_line_ends_of_a_credit_do_not_change_its_fingerprint():
    one = judged("A\n\nThis article was first published by Reuters.\n")
    two = judged("A\r\n\r\nThis article was\r\nfirst published by Reuters.\r\n")
    assert one
    assert fingerprints(one) == fingerprints(two)


def of_credit(text):
    """The one finding on a document that holds one disclaimer."""
    line = Attribution(CreditClass.DISCLAIMER, text, Span(5, 1), outlet="The Guardian")
    byline = Attribution(CreditClass.BYLINE, "By Ana Bell", Span(3, 1), person="Ana Bell")
    reading = Reading(Document("a.txt", "text/plain", "", ""), attributions=(byline, line))
    (finding,) = judge.find(reading, Dating(), {}, NOW)
    assert finding.evidence[0].text == text
    return finding.fingerprint


@pytest.mark.parametrize(
    "address", ["https://www.example.org/terms", "http://example.org/", "https://example.com/?id=3"]
)
def test_a_credit_whose_address_changes_keeps_its_fingerprint(address):
    line = "The views on {} are not those of The Guardian."
    assert of_credit(line.format(address)) == of_credit(line.format("https://example.org/a"))


def test_a_credit_whose_words_change_is_another_finding():
    line = "The views {} are not those of The Guardian."
    assert of_credit(line.format("on this page")) != of_credit(line.format("in this text"))
