"""The whole program, from literals, a fake web and a ledger of its own."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import Told, told
from fakes import FakeFetcher, Here
from linkassay import pipeline
from linkassay.errors import Exit
from linkassay.ledger import open_ledger, open_private
from linkassay.ledger.connection import connect
from linkassay.ledger.store import SqliteLedger
from linkassay.model import (
    HostNote,
    Lane,
    NotChecked,
    Observation,
    Outcome,
    Settings,
    SkipReason,
    Source,
    State,
    UnreadSource,
)
from linkassay.pipeline import Audit
from linkassay.ports import Ledger

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)
A, B = "https://example.org/a", "https://example.com/b"
ARTICLE = "https://news.example.org/story"
PAGE = (
    f"<html><head><title>Two Ships</title></head><body><article><p>See <a href='{A}'>it</a>.</p>"
    "</article></body></html>"
).encode()


def work(
    sources: Iterable[Source | UnreadSource] = (),
    articles: Sequence[str] = (),
    *,
    fetcher: FakeFetcher | None = None,
    settings: Settings | None = None,
    now: datetime = NOW,
    name: str = "run-1",
) -> Audit:
    web = fetcher or FakeFetcher({A: "200", B: "200"}, when=now)
    return Audit(sources, articles, settings or Settings(), Here(), web, now, name)


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    with open_private() as private:
        yield private


def run(
    sources: Iterable[Source | UnreadSource] = (),
    articles: Sequence[str] = (),
    *,
    ledger: Ledger | None = None,
    fetcher: FakeFetcher | None = None,
    settings: Settings | None = None,
) -> Told:
    given = work(sources, articles, fetcher=fetcher, settings=settings)
    if ledger is not None:
        return told(pipeline.audit(given, ledger))
    with open_private() as private:
        return told(pipeline.audit(given, private))


def text(*urls: str, locator: str = "a.txt") -> Source:
    return Source(
        locator, ("A headline\n\n" + "\n\n".join(f"See {u} there." for u in urls)).encode()
    )


def looked(ledger: SqliteLedger) -> list[str]:
    rows = ledger._connection.execute("select l.url from looks k join links l on l.id = k.link_id")
    return [url for (url,) in rows]


def test_a_document_from_end_to_end(ledger):
    fetcher = FakeFetcher({A: "200", B: "404"})
    report = run([text(A, B)], fetcher=fetcher, ledger=ledger)
    assert sorted(fetcher.asked) == sorted([A, B])
    assert [document.locator for document in report.documents] == ["a.txt"]
    assert {link.url: link.state.state for link in report.links} == {
        A: State.ALIVE,
        B: State.FAILING,
    }
    assert [(finding.rule, finding.url, finding.line) for finding in report.findings] == [
        ("dead-link", B, 5)
    ]
    assert report.not_checked == ()
    assert report.run.outcome is Outcome.COMPLETE
    assert sorted(looked(ledger)) == sorted([A, B, B])


def test_the_run_tells_what_it_was():
    settings = Settings(offline=True, allow_address=("127.0.0.0/8",))
    report = run([text(A)], settings=settings)
    assert report.run.name == "run-1"
    assert report.run.started == report.run.finished == NOW
    assert report.run.offline
    assert report.run.allowed_addresses == ("127.0.0.0/8",)
    assert report.run.tool.startswith("linkassay ")
    assert "dead-link" in report.run.rules


def test_the_digest_tells_settings_apart_but_not_where_the_ledger_lies():
    def digest(settings: Settings) -> str:
        return run([text(A)], settings=settings).run.settings_digest

    assert digest(Settings()) == digest(Settings(ledger="elsewhere.db"))
    assert digest(Settings()) != digest(Settings(tolerance_days=2))


def test_nothing_to_audit():
    fetcher = FakeFetcher()
    report = run([], fetcher=fetcher)
    assert (report.documents, report.links, report.findings) == ((), (), ())
    assert fetcher.asked == []
    assert report.run.outcome is Outcome.COMPLETE


# -- articles --


def test_an_article_is_fetched_and_then_read_like_a_file(ledger):
    fetcher = FakeFetcher({A: "200"}, pages={ARTICLE: PAGE})
    report = run(articles=[ARTICLE], fetcher=fetcher, ledger=ledger)
    assert fetcher.asked == [ARTICLE, A]
    (document,) = report.documents
    assert (document.locator, document.title) == (ARTICLE, "Two Ships")
    assert [link.url for link in report.links] == [A]
    assert sorted(looked(ledger)) == sorted([ARTICLE, A])


def test_the_day_of_the_fetch_bounds_only_what_was_fetched():
    """A link dated after the fetch cannot stand in a page that was fetched before it."""
    late = "https://example.org/2026/03/01/late"
    page = PAGE.replace(A.encode(), late.encode())
    fetcher = FakeFetcher({late: "200"}, pages={ARTICLE: page})
    report = run([Source("a.html", page)], [ARTICLE], fetcher=fetcher)
    assert {finding.document for finding in report.findings} == {"a.html", ARTICLE}


def test_an_article_that_does_not_come_costs_no_other():
    fetcher = FakeFetcher({A: "200", ARTICLE: "404"})
    report = run([text(A)], [ARTICLE], fetcher=fetcher)
    (unread,) = report.unread
    assert unread.locator == ARTICLE
    assert "404" in unread.problem
    assert unread.advice
    assert [link.state.state for link in report.links] == [State.ALIVE]


def test_an_answer_to_an_article_is_kept_though_no_link_follows(ledger):
    run(articles=[ARTICLE], fetcher=FakeFetcher({ARTICLE: "404"}), ledger=ledger)
    assert set(looked(ledger)) == {ARTICLE}


def test_an_article_named_twice_is_fetched_once():
    fetcher = FakeFetcher({A: "200"}, pages={ARTICLE: PAGE})
    report = run(articles=[ARTICLE, ARTICLE], fetcher=fetcher)
    assert fetcher.asked == [ARTICLE, A]
    assert len(report.documents) == 1


# -- sources that cannot be read --


def test_an_unreadable_source_costs_no_other():
    report = run(
        [
            UnreadSource("gone.txt", "it cannot be opened", "Check the path."),
            text(A, locator="first.txt"),
            Source("blob.txt", bytes(range(256)) * 8),
            text(B, locator="last.txt"),
        ]
    )
    assert [document.locator for document in report.documents] == ["first.txt", "last.txt"]
    assert [unread.locator for unread in report.unread] == ["gone.txt", "blob.txt"]
    assert all(unread.problem for unread in report.unread)
    assert [link.url for link in report.links] == [A, B]


def test_a_locator_given_twice_is_one_document():
    report = run([text(A), text(A), text(B, locator="b.txt")])
    assert [document.locator for document in report.documents] == ["a.txt", "b.txt"]
    assert len(report.links) == 2


def test_a_link_of_two_documents_is_asked_once_and_found_in_both():
    fetcher = FakeFetcher({A: "404", B: "200"})
    report = run([text(A, locator="1.txt"), text(A, B, locator="2.txt")], fetcher=fetcher)
    assert sorted(fetcher.asked) == sorted([A, B])
    assert [(finding.rule, finding.document) for finding in report.findings] == [
        ("dead-link", "1.txt"),
        ("dead-link", "2.txt"),
    ]
    assert len({finding.fingerprint for finding in report.findings}) == 2


# -- who is not asked --


def test_offline_asks_nobody(ledger):
    fetcher = FakeFetcher()
    report = run([text(A, B)], fetcher=fetcher, ledger=ledger, settings=Settings(offline=True))
    assert fetcher.asked == []
    assert looked(ledger) == []
    assert report.not_checked == (
        NotChecked(A, SkipReason.OFFLINE),
        NotChecked(B, SkipReason.OFFLINE),
    )
    assert report.run.outcome is Outcome.COMPLETE
    assert {link.state.state for link in report.links} == {State.UNKNOWN}


def test_offline_tells_what_was_known_before(tmp_path):
    with open_ledger(tmp_path / "a.db") as ledger:
        pipeline.audit(work([text(A)]), ledger)
        offline = work([text(A)], settings=Settings(offline=True), name="run-2")
        report = told(pipeline.audit(offline, ledger))
    assert [link.state.state for link in report.links] == [State.ALIVE]


def test_what_cannot_be_asked_is_told_with_its_reason():
    source = Source("a.md", f"[m](ftp://example.org/m) [x](https://:80/) [a]({A})\n".encode())
    fetcher = FakeFetcher({A: "200"})
    report = run([source], fetcher=fetcher)
    assert fetcher.asked == [A]
    assert {item.reason for item in report.not_checked} == {
        SkipReason.SCHEME,
        SkipReason.MALFORMED,
    }


def test_what_stands_in_code_alone_is_cited_and_not_asked(ledger):
    words = f"Run `curl {A}` and `{B}`, or `ftp://example.org/x`, or `https://:80/`. See {B}\n"
    fetcher = FakeFetcher({A: "404", B: "200"})
    report = run([Source("a.md", words.encode())], fetcher=fetcher, ledger=ledger)
    assert fetcher.asked == [B]
    assert {item.url: item.reason for item in report.not_checked} == {
        A: SkipReason.CODE,
        "ftp://example.org/x": SkipReason.CODE,
    }
    assert [finding for finding in report.findings if finding.url] == []


@pytest.mark.parametrize("error", ["dns-name", "connect", "connect-timeout", "dns-temporary"])
def test_without_a_network_links_are_unknown_and_the_rest_stands(error):
    source = Source("a.txt", f"A headline\n\nSee {A}, {A} and {B}.\n".encode())
    report = run([source], fetcher=FakeFetcher({A: error, B: error}))
    assert report.run.outcome is Outcome.NETWORK_DOWN
    assert {link.state.state for link in report.links} == {State.UNKNOWN}
    assert [(item.url, item.reason) for item in report.not_checked] == [
        (A, SkipReason.NETWORK_DOWN),
        (B, SkipReason.NETWORK_DOWN),
    ]
    assert [finding.rule for finding in report.findings] == ["duplicate-citation"]


def test_one_answer_is_enough_to_believe_the_others():
    report = run([text(A, B)], fetcher=FakeFetcher({A: "200", B: "dns-name"}))
    assert report.run.outcome is Outcome.COMPLETE
    assert [finding.rule for finding in report.findings] == ["dead-host"]


# -- what arrives --


class Stopped(FakeFetcher):
    """A fetcher that somebody stops after some answers."""

    after = 30

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        def first(batch: Sequence[Observation]) -> None:
            record(batch[: self.after])
            raise KeyboardInterrupt

        super().ask(lanes, first, remember)


MANY = [f"https://example.org/{number}" for number in range(60)]


def test_what_was_heard_before_an_interruption_is_kept_and_told(tmp_path):
    with open_ledger(tmp_path / "a.db") as ledger:
        with pytest.raises(pipeline.Interrupted) as caught:
            pipeline.audit(work([text(*MANY)], fetcher=Stopped(dict.fromkeys(MANY, "200"))), ledger)
        assert len(looked(ledger)) == 30
        report = told(caught.value.report)
    assert caught.value.exit is Exit.UNTRUSTWORTHY
    assert report.run.outcome is Outcome.UNFINISHED
    assert report.counts.documents == 1


@pytest.mark.parametrize("opened", [open_private, None], ids=["private", "file"])
def test_what_a_stopped_audit_heard_is_judged_when_it_is_little(tmp_path, opened):
    web = dict.fromkeys(MANY, "404")
    with opened() if opened else open_ledger(tmp_path / "a.db") as ledger:
        with pytest.raises(pipeline.Interrupted) as caught:
            pipeline.audit(work([text(*MANY)], fetcher=Stopped(web)), ledger)
        report = told(caught.value.report)
    assert [finding.rule for finding in report.findings] == ["dead-link"] * 30
    assert {item.reason for item in report.not_checked} == {SkipReason.INTERRUPTED}
    assert len(report.not_checked) == 30
    if opened is None:
        with open_ledger(tmp_path / "a.db") as ledger:
            fetcher = FakeFetcher(web)
            again = replace(work([text(*MANY)], fetcher=fetcher), run_id="run-2")
            whole = told(pipeline.audit(again, ledger))
        assert len(fetcher.asked) == 30
        assert whole.run.name == "run-1"
        assert whole.not_checked == ()
        assert len(whole.findings) == 60


def test_much_is_not_judged_while_somebody_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["linkassay.pipeline.audit"], "SOON_JUDGED", 0)
    with open_ledger(tmp_path / "a.db") as ledger:
        with pytest.raises(pipeline.Interrupted) as caught:
            pipeline.audit(work([text(*MANY)], fetcher=Stopped(dict.fromkeys(MANY, "404"))), ledger)
        assert told(caught.value.report).findings == ()


def test_an_interrupt_while_a_run_is_sealed_still_gives_the_report(tmp_path):
    class Late(SqliteLedger):
        def seal(self, finished, outcome):
            super().seal(finished, outcome)
            raise KeyboardInterrupt

    path = tmp_path / "a.db"
    with Late(connect(path, 5.0), path) as ledger:
        with pytest.raises(pipeline.Interrupted) as caught:
            pipeline.audit(work([text(A)], fetcher=FakeFetcher({A: "404"})), ledger)
        report = told(caught.value.report)
    assert report.run.outcome is Outcome.COMPLETE
    assert [finding.rule for finding in report.findings] == ["dead-link"]


def test_who_stops_an_audit_does_not_wait_for_a_reader(tmp_path):
    """A reader may hold the ledger for a minute, but not against somebody who wants the end."""
    path = tmp_path / "a.db"
    tries = []
    with (
        open_ledger(path, busy_seconds=1) as ledger,
        closing(sqlite3.connect(path, isolation_level=None)) as reader,
    ):

        class Held(FakeFetcher):
            def ask(self, lanes, record, remember=None):
                reader.execute("begin")
                reader.execute("select * from runs").fetchall()
                record([self.observe(A)])
                raise KeyboardInterrupt

        ledger._connection.set_trace_callback(
            lambda statement: tries.append(statement) if statement.lower() == "commit" else None
        )
        with pytest.raises(pipeline.Interrupted) as caught:
            pipeline.audit(work([text(A)], fetcher=Held({A: "404"})), ledger)
        before = len(tries)
        assert told(caught.value.report).counts.documents == 1
    assert before < 20


def test_the_rest_of_an_interrupted_run_can_be_judged_without_asking(tmp_path):
    web = dict.fromkeys(MANY, "404")
    with open_ledger(tmp_path / "a.db") as ledger, pytest.raises(pipeline.Interrupted):
        pipeline.audit(work([text(*MANY)], fetcher=Stopped(web)), ledger)
    with open_ledger(tmp_path / "a.db") as ledger:
        nobody = work(fetcher=FakeFetcher({}))
        report = told(pipeline.report("run-1", ledger, nobody))
    assert report.run.outcome is Outcome.UNFINISHED
    assert [finding.rule for finding in report.findings] == ["dead-link"] * 30
    assert {item.reason for item in report.not_checked} == {SkipReason.INTERRUPTED}
    assert len(report.not_checked) == 30


def test_progress_counts_up_to_all():
    seen: list[tuple[str, int, int]] = []
    given = replace(work([text(A, B)]), progress=lambda *told: seen.append(told))
    with open_private() as ledger:
        pipeline.audit(given, ledger)
    assert [told for told in seen if told[0] == "asked"][-1] == ("asked", 2, 2)
    assert ("read", 1, 0) in seen
    assert ("judged", 1, 0) in seen


def test_a_private_ledger_remembers_nothing():
    one, other = run([text(A)]), run([text(A)])
    assert one == other
    assert not one.run.remembers


# -- when it ended, and what the ledger makes of it --


def test_a_run_ends_when_all_is_judged():
    later = NOW + timedelta(minutes=3)
    with open_private() as ledger:
        report = pipeline.audit(replace(work([text(A)]), ended=lambda: later), ledger)
        assert (report.run.started, report.run.finished) == (NOW, later)


@pytest.mark.parametrize("step", ["ask", "judge"])
def test_a_ledger_that_another_program_holds_costs_no_finding(tmp_path: Path, step: str):
    """Somebody begins to write, and does not end, while the web is asked or all is judged."""
    path = tmp_path / "audit.db"

    def hold(what: str, done: int, total: int) -> None:
        moment = {"ask": ("asked", 0), "judge": ("asked", 2)}[step]
        if (what, done) == moment and not other.in_transaction:
            other.execute("begin immediate")

    with (
        open_ledger(path, busy_seconds=0.01) as ledger,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0.01)) as other,
    ):
        web = FakeFetcher({A: "200", B: "404"})
        given = work([text(A, B)], fetcher=web)
        with pytest.raises(pipeline.UnstoredError, match="locked") as caught:
            pipeline.audit(replace(given, progress=hold), ledger)
    assert [finding.rule for finding in caught.value.report.findings()] == ["dead-link"]
    assert caught.value.report.run.outcome is Outcome.COMPLETE
    assert caught.value.where == str(path)
    assert caught.value.exit is Exit.UNTRUSTWORTHY
    assert sorted(web.asked) == sorted([A, B])


# -- articles that nobody can fetch --


def test_an_article_without_a_network_blames_the_network():
    report = run(articles=[ARTICLE], fetcher=FakeFetcher({ARTICLE: "dns-name"}))
    (unread,) = report.unread
    assert unread.problem == "could not be fetched: no host answered"
    assert unread.advice == "Check the network."
    assert report.counts.unread_of_network == 1


def test_an_article_of_a_host_that_is_not_there_is_told_so_where_others_answer():
    report = run([text(A)], [ARTICLE], fetcher=FakeFetcher({A: "200", ARTICLE: "dns-name"}))
    (unread,) = report.unread
    assert "does not exist" in unread.problem


def test_an_article_at_a_refused_address_names_the_way_through():
    (unread,) = run(articles=[ARTICLE], fetcher=FakeFetcher({ARTICLE: "address-refused"})).unread
    assert "--allow-address" in unread.advice


@pytest.mark.parametrize(
    "article", ["http://[bad/", "http://a]b/", "http://[::1/x", "http://℀.com/"]
)
def test_a_malformed_article_is_not_asked(article):
    fetcher = FakeFetcher()
    (unread,) = run(articles=[article], fetcher=fetcher).unread
    assert "not a valid address" in unread.problem
    assert fetcher.asked == []
