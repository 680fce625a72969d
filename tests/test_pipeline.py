"""The whole program, from literals and two fakes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from linkassay.pipeline.desk import BATCH

from fakes import FakeFetcher, FakeLedger
from linkassay import pipeline
from linkassay.errors import Exit, LedgerError
from linkassay.ledger import open_ledger
from linkassay.model import (
    Clock,
    Group,
    NotChecked,
    Observation,
    Probe,
    Report,
    Run,
    Settings,
    Source,
    State,
    UnreadSource,
)

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)
A, B = "https://example.org/a", "https://example.com/b"
ARTICLE = "https://news.example.org/story"
PAGE = (
    f"<html><head><title>Two Ships</title></head><body><article><p>See <a href='{A}'>it</a>.</p>"
    "</article></body></html>"
).encode()


def run(
    sources: Sequence[Source | UnreadSource] = (),
    articles: Sequence[str] = (),
    *,
    fetcher: FakeFetcher | None = None,
    ledger: FakeLedger | None = None,
    settings: Settings | None = None,
    seen: list[tuple[int, int]] | None = None,
) -> Report:
    return pipeline.audit(
        sources,
        articles,
        settings=settings or Settings(),
        fetcher=fetcher or FakeFetcher({A: "200", B: "200"}),
        ledger=ledger or FakeLedger(),
        now=NOW,
        run_id="run-1",
        progress=(lambda done, total: seen.append((done, total))) if seen is not None else _silent,
    )


def _silent(_done: int, _total: int) -> None:
    return None


def text(*urls: str, locator: str = "a.txt") -> Source:
    return Source(
        locator, ("A headline\n\n" + "\n\n".join(f"See {u} there." for u in urls)).encode()
    )


def test_a_document_from_end_to_end():
    fetcher, ledger = FakeFetcher({A: "200", B: "404"}), FakeLedger()
    report = run([text(A, B)], fetcher=fetcher, ledger=ledger)
    assert fetcher.asked == [A, B]
    assert [dated.reading.document.locator for dated in report.documents] == ["a.txt"]
    assert [(check.link.url, check.state.state) for check in report.links] == [
        (A, State.ALIVE),
        (B, State.FAILING),
    ]
    assert [(finding.rule, finding.url, finding.line) for finding in report.findings] == [
        ("dead-link", B, 5)
    ]
    assert report.not_checked == ()
    assert not report.network_down
    assert [observation.url for observation in ledger.heard] == [A, B]
    assert ledger.reports == [report]


def test_the_run_tells_what_it_was():
    ledger = FakeLedger()
    settings = Settings(offline=True, allow_address=("127.0.0.0/8",))
    report = run([text(A)], settings=settings, ledger=ledger)
    assert report.run.id == "run-1"
    assert report.run.started == report.run.finished == NOW
    assert report.run.offline
    assert report.run.allowed_addresses == ("127.0.0.0/8",)
    assert "dead-link" in report.run.rules
    (opened,) = ledger.runs
    assert opened.finished is None


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
    assert not report.network_down


# -- articles --


def test_an_article_is_fetched_and_then_read_like_a_file():
    fetcher = FakeFetcher({A: "200"}, pages={ARTICLE: PAGE})
    ledger = FakeLedger()
    report = run(articles=[ARTICLE], fetcher=fetcher, ledger=ledger)
    assert fetcher.asked == [ARTICLE, A]
    (dated,) = report.documents
    assert dated.reading.document.locator == ARTICLE
    assert dated.reading.document.title == "Two Ships"
    assert [check.link.url for check in report.links] == [A]
    assert [observation.url for observation in ledger.heard] == [ARTICLE, A]


def test_the_day_of_the_fetch_is_a_clue_and_only_for_what_was_fetched():
    fetcher = FakeFetcher({A: "200"}, pages={ARTICLE: PAGE})
    report = run([text(A)], [ARTICLE], fetcher=fetcher)
    captured = {
        dated.reading.document.locator: [
            clue.days.earliest
            for clue in dated.reading.clues
            if clue.clock is Clock.CAPTURED and clue.group is Group.SERVER
        ]
        for dated in report.documents
    }
    assert captured == {"a.txt": [], ARTICLE: [NOW.date()]}


def test_an_article_that_does_not_come_costs_no_other():
    fetcher = FakeFetcher({A: "200", ARTICLE: "404"})
    report = run([text(A)], [ARTICLE], fetcher=fetcher)
    (unread,) = report.unread
    assert unread.locator == ARTICLE
    assert "404" in unread.problem
    assert unread.advice
    assert [check.state.state for check in report.links] == [State.ALIVE]


def test_an_answer_to_an_article_is_kept_though_no_link_follows():
    ledger = FakeLedger()
    run(articles=[ARTICLE], fetcher=FakeFetcher({ARTICLE: "404"}), ledger=ledger)
    assert [observation.url for observation in ledger.heard] == [ARTICLE]


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
    assert [dated.reading.document.locator for dated in report.documents] == [
        "first.txt",
        "last.txt",
    ]
    assert [unread.locator for unread in report.unread] == ["gone.txt", "blob.txt"]
    assert all(unread.problem for unread in report.unread)
    assert [check.link.url for check in report.links] == [A, B]


def test_a_locator_given_twice_is_one_document():
    report = run([text(A), text(A), text(B, locator="b.txt")])
    assert [dated.reading.document.locator for dated in report.documents] == ["a.txt", "b.txt"]
    assert len(report.links) == 2


def test_a_link_of_two_documents_is_asked_once_and_found_in_both():
    fetcher = FakeFetcher({A: "404", B: "200"})
    report = run([text(A, locator="1.txt"), text(A, B, locator="2.txt")], fetcher=fetcher)
    assert fetcher.asked == [A, B]
    assert [(finding.rule, finding.document) for finding in report.findings] == [
        ("dead-link", "1.txt"),
        ("dead-link", "2.txt"),
    ]
    assert len({finding.id for finding in report.findings}) == 2


# -- who is not asked --


def test_offline_asks_nobody():
    fetcher, ledger = FakeFetcher(), FakeLedger()
    report = run([text(A, B)], fetcher=fetcher, ledger=ledger, settings=Settings(offline=True))
    assert fetcher.asked == []
    assert ledger.heard == []
    assert report.not_checked == (NotChecked(A, "offline"), NotChecked(B, "offline"))
    assert not report.network_down
    assert {check.state.state for check in report.links} == {State.UNKNOWN}


def test_offline_tells_what_was_known_before():
    ledger = FakeLedger()
    run([text(A)], ledger=ledger)
    report = run([text(A)], ledger=ledger, settings=Settings(offline=True))
    assert [check.state.state for check in report.links] == [State.ALIVE]


def test_what_cannot_be_asked_is_told_with_its_reason():
    source = Source("a.md", f"[m](ftp://example.org/m) [x](https://:80/) [a]({A})\n".encode())
    fetcher = FakeFetcher({A: "200"})
    report = run([source], fetcher=fetcher)
    assert fetcher.asked == [A]
    assert {item.reason for item in report.not_checked} == {"scheme", "malformed"}


@pytest.mark.parametrize("trouble", ["dns-name", "connect", "connect-timeout", "dns-temporary"])
def test_without_a_network_links_are_unknown_and_the_rest_stands(trouble):
    source = Source("a.txt", f"A headline\n\nSee {A}, {A} and {B}.\n".encode())
    report = run([source], fetcher=FakeFetcher({A: trouble, B: trouble}))
    assert report.network_down
    assert {check.state.state for check in report.links} == {State.UNKNOWN}
    assert [item.url for item in report.not_checked] == [A, B]
    assert [finding.rule for finding in report.findings] == ["duplicate-citation"]


def test_one_answer_is_enough_to_believe_the_others():
    report = run([text(A, B)], fetcher=FakeFetcher({A: "200", B: "dns-name"}))
    assert not report.network_down
    assert [finding.rule for finding in report.findings] == ["dead-host"]


# -- what arrives --


class Counting(FakeLedger):
    """A ledger that notes the size of each batch."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[int] = []

    def hear(self, observations: Sequence[Observation], /) -> None:
        self.batches.append(len(observations))
        super().hear(observations)


