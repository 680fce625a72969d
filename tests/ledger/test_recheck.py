"""Audits that ask only what is due: what was seen before still stands, and costs no request."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fakes import FakeFetcher
from ledger.book import A, B, Book, citing, of, standings
from linkassay import pipeline, report
from linkassay.extract import extract
from linkassay.ledger import open_ledger
from linkassay.model import Outcome, Recheck, Run, Settings, SkipReason, Source, State

DUE = Settings(recheck=Recheck.DUE)
FAILING = Settings(recheck=Recheck.FAILING)
TEXT = {"a.txt": citing(A, B)}
WEB = {A: "404", B: "200"}


@pytest.fixture
def book(tmp_path):
    """A ledger of one audit, in which one link is gone and one is alive."""
    made = Book(tmp_path / "audit.db")
    made.audit("2026-01-04T08:00:00", TEXT, WEB)
    made.asked.clear()
    return made


def test_a_second_audit_with_nothing_due_asks_nobody_and_says_the_same(book):
    before = book.rows("select * from link_state order by link_id")
    told = book.audit("2026-01-04T20:00:00", TEXT, {}, settings=DUE)
    assert book.asked == []
    assert told.run.outcome is Outcome.COMPLETE
    assert standings(told) == [("dead-link", "known")]
    assert told.counts.not_checked == {SkipReason.NOT_DUE: 2}
    assert told.not_checked == ()
    assert [(link.url, link.state.state) for link in told.links] == [
        (A, State.FAILING),
        (B, State.ALIVE),
    ]
    assert book.rows("select * from link_state order by link_id") == before
    assert book.rows("select count(*) from checks") == [(2,)]


def test_what_was_not_due_is_told_by_its_number_alone(book):
    with open_ledger(book.path) as ledger:
        given = book.work("2026-01-04T20:00:00", TEXT, {}, settings=DUE)
        told = pipeline.audit(given, ledger)
        out = io.StringIO()
        report.write(told, "text", out.write, report.Telling(width=100, colour=False))
    said = " ".join(out.getvalue().split())
    assert "2 links: asked not long ago, and not due yet" in said
    assert B not in said
    assert "not checked" not in said.partition(".")[0]


def test_what_is_due_is_asked_and_the_rest_still_stands(book):
    told = book.audit("2026-01-07T07:50:00", TEXT, {A: "404", B: "404"}, settings=DUE)
    assert set(book.asked) == {A}
    assert standings(told) == [("dead-link", "known")]
    assert told.counts.not_checked == {SkipReason.NOT_DUE: 1}
    told = book.audit("2026-01-14", TEXT, {A: "404", B: "404"}, settings=DUE)
    assert set(book.asked) == {A, B}
    assert standings(told) == [("dead-link", "new"), ("dead-link", "worse")]


def test_what_is_known_of_a_link_is_told_as_it_was_seen_then(book):
    book.audit("2026-01-04T20:00:00", TEXT, {}, settings=DUE)
    with open_ledger(book.path) as ledger:
        ledger.begin(_run("2026-01-05"))
        (reading,) = _readings(TEXT)
        ledger.add_document(reading)
        ledger.end_reading([], lambda _: False)
        ledger.plan((target, SkipReason.NOT_DUE) for target in ledger.targets())
        (item,) = map(ledger.document, ledger.unjudged())
    check = item.checks[A]
    assert check.observation.status == 404
    assert check.condition.reason == "answers 404 Not Found"
    assert check.state.state is State.FAILING
    assert check.last_seen.isoformat() == "2026-01-04T08:00:00+00:00"
    assert check.observation.when == check.last_seen


def _run(day):
    return Run(f"by-hand-{day}", datetime.fromisoformat(day).replace(tzinfo=UTC), "0", ())


def _readings(documents):
    for locator, text in documents.items():
        yield from extract(Source(locator, text.encode()))


def test_how_a_link_stands_is_told_by_all_its_checks_and_not_by_the_last_to_be_made(book):
    """An audit of an earlier day came later, and added a failure to the past."""
    book.audit("2026-01-02", TEXT, WEB)
    told = book.audit("2026-01-04T20:00:00", TEXT, {}, settings=DUE)
    assert [link.state.strikes for link in told.links] == [2, 0]
    assert "has failed 2 times since 2 January 2026" in of(told, "dead-link").message


def test_a_finding_in_a_new_document_rests_on_the_earlier_answer(book):
    """The link is not due; that it fails is found in the new document all the same."""
    more = {**TEXT, "b.txt": citing(A, title="Another headline")}
    told = book.audit("2026-01-04T20:00:00", more, {}, settings=DUE)
    assert book.asked == []
    assert standings(told) == [("dead-link", "known"), ("dead-link", "new")]


def test_a_wrapped_address_that_failed_in_every_reading_is_told_in_the_same_words(tmp_path):
    first, shorter = "https://example.org/one-long-name", "https://example.org/one-"
    text = {"a.txt": "A headline\n\nSee https://example.org/one-\nlong-name there.\n"}
    book = Book(tmp_path / "audit.db")
    before = book.audit("2026-01-04T08:00:00", text, {first: "404", shorter: "404"})
    book.asked.clear()
    told = book.audit("2026-01-04T20:00:00", text, {}, settings=DUE)
    assert book.asked == []
    seen = "seen on 4 January 2026, and not due since"
    words = [item.text for item in of(told, "dead-link").evidence]
    assert [one for one in words if one != seen] == [
        item.text for item in of(before, "dead-link").evidence
    ]
    assert words.count(seen) == 1
    assert any(shorter in item.text for item in of(told, "dead-link").evidence)


def test_a_link_that_is_new_is_asked(book):
    new = "https://example.net/new"
    told = book.audit(
        "2026-01-04T20:00:00", {"a.txt": citing(A, B, new)}, {new: "200"}, settings=DUE
    )
    assert book.asked == [new]
    assert told.counts.not_checked == {SkipReason.NOT_DUE: 2}


def test_only_what_fails_is_asked_where_that_is_wanted(book):
    told = book.audit("2026-01-04T20:00:00", TEXT, {A: "200", B: "404"}, settings=FAILING)
    assert set(book.asked) == {A}
    assert standings(told) == [("dead-link", "fixed")]
    assert told.counts.not_checked == {SkipReason.NOT_DUE: 1}


def test_all_are_asked_where_that_is_wanted(book):
    book.audit("2026-01-04T20:00:00", TEXT, WEB, settings=Settings(recheck=Recheck.ALL))
    assert set(book.asked) == {A, B}


def test_an_audit_of_an_earlier_day_takes_nothing_from_later_ones(book):
    book.audit("2026-01-02", TEXT, WEB, settings=DUE)
    assert set(book.asked) == {A, B}


def test_a_limit_is_waited_for_longer_each_time(tmp_path):
    book = Book(tmp_path / "audit.db")
    due = "select due from link_state join links l on l.id = link_id where l.url = ?"
    asked = []
    for when in ("2026-01-04T08:00", "2026-01-04T08:59", "2026-01-04T09:01", "2026-01-04T11:02"):
        book.audit(f"{when}:00", {"a.txt": citing(A)}, {A: "429"}, settings=DUE)
        asked.append((len(book.asked) > 0, book.one(due, A)[11:16]))
        book.asked.clear()
    assert asked == [(True, "09:00"), (False, "09:00"), (True, "11:01"), (True, "15:02")]


def test_an_unanswered_look_leaves_a_link_due(book):
    book.audit("2026-01-20", TEXT, {A: "dns-temporary", B: "bug"}, settings=DUE)
    book.asked.clear()
    book.audit("2026-01-21", TEXT, WEB, settings=DUE)
    assert set(book.asked) == {A, B}


def test_a_run_that_goes_on_in_a_private_ledger_knows_what_is_not_due(tmp_path, book):
    with open_ledger(book.path) as ledger:
        ledger.begin(_run("2026-01-05"))
        for reading in _readings(TEXT):
            ledger.add_document(reading)
        ledger.end_reading([], lambda _: False)
        with ledger.elsewhere() as private:
            targets = list(private.targets())
            private.plan((target, SkipReason.NOT_DUE) for target in targets)
            (item,) = map(private.document, private.unjudged())
            checks = dict(item.checks)
    assert {target.url: target.state for target in targets} == {A: "failing", B: "alive"}
    assert checks[A].observation.status == 404
    assert checks[B].condition.name == "ok"


def test_a_run_that_was_stopped_and_taken_up_leaves_the_same_alone(book):
    many = {"a.txt": citing(A, B, "https://example.net/c")}
    web = {**WEB, "https://example.net/c": "200"}
    given = book.work("2026-01-04T20:00:00", many, web, settings=DUE)
    with open_ledger(book.path) as ledger:
        with pytest.raises(pipeline.Interrupted):
            pipeline.audit(replace(given, fetcher=Stopped(web, when=given.now)), ledger)
        left_alone = ledger.report(given.run_id).counts.not_checked
    assert left_alone == {SkipReason.NOT_DUE: 2}
    told = book.audit("2026-01-04T21:00:00", many, web, settings=DUE)
    assert told.run.name == given.run_id
    assert book.asked == []
    assert told.counts.not_checked == {SkipReason.NOT_DUE: 2}


class Stopped(FakeFetcher):
    """Somebody stops it when all answers are there."""

    def ask(self, lanes, record, remember=None):
        super().ask(lanes, record)
        raise KeyboardInterrupt


def test_every_day_of_three_weeks_costs_few_requests_and_tells_of_every_death(tmp_path):
    book = Book(tmp_path / "audit.db")
    alive = [f"https://host{number}.example/page" for number in range(40)]
    news = []
    for day in range(22):
        web = dict.fromkeys(alive, "200") | {A: "404" if day >= 3 else "200", B: "403"}
        when, documents = f"2026-01-{day + 4:02}T06:00:00", {"a.txt": citing(A, B, *alive)}
        told = book.audit(when, documents, web, settings=DUE)
        news.append(dict(standings(told)).get("dead-link"))
    dead = "select state from link_state join links l on l.id = link_id where l.url = ?"
    assert book.one(dead, A) == "dead"
    assert "worse" in news
    assert len(book.asked) < 42 * 22 / 5
    assert of(told, "dead-link").level == "error"
