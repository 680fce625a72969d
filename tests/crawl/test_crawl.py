"""A corpus on the web, from the address that was named to the documents of a run."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from builders import told
from crawl.site import OTHER, Site
from fakes import Here
from fetch.asking import AGENT
from linkassay import pipeline
from linkassay.extract.page import page_facts
from linkassay.fetch import WebFetcher
from linkassay.ledger import open_ledger
from linkassay.model import NotReached, Recheck, Settings
from linkassay.pipeline import Audit

DAY = datetime(2026, 11, 1, 9, tzinfo=UTC)
SETTINGS = Settings(
    gap=0.0,
    allow_address=("127.0.0.0/8",),
    recheck=Recheck.DUE,
    crawl=3,
    controls=(),
    max_pages=5_000,
)


class Killed(Exception):
    """The process is gone."""


class Fetcher(WebFetcher):
    """Kills the audit before its wave number `waves`, where that is given."""

    waves: int | None = None

    def fetch_documents(self, lanes, take, remember=None, /):
        if self.waves == 0:
            raise Killed
        self.waves = None if self.waves is None else self.waves - 1
        super().fetch_documents(lanes, take, remember)


def audit(path, named, *, when=DAY, waves=None, **changes):
    settings = replace(SETTINGS, **changes)
    fetcher = Fetcher(
        settings, now=lambda: when, monotonic=monotonic, user_agent=AGENT, facts=page_facts
    )
    fetcher.waves = waves
    articles = [named] if isinstance(named, str) else named
    work = Audit((), articles, settings, Here(), fetcher, when, f"run-{when:%Y%m%d%H}", articles)
    with open_ledger(path) as ledger:
        report = pipeline.audit(work, ledger)
        return told(report), report.counts, list(report.not_reached())


def names(report):
    return sorted(document.locator for document in report.documents)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """One crawl that many tests look at: the site, what was told, and what was not reached."""
    with Site(articles=24) as site:
        told_, counts, missed = audit(tmp_path_factory.mktemp("crawl") / "l.db", site.url())
        yield site, told_, counts, missed


def test_every_article_of_the_sitemaps_is_a_document_once(crawled):
    site, report, counts, _ = crawled
    found = Counter(document.locator for document in report.documents)
    assert all(found[site.url(f"/article/{number}")] == 1 for number in range(1, 25))
    assert set(found.values()) == {1}
    assert counts.documents == len(found)


def test_nothing_is_asked_twice(crawled):
    site = crawled[0]
    times = {number: site.bodies[f"/article/{number}"] for number in range(1, 25)}
    assert times.pop(5) <= 2  # a redirect leads there, too
    assert set(times.values()) == {1}


def test_what_changed_last_is_asked_first(crawled):
    site = crawled[0]
    order = [int(target[9:]) for target in site.order if target[9:].isdigit()]
    days = [site.day(number) for number in order[:8]]
    assert min(days) >= site.day(24 - 8)


def test_robots_txt_is_heeded_and_what_it_forbids_is_counted(crawled):
    site, _, counts, missed = crawled
    assert not [target for target in site.asked if target.startswith("/private")]
    assert counts.not_reached[NotReached.ROBOTS] == 1
    assert site.url("/private/1") in reached_not(missed, NotReached.ROBOTS)


def reached_not(missed, reason):
    return [item.address for item in missed if item.reason is reason]


def test_links_that_are_not_to_be_followed_are_not(crawled):
    site, report, _, missed = crawled
    unfollowed = {site.url("/unfollowed"), site.url("/quiet/2")}
    assert not unfollowed & {*names(report), *(item.address for item in missed)}


def test_a_page_that_asks_not_to_be_kept_is_no_document(crawled):
    site, report, _, missed = crawled
    assert reached_not(missed, NotReached.NOINDEX) == [site.url("/quiet/1")]
    assert site.url("/quiet/1") not in names(report)


def test_a_calendar_ends(path):
    with Site(articles=2) as site:
        _, counts, missed = audit(path, site.url("/calendar?year=2026&month=1"), crawl=14)
        assert sum(target.startswith("/calendar") for target in site.bodies) <= 24
        assert counts.not_reached[NotReached.TRAP] == len(reached_not(missed, NotReached.TRAP)) > 0


def test_ways_to_write_one_page_are_one(crawled):
    site, report, _, missed = crawled
    assert sum("/shop" in name for name in names(report)) == 1
    assert sum("/twin/" in name for name in names(report)) == 1
    assert site.url("/named/short") in names(report)
    assert site.url("/named/long?view=1") in reached_not(missed, NotReached.DUPLICATE)
    assert site.url("/moved/5") in reached_not(missed, NotReached.DUPLICATE)


def test_nobody_else_is_read(crawled):
    site, report, _, missed = crawled
    assert not [name for name in names(report) if OTHER in name]
    elsewhere = reached_not(missed, NotReached.ELSEWHERE)
    assert sorted(elsewhere) == sorted([site.url("/article/7", OTHER), site.url("/away")])


def test_what_was_not_reached_has_its_reason(crawled):
    site, _, _, missed = crawled
    assert site.url("/lost") in reached_not(missed, NotReached.FAILED)
    assert reached_not(missed, NotReached.KIND) == [site.url("/paper.pdf")]
    assert site.url("/deep/4") in reached_not(missed, NotReached.DEPTH)
    assert site.url("/S/a/S/a/S/a/S") in reached_not(missed, NotReached.TRAP)


def test_a_second_run_fetches_only_what_changed(path):
    with Site(articles=12) as site:
        first, *_ = audit(path, site.url())
        site.forget()
        site.edited[5] = (DAY + timedelta(days=1)).date()
        second, *_ = audit(path, site.url(), when=DAY + timedelta(days=1))
        articles = [target for target in site.bodies if target.startswith("/article/")]
        assert articles == ["/article/5"]
        assert names(second) == names(first)
        assert [target for target in site.asked if target == "/article/6"] == []


def test_a_page_without_a_day_is_asked_whether_it_changed(path):
    with Site(articles=4) as site:
        audit(path, site.url())
        site.forget()
        second, *_ = audit(path, site.url(), when=DAY + timedelta(days=1))
        assert site.asked["/deep/1"] >= 1
        assert site.bodies["/deep/1"] == 0
        assert site.url("/deep/2") in names(second)


def test_a_stored_reading_keeps_its_findings(path):
    with Site(articles=4) as site:
        first, *_ = audit(path, site.url())
        second, *_ = audit(path, site.url(), when=DAY + timedelta(days=1))
        for report in (first, second):
            assert [item for item in report.findings if item.url == site.url("/lost")]
            unseen = {item.url for item in report.findings if item.rule == "unverifiable-link"}
            assert unseen == {site.url("/private/1")}


def test_what_left_the_sitemap_leaves_the_corpus(path):
    with Site(articles=6) as site:
        named = site.url("/sitemap_index.xml")
        audit(path, named, crawl=None)
        site.gone.add(3)
        report, *_ = audit(path, named, crawl=None, when=DAY + timedelta(days=1))
        assert site.url("/article/3") not in names(report)
        assert present(path) == {site.url(f"/article/{number}") for number in (1, 2, 4, 5, 6)}


def test_nothing_leaves_by_a_sitemap_that_was_not_read(path):
    with Site(articles=6) as site:
        named = site.url("/sitemap_index.xml")
        audit(path, named, crawl=None)
        site.sitemap_status = 500
        audit(path, named, crawl=None, when=DAY + timedelta(days=1), retry_pause=0.0)
        assert len(present(path)) == 6


def present(path):
    import sqlite3

    with sqlite3.connect(path) as connection:
        query = (
            "select d.locator from document_state s join documents d on d.id = s.document_id"
            " where s.present"
        )
        return {name for (name,) in connection.execute(query)}


def test_a_limit_on_pages_is_told_and_the_next_run_goes_on(path):
    with Site(articles=12) as site:
        named = site.url("/sitemap_index.xml")
        report, counts, _ = audit(path, named, crawl=None, max_pages=5)
        assert len(names(report)) == 5
        assert counts.not_reached[NotReached.MOST_PAGES] == 7
        when = DAY + timedelta(days=1)
        report, counts, _ = audit(path, named, crawl=None, max_pages=5, when=when)
        assert len(names(report)) == 10
        assert counts.not_reached[NotReached.MOST_PAGES] == 2


@pytest.mark.parametrize(
    "waves", [5, *(pytest.param(number, marks=pytest.mark.slow) for number in (0, 1, 3))]
)
def test_a_run_that_was_killed_goes_on(path, waves):
    with Site(articles=40) as site:
        with pytest.raises(Killed):
            audit(path, site.url(), waves=waves)
        before = Counter(site.bodies)
        site.forget()
        report, *_ = audit(path, site.url())
        again = [target for target in site.bodies if before[target] and "/article/" in target]
        assert again == []
        assert all(site.url(f"/article/{number}") in names(report) for number in range(1, 41))


def test_feeds_and_lists_of_addresses_are_read(path):
    with Site(articles=4) as site:
        report, *_ = audit(path, [site.url("/feed")], crawl=None)
        assert names(report) == [site.url(f"/article/{number}") for number in (1, 2, 3)]
        path.unlink()
        report, _, missed = audit(path, [site.url("/addresses.txt")], crawl=None)
        assert reached_not(missed, NotReached.ELSEWHERE) == []
        assert len(reached_not(missed, NotReached.DUPLICATE)) + len(names(report)) == 3


def test_one_page_is_one_document_where_no_site_is_wanted(path):
    with Site(articles=4) as site:
        report, counts, _ = audit(path, site.url("/article/1"), crawl=None)
        assert names(report) == [site.url("/article/1")]
        assert not counts.not_reached


def test_with_a_gap_one_request_is_in_flight(path):
    with Site(articles=6) as site:
        audit(path, site.url("/sitemap_index.xml"), crawl=None, gap=0.001)
        assert site.most_at_once == 1


@pytest.mark.slow
def test_two_thousand_pages(path):
    with Site(articles=2_000) as site:
        report, counts, _ = audit(path, site.url())
        assert sum("/article/" in name for name in names(report)) == 2_000
        times = Counter(site.bodies[f"/article/{number}"] for number in range(1, 2_001))
        assert times in ({1: 2_000}, {1: 1_999, 2: 1})  # a redirect leads to one of them, too
        assert sum(site.asked.values()) < 2_300
        assert counts.not_reached[NotReached.ROBOTS] == 1
        site.forget()
        for number in (5, 500, 1_999):
            site.edited[number] = (DAY + timedelta(days=1)).date()
        report, *_ = audit(path, site.url(), when=DAY + timedelta(days=1))
        changed = {target for target in site.bodies if target.startswith("/article/")}
        assert changed == {"/article/5", "/article/500", "/article/1999"}
        assert sum("/article/" in name for name in names(report)) == 2_000