class Stopped(FakeFetcher):
    """A fetcher that somebody stops after some answers."""

    after = 30

    def ask(self, probes: Sequence[Probe], heard) -> None:
        for probe in probes[: self.after]:
            heard(self.observe(probe.url))
        raise KeyboardInterrupt


MANY = [f"https://example.org/{number}" for number in range(60)]


def test_answers_are_handed_over_in_batches():
    ledger = Counting()
    run([text(*MANY)], fetcher=FakeFetcher(dict.fromkeys(MANY, "200")), ledger=ledger)
    assert sum(ledger.batches) == 60
    assert max(ledger.batches) == BATCH
    assert [observation.url for observation in ledger.heard] == MANY


def test_what_was_heard_before_an_interruption_is_kept():
    ledger = Counting()
    with pytest.raises(KeyboardInterrupt):
        run([text(*MANY)], fetcher=Stopped(dict.fromkeys(MANY, "200")), ledger=ledger)
    assert [observation.url for observation in ledger.heard] == MANY[:30]
    assert ledger.reports == []
    assert len(ledger.runs) == 1


def test_progress_counts_up_to_all():
    seen: list[tuple[int, int]] = []
    run([text(A, B)], seen=seen)
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_the_run_is_opened_before_anybody_is_asked():
    order: list[str] = []

    class Noting(FakeLedger):
        def open_run(self, run: Run, /) -> None:
            order.append("opened")

        def close_run(self, report: Report, /) -> None:
            order.append("closed")

    class Asked(FakeFetcher):
        def read(self, probe: Probe):
            order.append("read")
            return super().read(probe)

        def ask(self, probes: Sequence[Probe], heard) -> None:
            order.append("asked")
            super().ask(probes, heard)

    fetcher = Asked({A: "200"}, pages={ARTICLE: PAGE})
    run(articles=[ARTICLE], fetcher=fetcher, ledger=Noting())
    assert order == ["opened", "read", "asked", "closed"]


