"""Whom to fetch next of a corpus on the web."""

from datetime import date

import pytest

from linkassay.model import Earlier, NotReached, Recheck, Wanted, WantedAs
from linkassay.plan.frontier import STANDS, Following

TODAY = date(2026, 11, 24)
SITE = "https://example.org"
BEFORE = Earlier(f"{SITE}/a", "2026-11-20")


def wanted(path="/a", **more):
    told = {"wanted_as": WantedAs.PAGE, "root": SITE, "depth": 1} | more
    return Wanted(path if "://" in path else SITE + path, **told)


def rank(changed=None, earlier=None, recheck=Recheck.DUE):
    item = wanted(changed=changed, listed=True)
    decision = Following(None, recheck, TODAY).decide(item, earlier)
    assert decision.reason is None
    return decision.rank


def test_what_changed_last_comes_first_then_what_is_new_then_what_is_known():
    order = [
        rank("2026-11-24T10:00:00Z"),
        rank("2026-11-24"),
        rank("2026-11-21", BEFORE),
        rank("2020-01-01"),
        rank(),
        rank(earlier=BEFORE),
    ]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


@pytest.mark.parametrize(
    ("changed", "fetched", "recheck", "stands"),
    [
        ("2026-11-19", "2026-11-20", Recheck.DUE, True),
        ("2026-11-20", "2026-11-20", Recheck.DUE, False),
        ("2026-11-19", "2026-11-20", Recheck.ALL, False),
        ("2026-09-01", "2026-10-01", Recheck.DUE, False),
        (None, "2026-11-20", Recheck.DUE, False),
    ],
)
def test_a_page_stands_only_where_it_was_fetched_after_its_last_change(
    changed, fetched, recheck, stands
):
    assert (rank(changed, Earlier(f"{SITE}/a", fetched), recheck) == STANDS) is stands


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (wanted(depth=3), NotReached.DEPTH),
        (wanted(depth=3, listed=True), None),
        (wanted("https://other.example/a", scope="example.org"), NotReached.ELSEWHERE),
        (wanted("https://www.example.org/a", scope="example.org"), None),
        (wanted("https://other.example/s", wanted_as=WantedAs.LISTING, scope="example.org"), None),
        (wanted("/a/b/a/b/a/b/"), NotReached.TRAP),
        (wanted("https://me:word@example.org/a"), NotReached.SECRET),
    ],
)
def test_what_is_left_alone_has_its_reason(item, reason):
    assert Following(2, Recheck.DUE, TODAY).decide(item, None).reason is reason


def test_without_a_crawl_no_link_is_followed():
    assert Following(None, Recheck.DUE, TODAY).decide(wanted(), None).reason is NotReached.DEPTH
