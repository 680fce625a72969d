"""The whole program, from literals and two fakes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from fakes import FakeFetcher, FakeLedger
from linkassay import pipeline
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
    Unread,
)

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)
A, B = "https://example.org/a", "https://example.com/b"
ARTICLE = "https://news.example.org/story"
PAGE = (
    f"<html><head><title>Two Ships</title></head><body><article><p>See <a href='{A}'>it</a>.</p>"
    "</article></body></html>"
).encode()


def run(
    sources: Sequence[Source | Unread] = (),
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
            Unread("gone.txt", "it cannot be opened", "Check the path."),
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
    assert max(ledger.batches) == pipeline.BATCH
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