def test_no_ledger_remembers_nothing():
    ledger = pipeline.NoLedger()
    reports = [
        pipeline.audit(
            [text(A)], (), settings=Settings(), fetcher=FakeFetcher({A: "404", B: "200"}),
            ledger=ledger, now=NOW, run_id="run-1",
        )
        for _ in range(2)
    ]  # fmt: skip
    assert reports[0] == reports[1]


# -- when it ended, and what the ledger makes of it --


def test_a_run_ends_when_all_is_judged():
    later = NOW + timedelta(minutes=3)
    report = pipeline.audit(
        [text(A)], (), settings=Settings(), fetcher=FakeFetcher({A: "200"}), ledger=FakeLedger(),
        now=NOW, run_id="run-1", ended=lambda: later,
    )  # fmt: skip
    assert (report.run.started, report.run.finished) == (NOW, later)


def test_a_run_knows_whether_it_is_remembered():
    assert run([text(A)]).run.remembers
    report = pipeline.audit(
        [text(A)], (), settings=Settings(), fetcher=FakeFetcher({A: "200"}),
        ledger=pipeline.NoLedger(), now=NOW, run_id="run-1",
    )  # fmt: skip
    assert not report.run.remembers


class Locked(FakeLedger):
    """A ledger that refuses some of its steps, a number of times."""

    def __init__(self, *, hear: int = 0, close: int = 0) -> None:
        super().__init__()
        self.hear_refusals = hear
        self.close_refusals = close

    def hear(self, observations: Sequence[Observation], /) -> None:
        if self.hear_refusals:
            self.hear_refusals -= 1
            raise LedgerError("the ledger is locked", where="audit.db", advice="wait")
        super().hear(observations)

    def close_run(self, report: Report, /) -> None:
        if self.close_refusals:
            self.close_refusals -= 1
            raise LedgerError("the ledger is locked", where="audit.db", advice="wait")
        super().close_run(report)


@pytest.mark.parametrize("ledger", [Locked(close=1), Locked(hear=3)], ids=["close", "hear"])
def test_a_ledger_that_refuses_takes_nothing_from_the_report(ledger):
    with pytest.raises(pipeline.UnstoredError) as caught:
        run([text(A, B)], fetcher=FakeFetcher({A: "200", B: "404"}), ledger=ledger)
    assert [finding.rule for finding in caught.value.report.findings] == ["dead-link"]
    assert (caught.value.what, caught.value.where) == ("the ledger is locked", "audit.db")
    assert caught.value.exit is Exit.USAGE


def test_a_ledger_that_is_free_again_at_the_end_gets_everything():
    ledger = Locked(hear=1)
    report = run([text(*MANY)], fetcher=FakeFetcher(dict.fromkeys(MANY, "200")), ledger=ledger)
    assert [observation.url for observation in ledger.heard] == MANY
    assert ledger.reports == [report]


def test_a_ledger_that_another_program_holds_costs_no_finding(tmp_path):
    path = tmp_path / "audit.db"

    class Holding(FakeFetcher):
        """While the web is asked, somebody else begins to write."""

        def ask(self, probes: Sequence[Probe], heard) -> None:
            other.execute("begin immediate")
            super().ask(probes, heard)

    with (
        open_ledger(path, busy_seconds=0.01) as ledger,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0.01)) as other,
        pytest.raises(pipeline.UnstoredError, match="locked") as caught,
    ):
        run([text(A, B)], fetcher=Holding({A: "200", B: "404"}), ledger=ledger)
    assert [finding.rule for finding in caught.value.report.findings] == ["dead-link"]


# -- articles that nobody can fetch --


def test_an_article_without_a_network_blames_the_network():
    (unread,) = run(articles=[ARTICLE], fetcher=FakeFetcher({ARTICLE: "dns-name"})).unread
    assert unread.problem == "could not be fetched: no host answered"
    assert unread.advice == "Check the network."


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
    assert "no address" in unread.problem
    assert fetcher.asked == []
