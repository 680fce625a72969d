"""Our own trouble is not theirs: control pages, and hosts that fail all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes import FakeFetcher
from ledger.book import Book
from linkassay.judge import exit_code
from linkassay.model import ControlPage, FailOn, Outcome, SkipReason, Standing, State

CONTROL = ControlPage("http://control.example/ok", 204)
GONE, FINE = "http://example.org/story", "https://example.com/"
TEXT = {"a.txt": f"A headline\n\nSee {GONE} and {FINE} there.\n"}


class Public(FakeFetcher):
    """Every answer came from a public address."""

    def observe(self, url, headers=(), *, fragments=()):
        seen = super().observe(url, headers, fragments=fragments)
        return replace(seen, hops=tuple(replace(hop, peer="1.1.1.1") for hop in seen.hops))


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "audit.db")


def audit(book: Book, day: str, web: dict[str, str]):
    from builders import told
    from linkassay import pipeline
    from linkassay.ledger import open_ledger

    fetcher = Public(web)
    given = replace(book.work(day, TEXT, fetcher=fetcher), controls=(CONTROL,))
    fetcher.when = given.now
    with open_ledger(book.path) as ledger:
        return told(pipeline.audit(given, ledger)), fetcher


def state_of(report, url):
    return next(link.state for link in report.links if link.url == url)


def test_control_pages_are_asked_only_where_something_failed(book):
    _, fetcher = audit(book, "2026-01-01", {GONE: "200", FINE: "200", CONTROL.url: "204"})
    assert CONTROL.url not in fetcher.asked_again
    report, fetcher = audit(book, "2026-01-02", {GONE: "404", FINE: "200", CONTROL.url: "204"})
    assert fetcher.asked_again.count(CONTROL.url) == 1
    assert report.run.outcome is Outcome.COMPLETE
    assert state_of(report, GONE).strikes == 1
    assert sorted(link.url for link in report.links) == sorted([GONE, FINE])


@pytest.mark.parametrize("control", ["200", "302 http://portal.example/", "511"])
def test_where_a_control_page_is_answered_otherwise_nothing_on_plain_http_counts(book, control):
    web = {GONE: "404", FINE: "200", CONTROL.url: control, "http://portal.example/": "200"}
    report, _ = audit(book, "2026-01-01", web)
    assert report.run.outcome is Outcome.SUSPECT
    assert state_of(report, GONE).state is State.UNKNOWN
    assert state_of(report, FINE).state is State.ALIVE
    assert report.findings == () or {item.rule for item in report.findings} == {"insecure-http"}
    assert [(item.url, item.reason) for item in report.not_checked] == [
        (GONE, SkipReason.OWN_TROUBLE)
    ]


@pytest.mark.parametrize("control", ["dns-name", "connect", "read-timeout"])
def test_a_control_page_that_is_not_there_says_nothing(book, control):
    web = {GONE: "404", FINE: "200", CONTROL.url: control}
    report, _ = audit(book, "2026-01-01", web)
    assert report.run.outcome is Outcome.COMPLETE
    assert state_of(report, GONE).strikes == 1


def corpus(hosts: int) -> dict[str, str]:
    links = " and ".join(f"https://host{at}.example/page" for at in range(hosts))
    return {"a.txt": f"A headline\n\nSee {links} there.\n"}


def answers(hosts: int, failing: int, failure: str = "503") -> dict[str, str]:
    return {
        f"https://host{at}.example/page": failure if at < failing else "200" for at in range(hosts)
    }


@pytest.mark.parametrize("failure", ["503", "connect", "read-timeout", "404", "dns-name"])
def test_where_too_many_hosts_fail_at_once_nothing_counts_as_failed(book, failure):
    documents = corpus(10)
    book.audit("2026-01-01", documents, answers(10, 0))
    report = book.audit("2026-01-02", documents, answers(10, 4, failure))
    assert report.run.outcome is Outcome.SUSPECT
    assert {link.state.state for link in report.links} == {State.ALIVE}
    assert report.findings == ()
    assert book.one("select count(*) from checks where strike != 'none'") == 0
    assert book.one("select count(*) from link_state where state != 'alive'") == 0


@pytest.mark.parametrize(("hosts", "failing"), [(10, 3), (9, 9 - 1), (20, 6)])
def test_fewer_failures_count_as_theirs(book, hosts, failing):
    documents = corpus(hosts)
    book.audit("2026-01-01", documents, answers(hosts, 0))
    report = book.audit("2026-01-02", documents, answers(hosts, failing))
    assert report.run.outcome is Outcome.COMPLETE
    failed = [link for link in report.links if link.state.state is State.FAILING]
    assert len(failed) == failing


def test_hosts_that_were_never_alive_say_nothing_of_our_network(book):
    documents = corpus(12)
    report = book.audit("2026-01-01", documents, answers(12, 10, "404"))
    assert report.run.outcome is Outcome.COMPLETE
    assert sum(link.state.state is State.FAILING for link in report.links) == 10


def test_a_suspect_run_is_not_to_be_trusted_and_fixes_nothing(book):
    documents = corpus(12)
    book.audit("2026-01-01", documents, answers(12, 0))
    book.audit("2026-01-02", documents, answers(12, 1, "404"))
    report = book.audit("2026-01-03", documents, answers(12, 8, "404"))
    assert report.run.outcome is Outcome.SUSPECT
    assert exit_code(report, FailOn.WARNING) == 3
    assert {finding.standing for finding in report.findings} == {Standing.CARRIED}
    later = book.audit("2026-01-04", documents, answers(12, 0))
    assert {finding.standing for finding in later.findings} == {Standing.FIXED}
