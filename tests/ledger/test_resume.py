"""A run that was broken off: who takes it up, who must not, and what is made of it."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

import linkassay
from builders import told
from fakes import FakeFetcher
from ledger import kills
from ledger.book import A, B, Book, citing, content
from linkassay import pipeline, report
from linkassay.errors import UsageError
from linkassay.ledger import LockedError, open_ledger
from linkassay.model import FailOn, Outcome, Settings, Source
from linkassay.pipeline.audit import run_of

TEXT = {"a.txt": citing(A, B)}
WEB = {A: "404", B: "200"}
DAY, NEXT_DAY = "2026-01-04", "2026-01-05"


class Stopped(FakeFetcher):
    """Somebody stops it when one answer is there."""

    def ask(self, lanes, record, remember=None):
        def first(batch):
            record(batch[:1])
            raise KeyboardInterrupt

        super().ask(lanes, first, remember)


@pytest.fixture
def book(tmp_path):
    """A ledger whose only run was stopped after its first answer."""
    made = Book(tmp_path / "audit.db")
    stop(made, DAY, name="first")
    made.asked.clear()
    return made


def stop(book, day, *, documents=TEXT, **more):
    given = book.work(day, documents, WEB, **more)
    given = replace(given, fetcher=Stopped(WEB, when=given.now))
    with open_ledger(book.path) as ledger, pytest.raises(pipeline.Interrupted):
        pipeline.audit(given, ledger)


def test_a_run_that_was_stopped_is_taken_up_and_asks_only_the_rest(book):
    report = book.audit(NEXT_DAY, TEXT, WEB, name="second")
    assert report.run.name == "first"
    assert report.run.outcome is Outcome.COMPLETE
    assert book.asked == [B]
    looks = (
        "select l.url, k.n, k.purpose from looks k join links l on l.id = k.link_id order by 1, 2"
    )
    assert book.rows(looks) == [(B, 1, "cited"), (A, 1, "cited"), (A, 2, "second-look")]
    assert book.rows("select name from runs") == [("first",)]


@pytest.mark.parametrize(
    "more",
    [
        {"settings": Settings(tolerance_days=2)},
        {"settings": Settings(offline=True)},
        {"settings": Settings(resume_days=0)},
        {"name": "second", "day": "2026-01-13"},
        {"day": "2026-01-03"},
    ],
    ids=["other settings", "offline", "never resumed", "too old", "before it"],
)
def test_another_audit_does_not_take_it_up(book, more):
    given = {"day": NEXT_DAY, "name": "second", **more}
    report = book.audit(given.pop("day"), TEXT, WEB, **given)
    assert report.run.name == "second"
    assert book.rows("select name from runs where id not in (select run_id from seals)") == [
        ("first",)
    ]


@pytest.mark.parametrize("more", [{"gap": 2.0}, {"fail_on": FailOn.NEVER}, {"contact": "a@b.c"}])
def test_what_changes_nothing_that_is_found_keeps_the_run(book, more):
    settings = Settings(**more)
    report = book.audit(NEXT_DAY, TEXT, WEB, name="second", settings=settings)
    assert report.run.name == "first"


@pytest.mark.parametrize(
    "change",
    [
        {"arguments": ("other.txt",)},
        {"rules": ("dead-link",)},
        {"tool": "linkassay 99"},
        {"settings_digest": "0"},
        {"offline": True},
        {"allowed_addresses": ("192.0.2.0/24",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_run_of_another_kind_is_begun_anew(book, change):
    run = replace(run_of(book.work(NEXT_DAY, TEXT, WEB, name="second")), **change)
    with open_ledger(book.path) as ledger:
        assert ledger.begin(run, 8).name == "second"


def test_a_sealed_run_is_never_taken_up(book):
    book.audit(DAY, TEXT, WEB)
    assert book.audit(NEXT_DAY, TEXT, WEB, name="third").run.name == "third"


def test_the_newest_of_several_is_taken_up(book):
    stop(book, "2026-01-13", name="later")
    assert book.audit("2026-01-14", TEXT, WEB, name="third").run.name == "later"


def test_other_bytes_under_the_same_name_are_read_anew(book):
    """Also standard input, which is always called the same."""
    path = book.path.with_name("stdin.db")
    for one, locator in ((book, "a.txt"), (Book(path), "-")):
        if one is not book:
            stop(one, DAY, name="first", documents={locator: citing(A, B)})
        changed = "An added line.\n\n" + citing(B, "https://example.net/c")
        report = one.audit(NEXT_DAY, {locator: changed}, WEB, name="second")
        assert report.run.name == "first"
        (reading,) = report.readings
        assert [citation.span.line for citation in reading.citations] == [5, 7]
        assert {link.url for link in report.links} == {B, "https://example.net/c"}
        assert report.counts.citations == 2


def test_a_locator_that_is_given_twice_in_one_run_is_read_once(tmp_path):
    given = Book(tmp_path / "a.db").work(DAY, TEXT, WEB)
    twice = replace(given, sources=[*given.sources, Source("a.txt", citing(B).encode())])
    with open_ledger(tmp_path / "a.db") as ledger:
        assert told(pipeline.audit(twice, ledger)).counts.citations == 2


_HOLDING = """
import sys
from pathlib import Path
from linkassay.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[1]))
ledger.take_up("first")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_run_whose_process_still_lives_is_left_alone_until_it_ends(book):
    source = Path(linkassay.__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDING, str(book.path)],
        env={"PYTHONPATH": str(source)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "held\n"
        assert book.audit(DAY, TEXT, WEB, name="second").run.name == "second"
        with open_ledger(book.path) as ledger, pytest.raises(LockedError, match="still goes on"):
            pipeline.report("first", ledger, book.work(DAY, {}))
        other.kill()
    assert book.audit(NEXT_DAY, TEXT, WEB, name="third").run.name == "first"


def test_no_lock_is_left_beside_the_ledger(book):
    book.audit(NEXT_DAY, TEXT, WEB, name="second")
    assert [path.name for path in book.path.parent.iterdir()] == [book.path.name]


# -- told before it is done ------------------------------------------------------------------------


def test_what_is_stored_of_it_is_judged_and_it_stays_to_be_taken_up(book):
    for _ in range(2):
        with open_ledger(book.path) as ledger:
            nobody = replace(book.work(NEXT_DAY, {}), fetcher=FakeFetcher({}))
            report = told(pipeline.report("first", ledger, nobody))
        assert report.run.outcome is Outcome.UNFINISHED
        assert [finding.rule for finding in report.findings] == ["dead-link"]
        assert len(report.not_checked) == 1
    assert book.rows("select * from seals") == []
    whole = book.audit(NEXT_DAY, TEXT, WEB, name="second")
    assert (whole.run.name, whole.run.outcome) == ("first", Outcome.COMPLETE)
    assert [finding.rule for finding in whole.findings] == ["dead-link"]
    assert whole.not_checked == ()


def test_a_run_that_is_not_there_names_those_that_are(book):
    with open_ledger(book.path) as ledger, pytest.raises(UsageError, match="no run 'x'") as caught:
        ledger.report("x")
    assert "first" in caught.value.advice


def test_a_report_after_an_interruption_is_the_same_as_without(tmp_path):
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    kills.audit(whole, kills.FIRST)
    number = len(kills.statements(tmp_path / "counted.db", kills.FIRST))
    assert kills.killed(broken, kills.FIRST, number // 2)
    kills.audit(broken, kills.FIRST)
    assert content(broken) == content(whole)
    assert as_json(broken) == as_json(whole)


def as_json(path):
    with open_ledger(path) as ledger:
        out = io.StringIO()
        report.write(
            ledger.report(f"run-{kills.FIRST}"),
            "json",
            out.write,
            report.Telling(),
        )
    return json.loads(out.getvalue())


def test_the_history_that_a_run_rests_on_is_only_that_of_sealed_runs(book):
    with closing(sqlite3.connect(book.path)) as connection:
        assert connection.execute("select count(*) from link_state").fetchone() == (0,)
    other = book.audit(NEXT_DAY, TEXT, WEB, name="second", settings=Settings(gap=2.0))
    assert [finding.standing.value for finding in other.findings] == ["new"]
    state = "select s.strikes from link_state s join links l on l.id = s.link_id where l.url = ?"
    assert book.one(state, A) == 1


@pytest.mark.parametrize("cited", [A, f"{A}?token=q1w2e3r4t5y6"], ids=["plain", "secret"])
def test_an_article_that_was_read_is_not_fetched_again(tmp_path, cited):
    """But for one that cites a secret: only its source has it."""
    article = "https://news.example.org/story"
    page = f"<title>Two Ships</title><article><p>See <a href='{cited}'>it</a>.</p>".encode()
    book = Book(tmp_path / "a.db")
    asked = []

    class Stopping(FakeFetcher):
        def ask(self, lanes, record, remember=None):
            raise KeyboardInterrupt

    for kind in (Stopping, FakeFetcher):
        fetcher = kind({cited: "404", B: "200"}, pages={article: page})
        given = replace(
            book.work("2026-01-15", {"a.txt": citing(B)}, fetcher=fetcher, name="one"),
            articles=(article,),
        )
        with open_ledger(book.path) as ledger, suppress(pipeline.Interrupted):
            report = told(pipeline.audit(given, ledger))
        asked.append([url for url in fetcher.asked if url == article])
    assert asked == [[article], [article] if "token" in cited else []]
    assert [document.locator for document in report.documents] == ["a.txt", article]
    assert [document.title for document in report.documents][1] == "Two Ships"
    assert [finding.document for finding in report.findings] == [article]
