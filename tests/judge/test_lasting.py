"""How long what was found stands: by what a document has of its own, and what lies beside it."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from linkassay import judge
from linkassay.dates import date_document
from linkassay.extract import extract
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    Copy,
    Dating,
    Evidence,
    EvidenceKind,
    Finding,
    History,
    Lasting,
    Level,
    Limit,
    LinkCheck,
    LinkState,
    Reading,
    Share,
    Source,
    Standing,
    State,
    StoredDocument,
)
from linkassay.rules import catalogue
from observed import seen

TODAY = date(2026, 1, 15)
PLAIN = "A headline\n\nSee https://example.org/a there.\n"


def stored(text: str = PLAIN, condition: ConditionName = ConditionName.OK) -> StoredDocument:
    """A document whose links were all asked in this run."""
    (reading,) = extract(Source("a.md", text.encode()))
    told = Condition(condition, Confidence.CERTAIN, "x")
    checks = {
        link.url: LinkCheck(link, seen(url=link.url), told, LinkState(State.ALIVE))
        for link in reading.links()
    }
    return StoredDocument(reading, checks, History(), "a.md")


def dating(reading: Reading) -> Dating:
    return date_document(reading, {}, TODAY)


def found(rule: str, standing: Standing = Standing.KNOWN, *evidence: EvidenceKind) -> Finding:
    told = tuple(Evidence(kind, "x") for kind in evidence)
    entry = catalogue().get(rule)
    level = Level.NOTE if entry is None else entry.rule.level
    return Finding("f", rule, level, Confidence.CERTAIN, "a.md", None, None, "m",
                   evidence=told, standing=standing)  # fmt: skip


def lasting(item: StoredDocument, *findings: Finding, **more: object) -> Lasting:
    return judge.lasting(item, replace(dating(item.reading), **more), findings)  # type: ignore[arg-type]


def test_a_document_with_links_alone_is_judged_once() -> None:
    assert lasting(stored()) is Lasting.UNCHANGED


@pytest.mark.parametrize("name", ["missing-byline", "duplicate-citation", "disclaimer-boilerplate"])
@pytest.mark.parametrize(
    "standing",
    [Standing.NEW, Standing.KNOWN, Standing.WORSE, Standing.RETURNED, Standing.FIXED],
)
def test_what_it_says_of_itself_stands_however_it_stood_before(
    name: str, standing: Standing
) -> None:
    assert lasting(stored(), found(name, standing)) is Lasting.UNCHANGED


@pytest.mark.parametrize(
    "standing", [Standing.CARRIED, Standing.GONE, Standing.ACCEPTED, Standing.SUPPRESSED]
)
def test_what_is_not_just_known_next_time_is_judged_anew(standing: Standing) -> None:
    assert lasting(stored(), found("missing-byline", standing)) is Lasting.RUN


@pytest.mark.parametrize("rule", ["missing-file", "unmarked-copy", "no-such-rule"])
def test_findings_about_what_lies_beside_it_are_judged_anew(rule: str) -> None:
    assert lasting(stored(), found(rule)) is Lasting.RUN


@pytest.mark.parametrize(
    "text",
    [
        "A headline\n\nSee [this](beside.md).\n",
        "A headline\n\n<!-- linkassay: suppress dead-link until 2026-03-01: known -->\n",
    ],
    ids=["local file", "suppression"],
)
def test_what_rests_on_more_than_its_words_and_links_is_judged_anew(text: str) -> None:
    item = stored(text)
    assert item.reading.targets() or item.reading.suppressions
    assert lasting(item) is Lasting.RUN


def test_copies_fetched_pages_and_what_was_not_read_in_full_are_judged_anew() -> None:
    item = stored()
    share = Share(9, 10, exact=True)
    copy = Copy(item.reading, own=share, others=share, read_before=True)
    assert lasting(replace(item, copies=(copy,))) is Lasting.RUN
    assert lasting(replace(item, fetched=TODAY)) is Lasting.RUN
    assert lasting(replace(item, reading=replace(item.reading, limited=Limit.TIME))) is Lasting.RUN


def test_a_conflict_of_dates_is_explained_by_other_documents_too() -> None:
    item = stored("Published: 4 March 2019\n\nSee https://example.org/2025/05/04/b there.\n")
    assert dating(item.reading).conflicts
    assert lasting(item) is Lasting.RUN


@pytest.mark.parametrize("name", ["dead-link", "redirects-permanently"])
def test_an_answer_that_is_told_reads_otherwise_once_it_was_seen_before(name: str) -> None:
    """The next run says on which day it was seen."""
    item = stored(condition=ConditionName.GONE)
    finding = found(name, Standing.NEW, EvidenceKind.HOP)
    assert lasting(item, finding) is Lasting.RUN
    before = datetime(2026, 1, 14, tzinfo=UTC)
    checks = {url: replace(check, last_seen=before) for url, check in item.checks.items()}
    assert lasting(replace(item, checks=checks), finding) is Lasting.UNCHANGED


@pytest.mark.parametrize("kind", [EvidenceKind.HOP, EvidenceKind.ANSWER])
def test_so_does_evidence_of_an_answer_whatever_rule_it_is_of(kind: EvidenceKind) -> None:
    assert lasting(stored(), found("missing-byline", Standing.NEW, kind)) is Lasting.RUN


def test_a_look_that_learnt_nothing_is_no_ground_to_stand_on() -> None:
    assert lasting(stored(condition=ConditionName.UNKNOWN)) is Lasting.RUN


def test_a_day_to_come_makes_it_stand_for_a_day() -> None:
    item = stored("Published: 4 March 2026\n\nSee https://example.org/a there.\n")
    assert dating(item.reading).of_today
    assert lasting(item) is Lasting.DAY
    assert not date_document(item.reading, {}, date(2026, 3, 4)).of_today
    assert lasting(stored(), found("published-in-future")) is Lasting.DAY


@pytest.mark.parametrize("slug", catalogue())
def test_a_rule_says_that_it_rests_on_the_day_of_the_audit(slug: str) -> None:
    entry = catalogue()[slug]
    source = inspect.getsource(inspect.getmodule(entry.check))  # type: ignore[arg-type]
    assert ("case.now" in source) is entry.rule.of_today
    helpers = inspect.getsource(__import__("linkassay.rules._statements", fromlist=["x"]))
    assert ".now" not in helpers
