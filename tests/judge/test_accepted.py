"""What the configuration accepts is found and counted, and is no open finding."""

from dataclasses import replace
from datetime import date

import pytest

from ledger.book import A, B, Book, citing
from linkassay import judge
from linkassay.errors import Exit
from linkassay.model import HostSettings, Level, Settings, Standing

GONE = {A: "404", B: "200"}
ACCEPTED = HostSettings(
    "example.org", accept=("404",), reason="the desk knows", expires=date(2026, 1, 10)
)
SETTINGS = Settings(hosts=(ACCEPTED,))


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "audit.db")


def standing(report):
    return {finding.standing for finding in report.findings if finding.url == A}


def test_it_is_counted_and_not_open(book):
    report = book.audit("2026-01-01", {"a.md": citing(A, B)}, GONE, settings=SETTINGS)
    assert report.counts.standings == {Standing.ACCEPTED: 1}
    assert report.counts.levels == {}
    assert judge.exit_code(report, Settings().fail_on) is Exit.CLEAN
    (finding,) = report.findings
    assert finding.advice == (
        "Nothing; the configuration accepts this until 2026-01-10: the desk knows"
    )
    assert book.open() == []


def test_the_same_without_an_entry_is_open(book):
    report = book.audit("2026-01-01", {"a.md": citing(A, B)}, GONE)
    assert standing(report) == {Standing.NEW}
    assert report.counts.levels == {Level.WARNING: 1}


def test_what_was_open_is_closed_and_comes_back_when_the_entry_expires(book):
    documents = {"a.md": citing(A, B)}
    assert standing(book.audit("2026-01-01", documents, GONE)) == {Standing.NEW}
    assert len(book.open()) == 1
    report = book.audit("2026-01-02", documents, GONE, settings=SETTINGS)
    assert standing(report) == {Standing.ACCEPTED}
    assert book.open() == []
    report = book.audit("2026-01-11", documents, GONE, settings=SETTINGS)
    assert standing(report) == {Standing.RETURNED}
    assert len(book.open()) == 1


def test_another_answer_is_not_accepted(book):
    forbidden = replace(ACCEPTED, accept=("403",))
    settings = Settings(hosts=(forbidden,))
    report = book.audit("2026-01-01", {"a.md": citing(A, B)}, GONE, settings=settings)
    assert standing(report) == {Standing.NEW}


def test_what_the_text_says_of_the_link_stays_open(book):
    address = "http://example.org/2020/13/45/story"
    settings = Settings(hosts=(ACCEPTED,))
    report = book.audit(
        "2026-01-01", {"a.md": citing(address)}, {address: "404"}, settings=settings
    )
    told = {finding.rule: finding.standing for finding in report.findings}
    assert told.pop("dead-link") is Standing.ACCEPTED
    assert told
    assert Standing.ACCEPTED not in told.values()
