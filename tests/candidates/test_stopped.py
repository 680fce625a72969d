"""A run that is stopped while candidates are asked accuses nobody, and is taken up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import told
from candidates.audits import LONG, SHORT, SOUND, WELL, WRAPPED
from fakes import FakeFetcher
from ledger.book import Book, content
from linkassay import pipeline
from linkassay.ledger import open_ledger
from linkassay.model import Outcome, SkipReason

TEXT = {"a.txt": WRAPPED}
WEB = {**WELL, LONG: "404", SHORT: "200"}
DAY, NEXT_DAY = "2026-01-04", "2026-01-05"


class StoppedInTheSecondRound(FakeFetcher):
    """Somebody stops it before the first candidate is asked."""

    rounds = 0

    def ask(self, lanes, record, remember=None):
        self.rounds += 1
        if self.rounds > 1:
            raise KeyboardInterrupt
        super().ask(lanes, record, remember)


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "audit.db")


def stop(book):
    """The report that whoever stopped it is shown."""
    given = book.work(DAY, TEXT, name="first")
    given = replace(given, fetcher=StoppedInTheSecondRound(WEB, when=given.now))
    with open_ledger(book.path) as ledger:
        with pytest.raises(pipeline.Interrupted) as caught:
            pipeline.audit(given, ledger)
        return told(caught.value.report)


def test_what_is_told_of_it_at_once_accuses_nobody(book):
    report = stop(book)
    assert report.findings == ()
    assert [(item.url, item.reason) for item in report.not_checked] == [
        (LONG, SkipReason.INTERRUPTED)
    ]


def test_the_report_of_a_stopped_run_accuses_nobody(book):
    stop(book)
    with open_ledger(book.path) as ledger:
        report = told(pipeline.report("first", ledger, book.work(NEXT_DAY, {})))
    assert report.run.outcome is Outcome.UNFINISHED
    assert report.findings == ()
    assert [(item.url, item.reason) for item in report.not_checked] == [
        (LONG, SkipReason.INTERRUPTED)
    ]


def test_it_is_taken_up_where_it_stopped(book, tmp_path):
    stop(book)
    report = book.audit(DAY, TEXT, WEB, name="second")
    assert report.run.name == "first"
    assert book.asked == [SHORT]
    whole = Book(tmp_path / "whole.db")
    assert whole.audit(DAY, TEXT, WEB, name="first").findings == report.findings == ()
    assert content(whole.path) == content(book.path)


def test_a_candidate_of_a_document_that_changed_meanwhile_has_its_verdict(book):
    """It was looked at as a candidate, and is cited by now."""
    given = book.work(DAY, TEXT, name="first")

    class Stopped(StoppedInTheSecondRound):
        def ask(self, lanes, record, remember=None):
            self.rounds += 1
            FakeFetcher.ask(self, lanes, record, remember)
            if self.rounds > 1:
                raise KeyboardInterrupt

    given = replace(given, fetcher=Stopped({**WEB, SHORT: "404"}, when=given.now))
    with open_ledger(book.path) as ledger, pytest.raises(pipeline.Interrupted):
        pipeline.audit(given, ledger)
    changed = {"a.txt": f"A headline\n\nSee {SHORT} there.\n\nSee {SOUND} there.\n"}
    report = book.audit(DAY, changed, {**WEB, SHORT: "404"}, name="second")
    assert (report.run.name, book.asked) == ("first", [])
    assert [(item.rule, item.url) for item in report.findings] == [("dead-link", SHORT)]
