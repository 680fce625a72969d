"""What is asked once more in a run, and what all looks come to: through the pipeline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from builders import Told, told, work
from fakes import FakeFetcher
from linkassay import pipeline
from linkassay.ledger import open_private
from linkassay.model import ErrorKind, Level, Purpose, SkipReason, Source, State
from linkassay.urls import sibling

PAGE = "https://example.org/news/two-ships-reach-the-harbour"
OTHER = "https://example.com/"
TEXT = f"A headline\n\nSee {PAGE} and {OTHER} there.\n"


@dataclass
class Changing(FakeFetcher):
    """Answers one address by a list, the last of it again and again."""

    turns: dict[str, list[str]] = field(default_factory=dict)
    purposes: Counter[tuple[str, Purpose]] = field(default_factory=Counter)

    def note(self, probe):
        super().note(probe)
        self.purposes[probe.url, probe.purpose] += 1
        turns = self.turns.get(probe.url)
        if turns:
            self.answers = {**self.answers, probe.url: turns.pop(0) if len(turns) > 1 else turns[0]}


def run(*turns: str, pages: dict[str, str] | None = None) -> tuple[Told, Changing]:
    web = Changing({OTHER: "200"}, shown=pages or {}, turns={PAGE: list(turns)})
    waited: list[float] = []
    given = replace(work([Source("a.txt", TEXT.encode())], fetcher=web), wait=waited.append)
    with open_private() as ledger:
        return told(pipeline.audit(given, ledger)), web


def the_link(report: Told):
    return next(link for link in report.links if link.url == PAGE)


@pytest.mark.parametrize("bad", ["500", "503", "disconnected", "read-timeout", "connect", "429"])
@pytest.mark.parametrize("times", [1, 2])
def test_one_bad_minute_is_no_finding(bad, times):
    report, web = run(*[bad] * times, "200")
    assert report.findings == ()
    assert the_link(report).state.state is State.ALIVE
    assert web.purposes[PAGE, Purpose.RETRY] == times


@pytest.mark.parametrize("bad", ["500", "disconnected", "read-timeout", "connect"])
def test_what_fails_three_times_is_a_note_on_its_first_day_and_fails(bad):
    report, web = run(bad)
    (finding,) = report.findings
    assert finding.level is Level.NOTE
    assert the_link(report).state.state is State.FAILING
    assert web.purposes[PAGE, Purpose.RETRY] == 2


@pytest.mark.parametrize("gone", ["404", "410", "redirect-loop"])
def test_what_is_gone_is_looked_at_in_another_way_before_it_counts(gone):
    report, web = run(gone)
    assert web.purposes[PAGE, Purpose.SECOND_LOOK] == 1
    assert the_link(report).state.strikes == 1
    (finding,) = report.findings
    assert finding.level is Level.WARNING


@pytest.mark.parametrize("gone", ["404", "410"])
@pytest.mark.parametrize("other", ["200", "403", "999", "401"])
def test_looks_that_disagree_accuse_nobody(gone, other):
    report, _ = run(gone, other)
    assert the_link(report).state.state is State.UNVERIFIABLE
    assert the_link(report).state.strikes == 0
    assert [finding.level for finding in report.findings] == [Level.NOTE]


@pytest.mark.parametrize("ours", ["time-up", "no-route", "bug"])
def test_a_strike_that_no_second_look_bears_out_does_not_count(ours):
    report, _ = run("404", ours)
    assert the_link(report).state.state is State.FAILING
    assert the_link(report).state.strikes == 0


def test_the_name_beside_it_that_another_link_was_compared_with_bears_no_strike_out():
    """Two links of one directory share a name that cannot exist; it says nothing of a 404."""
    beside = "https://example.org/news/old-mill-burns-down-again"
    unsure = {beside: "<title>The Harbour Courier</title><p>All is well."}
    web = Changing({beside: "200"}, shown=unsure, turns={PAGE: ["404", "time-up"]})
    source = Source("a.txt", f"See {PAGE} and {beside} there.\n".encode())
    with open_private() as ledger:
        report = told(pipeline.audit(work([source], fetcher=web), ledger))
    assert [url for url, purpose in web.purposes if purpose is Purpose.SIBLING] == [
        sibling(PAGE, work([]).now.date())
    ]
    assert the_link(report).state.strikes == 0


def test_a_host_that_failed_until_it_was_left_alone_needs_no_second_look():
    report, _ = run("500", "host-paused")
    assert the_link(report).state.strikes == 1


def test_who_was_never_asked_is_not_checked_and_told_why():
    report, _ = run("host-paused")
    assert [(item.url, item.reason) for item in report.not_checked] == [
        (PAGE, SkipReason.HOST_PAUSED)
    ]
    assert the_link(report).state.state is State.UNKNOWN


LOST = "<title>The Harbour Courier</title><h1>The Harbour Courier</h1>" + "<p>All the news." * 200
FOUND = "<title>Two ships reach the harbour</title><h1>Two ships</h1>" + "<p>All is well." * 100


class Everywhere(dict):
    """One page at every address of a host, whatever its name."""

    def __init__(self, page: str, **more: str) -> None:
        super().__init__(more)
        self._page = page

    def get(self, url, default=None):
        return super().get(url, self._page if "example.org" in url else default)


def everywhere(page: str, *, facts: bool = True) -> tuple[Told, Changing]:
    """A host that answers 200 with one page to whatever it is asked."""
    web = Changing({OTHER: "200"}, shown=Everywhere(page))
    web.answers = AnyOf(web.answers)
    given = work([Source("a.txt", TEXT.encode())], fetcher=web)
    given = replace(given, settings=replace(given.settings, facts=facts))
    with open_private() as ledger:
        return told(pipeline.audit(given, ledger)), web


class AnyOf(dict):
    def get(self, url, default=None):
        return "200" if "example.org" in url else super().get(url, default)


def test_a_page_that_a_name_that_cannot_exist_is_answered_with_is_no_page():
    report, web = everywhere(LOST)
    siblings = [url for url, purpose in web.purposes if purpose is Purpose.SIBLING]
    assert len(siblings) == 1
    assert siblings[0].startswith("https://example.org/news/")
    (finding,) = report.findings
    assert (finding.rule, finding.level) == ("soft-404", Level.WARNING)
    assert the_link(report).state.strikes == 1
    assert [link.url for link in report.links] == [PAGE, OTHER]


def test_who_does_not_look_into_pages_asks_no_name_that_cannot_exist():
    """Two answers of success look alike where nothing of them was read."""
    _, web = everywhere(LOST, facts=False)
    assert not [purpose for _, purpose in web.purposes if purpose is Purpose.SIBLING]


def test_a_page_that_proves_itself_needs_no_sibling():
    report, web = run("200", pages={PAGE: FOUND})
    assert report.findings == ()
    assert not [purpose for _, purpose in web.purposes if purpose is Purpose.SIBLING]


def test_links_of_one_directory_share_one_sibling():
    urls = [f"https://example.org/news/{name}-{name}" for name in ("harbour", "lighthouse", "quay")]
    web = Changing(AnyOf({OTHER: "200"}), shown=Everywhere(LOST))
    text = f"A headline\n\nSee {' and '.join(urls)} and {OTHER} there.\n"
    with open_private() as ledger:
        pipeline.audit(work([Source("a.txt", text.encode())], fetcher=web), ledger)
    assert sum(n for (_, why), n in web.purposes.items() if why is Purpose.SIBLING) == 1


def test_an_error_of_ours_is_no_word_of_theirs():
    for kind in (ErrorKind.INTERCEPTED, ErrorKind.NO_ROUTE, ErrorKind.DNS_TEMPORARY):
        report, _ = run(kind.value)
        assert the_link(report).state.state is State.UNKNOWN
        assert report.findings == ()
