"""Readers and writers beside an audit: a reader costs time, a writer the ledger, nobody the run."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from builders import told
from fakes import FakeFetcher
from ledger import kills
from ledger.book import A, B, Book, citing, content
from linkassay import pipeline
from linkassay.errors import Exit, LedgerError
from linkassay.extract import extract
from linkassay.ledger import LockedError, open_ledger
from linkassay.ledger.connection import connect
from linkassay.ledger.store import SqliteLedger
from linkassay.ledger.transactions import ROWS_AT_ONCE, Transactions
from linkassay.model import Outcome, Settings, SkipReason, Source
from linkassay.pipeline.audit import run_of

BUSY, HELD = 0.05, 0.3
STAGES = {"reading": ("read", 3), "asking": ("asked", 12), "judging": ("judged", 4)}


class Holder:
    """Another program that comes at a stage of an audit and holds the ledger."""

    def __init__(self, path, stage: tuple[str, int], statement: str) -> None:
        self.path, self.stage, self.statement = path, stage, statement
        self.held = threading.Event()
        self.enough = threading.Event()
        self.thread: threading.Thread | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        if self.thread is None and what == self.stage[0] and done >= self.stage[1]:
            self.thread = threading.Thread(target=self.hold)
            self.thread.start()
            assert self.held.wait(10)

    def hold(self) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None, timeout=10)) as other:
            other.execute("begin")
            other.execute(self.statement).fetchall()
            self.held.set()
            self.enough.wait(HELD)
            other.execute("rollback")


def audit(path, progress: Callable[[str, int, int], None] | None = None):
    given, fetcher = kills.work(path, kills.FIRST)
    with open_ledger(path, busy_seconds=BUSY) as ledger:
        return told(pipeline.audit(replace(given, progress=progress), ledger)), fetcher


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_a_reader_that_stays_longer_than_a_commit_waits_costs_nothing(tmp_path, stage):
    path, quiet = tmp_path / "read.db", tmp_path / "quiet.db"
    reader = Holder(path, stage, "select * from runs")
    report, fetcher = audit(path, reader)
    assert reader.thread is not None
    reader.thread.join()
    wanted, undisturbed = audit(quiet)
    assert report == wanted
    assert sorted(fetcher.asked) == sorted(undisturbed.asked)
    assert content(path) == content(quiet)


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_a_writer_that_does_not_let_go_costs_the_ledger_and_not_the_run(tmp_path, stage):
    path, quiet = tmp_path / "written.db", tmp_path / "quiet.db"
    given, fetcher = kills.work(path, kills.FIRST)
    wanted, undisturbed = audit(quiet)
    what, done = stage

    def hold(said: str, number: int, total: int) -> None:
        if (said, number >= done) == (what, True) and not other.in_transaction:
            ledger.commit()
            other.execute("begin immediate")

    with (
        open_ledger(path, busy_seconds=BUSY) as ledger,
        closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY)) as other,
    ):
        with pytest.raises(pipeline.UnstoredError, match="locked") as caught:
            pipeline.audit(replace(given, progress=hold), ledger)
        report = told(caught.value.report)
    assert caught.value.exit is Exit.UNTRUSTWORTHY
    assert sorted(fetcher.asked) == sorted(undisturbed.asked)
    assert sorted(report.findings, key=repr) == sorted(wanted.findings, key=repr)
    assert report.documents == wanted.documents
    assert report.counts == wanted.counts
    assert sorted(report.not_checked, key=repr) == sorted(wanted.not_checked, key=repr)
    assert report.unread == wanted.unread
    assert report.run.outcome is Outcome.COMPLETE


def test_an_article_whose_answer_was_not_taken_is_read_all_the_same(tmp_path):
    """The ledger is taken away while an article is fetched."""
    path, article = tmp_path / "a.db", "https://news.example.org/story"
    page = f"<title>Two Ships</title><article><p>See <a href='{A}'>it</a>.</p></article>".encode()

    class Taking(FakeFetcher):
        def fetch_document(self, probe):
            if not other.in_transaction:
                other.execute("begin immediate")
            return super().fetch_document(probe)

    fetcher = Taking({A: "404", B: "200"}, pages={article: page})
    given = Book(path).work("2026-01-15", {"a.txt": citing(B)}, fetcher=fetcher)
    with (
        open_ledger(path, busy_seconds=BUSY) as ledger,
        closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY)) as other,
    ):
        with pytest.raises(pipeline.UnstoredError, match="locked") as caught:
            pipeline.audit(replace(given, articles=(article,)), ledger)
        report = told(caught.value.report)
    assert [document.locator for document in report.documents] == ["a.txt", article]
    assert [finding.rule for finding in report.findings] == ["dead-link"]
    assert sorted(fetcher.asked) == sorted([article, A, B])
    assert fetcher.asked_again == [A]


def test_what_was_not_committed_when_a_ledger_failed_is_read_again(tmp_path):
    """Documents are committed many at a time: all of the last chunk comes again."""
    path = tmp_path / "a.db"
    documents = {f"{n:03}.txt": citing(A) for n in range(300)}
    given = Book(path).work("2026-01-15", documents, {A: "200"})
    seen = []

    def break_off(what, done, total):
        """As a full disk does: the open transaction is rolled back."""
        if (what, done) == ("read", 290) and not seen:
            seen.append(done)
            ledger._connection.execute("pragma max_page_count = 1")

    with open_ledger(path, busy_seconds=BUSY) as ledger:
        with pytest.raises(pipeline.UnstoredError, match="disk") as caught:
            pipeline.audit(replace(given, progress=break_off), ledger)
        report = told(caught.value.report)
    assert [document.locator for document in report.documents] == sorted(documents)
    assert report.unread == ()


def test_a_ledger_that_is_held_at_the_start_is_said_to_be_locked(tmp_path):
    path = tmp_path / "a.db"
    open_ledger(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(LockedError, match="locked by another program") as caught:
            open_ledger(path, busy_seconds=BUSY)
    assert "reads or writes" in caught.value.advice
    assert caught.value.where == str(path)


def test_a_commit_that_fails_for_good_rolls_back_and_the_next_chunk_begins_anew(tmp_path):
    path = tmp_path / "a.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None, timeout=0.001)) as connection,
        closing(sqlite3.connect(path, isolation_level=None)) as reader,
    ):
        connection.execute("create table t (x)")
        reader.execute("begin")
        reader.execute("select * from t").fetchall()
        writing = Transactions(connection, str(path))
        with pytest.raises(LockedError), writing.chunk():
            connection.execute("insert into t values (1)")
        assert not connection.in_transaction
        reader.execute("rollback")
        with writing.chunk():
            connection.execute("insert into t values (2)")
        assert reader.execute("select x from t").fetchall() == [(2,)]


def test_a_chunk_is_committed_when_it_is_full(tmp_path):
    path = tmp_path / "a.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as connection,
        closing(sqlite3.connect(path)) as reader,
    ):
        connection.execute("create table t (x)")
        writing = Transactions(connection, str(path))
        for number in range(ROWS_AT_ONCE + 1):
            with writing.writing():
                connection.execute("insert into t values (?)", (number,))
        assert reader.execute("select count(*) from t").fetchone() == (ROWS_AT_ONCE,)
        writing.rollback()
        assert reader.execute("select count(*) from t").fetchone() == (ROWS_AT_ONCE,)


def test_two_audits_at_once_are_two_runs_and_each_counts_the_other(tmp_path):
    """The second is judged before the first is sealed; its strike still counts after it."""
    path = tmp_path / "a.db"
    web = {A: "404", B: "200"}
    inner = Book(path)

    def audit_too(what, done, total):
        if (what, done) == ("judged", 1):
            ledger.commit()
            inner.audit("2026-01-16", {"a.txt": citing(A, B)}, web)

    given = Book(path).work("2026-01-15", {"a.txt": citing(A, B)}, web)
    with open_ledger(path) as ledger:
        pipeline.audit(replace(given, progress=audit_too), ledger)
    assert Book(path).one("select count(*) from seals") == 2
    state = "select strikes from link_state join links l on l.id = link_id where l.url = ?"
    assert Book(path).one(state, A) == 2


@pytest.mark.parametrize("what", ["read", "judged"])
def test_a_second_audit_gets_in_while_the_first_reads_or_judges(tmp_path, what):
    """Nobody holds the ledger while documents are taken apart: a second one can write meanwhile."""
    path = tmp_path / "a.db"
    web = {A: "404", B: "200"}
    inner = Book(path)

    def audit_too(said, done, total):
        if (said, done) == (what, 1):
            inner.audit("2026-01-16", {"b.txt": citing(A, B)}, web)

    given = Book(path).work("2026-01-15", {"a.txt": citing(A, B), "c.txt": citing(B)}, web)
    with open_ledger(path, busy_seconds=BUSY) as ledger:
        pipeline.audit(replace(given, progress=audit_too), ledger)
    assert Book(path).one("select count(*) from seals") == 2


def test_offline_targets_are_read_with_no_query_left_open(tmp_path):
    """An open query would keep a second program from committing, and that one this."""
    path = tmp_path / "a.db"
    given = Book(path).work("2026-01-15", {})
    (reading,) = extract(Source("a.txt", citing(A, B).encode()))
    with (
        open_ledger(path, busy_seconds=BUSY) as ledger,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other,
    ):
        ledger.begin(run_of(given))
        ledger.add_document(reading)
        ledger.end_reading((), lambda _: False)
        targets = ledger.targets()
        assert next(targets).url == A
        other.execute("begin immediate")
        other.execute("insert into hosts (host) values ('other.example')")
        other.execute("commit")
        assert next(targets).url == B


def test_a_wall_does_not_end_the_strikes_of_a_run_that_was_sealed_meanwhile(tmp_path):
    book = Book(tmp_path / "a.db")

    def audit_too(what, done, total):
        if (what, done) == ("judged", 1):
            ledger.commit()
            book.audit("2026-01-15", {"a.txt": citing(A, B)}, {A: "404", B: "200"})

    given = book.work("2026-01-16", {"a.txt": citing(A, B)}, {A: "403", B: "200"})
    with open_ledger(book.path) as ledger:
        pipeline.audit(replace(given, progress=audit_too), ledger)
    state = "select state, strikes from link_state join links l on l.id = link_id where l.url = ?"
    assert book.one(state, A) == ("failing", 1)


def test_an_article_whose_answer_was_stored_is_not_stored_twice(tmp_path):
    """The ledger fails between the answer and the document."""
    article = "https://news.example.org/story"

    class Failing(SqliteLedger):
        def add_document(self, reading, *, fetched=None, known_by=None):
            raise LedgerError("the disk would not take the ledger")

    path = tmp_path / "a.db"
    fetcher = FakeFetcher({}, pages={article: b"<title>Two Ships</title><p>Words.</p>"})
    given = Book(path).work("2026-01-15", {}, fetcher=fetcher)
    with Failing(connect(path, BUSY), path) as ledger:
        with pytest.raises(pipeline.UnstoredError) as caught:
            pipeline.audit(replace(given, articles=(article,)), ledger)
        assert [document.locator for document in caught.value.report.documents()] == [article]
        private = caught.value.report._connection
        assert private.execute("select count(*) from looks").fetchall() == [(1,)]


def test_what_was_rolled_back_is_not_taken_for_stored(tmp_path):
    (reading,) = extract(Source("a.txt", citing(A).encode()))
    with open_ledger(tmp_path / "a.db") as ledger:
        ledger.begin(run_of(Book(tmp_path / "a.db").work("2026-01-15", {})))
        ledger.add_document(replace(reading, clues=(None,)))
        with pytest.raises(AttributeError):
            ledger.commit()
        ledger.add_document(reading)
        ledger.commit()
        assert list(ledger._connection.execute("pragma foreign_key_check")) == []


def test_what_is_offline_is_told_once_in_the_private_ledger(tmp_path):
    path = tmp_path / "a.db"
    work = Book(path).work("2026-01-15", {"a.txt": citing(A, B)}, settings=Settings(offline=True))
    with (
        open_ledger(path, busy_seconds=BUSY) as ledger,
        closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY)) as other,
    ):

        def hold(what, done, total):
            if what == "judged" and not other.in_transaction:
                ledger.commit()
                other.execute("begin immediate")

        with pytest.raises(pipeline.UnstoredError) as caught:
            pipeline.audit(replace(work, progress=hold), ledger)
        report = told(caught.value.report)
    assert [item.reason for item in report.not_checked] == [SkipReason.OFFLINE] * 2
