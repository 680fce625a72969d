"""A dead link comes back by the page itself, and by nothing that only looks like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from fakes import FakeFetcher
from ledger.book import Book
from linkassay.model import Framing, Level, Standing, State

URL = "https://example.org/news/two-ships-reach-the-harbour"
FINE = "https://example.com/"
TEXT = {"a.txt": f"A headline\n\nSee {URL} and {FINE} there.\n"}
START = date(2026, 1, 1)

BODY = "<p>The ferry and the pilot boat came in with the tide, said the harbour master. " * 40
PAGE = f"<title>Two ships reach the harbour</title><h1>Two ships reach the harbour</h1>{BODY}"

DEATHS = {
    "gone": ("404", (0, 3, 6)),
    "gone for good": ("410", (0, 2)),
    "no such name": ("dns-name", (0, 2)),
    "broken": ("500", (0, 5, 9, 14)),
    "silent": ("read-timeout", (0, 5, 9, 14)),
    "refused": ("connect", (0, 5, 9, 14)),
    "going round": ("redirect-loop", (0, 3, 6)),
}

FAKES = {
    "soft 404": ("200", "<title>Page not found</title><h1>Page not found</h1><p>Sorry."),
    "portal": (
        "302 http://10.0.0.1/login?url=https%3A%2F%2Fexample.org%2Fnews",
        "<p>Wi-Fi sign in",
    ),
    "challenge": (
        "200",
        "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
        "<p>Checking your browser before accessing.",
    ),
    "sign-in": (
        "302 https://example.org/users/sign_in?return_to=%2Fnews%2Ftwo-ships",
        "<title>Sign in</title><form><input type=password></form>",
    ),
    "parked": (
        "200",
        "<title>example.org is for sale</title><h1>Buy this domain</h1>"
        "<p>This domain is for sale. Make an offer.",
    ),
    "front page": (
        "302 https://example.org/",
        f"<title>The Harbour Courier</title><h1>News</h1>{BODY}",
    ),
    "another page": ("200", f"<title>Best casino bonus codes</title><h1>Casino</h1>{BODY}"),
    "script": ("200", "<title>App</title><div id=root></div><script src=/main.js></script>"),
    "nothing": ("204", ""),
    "login wanted": ("401", ""),
    "limit": ("429", ""),
    "cut": ("200", PAGE),
}


class Faking(FakeFetcher):
    """Shows one page wherever it answers with success; the body breaks off where it is `cut`."""

    cut = False

    def observe(self, url, headers=(), *, fragments=()):
        kind = (("content-type", "text/html"),)
        seen = super().observe(url, kind, fragments=fragments)
        return replace(seen, framing=Framing.CUT, raw_bytes=3, facts=None) if self.cut else seen


class Shown(dict):
    def __init__(self, page: str) -> None:
        self._page = page

    def get(self, url, default=None):
        return None if url == FINE else self._page


class Always(dict):
    """The host answers every name in one way."""

    def __init__(self, answer: str) -> None:
        self._answer = answer

    def get(self, url, default=None):
        if url == FINE:
            return "200"
        _, _, target = self._answer.partition(" ")
        return "200" if url == target else self._answer


class Knowing(dict):
    """The host knows what it has."""

    def get(self, url, default=None):
        return "200" if url in (URL, FINE) else "404"


def audit(book: Book, day: int, answer: str, page: str = "", *, cut: bool = False):
    when = datetime.combine(START, time(), UTC) + timedelta(days=day)
    web = Faking(Always(answer), shown=Shown(page), when=when)
    web.cut = cut
    return book.audit(f"{when:%Y-%m-%d}", TEXT, fetcher=web)


def state_of(report):
    return next(link.state.state for link in report.links if link.url == URL)


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "audit.db")


MATRIX = [
    pytest.param(death, fake, marks=[] if (at - number) % 6 == 0 else [pytest.mark.slow])
    for number, death in enumerate(DEATHS)
    for at, fake in enumerate(FAKES)
]
"""Each death with each fake; of these each fake once or twice in the fast suite."""


@pytest.mark.parametrize(("death", "fake"), MATRIX)
def test_no_fake_mends_a_dead_link(book, death, fake):
    answer, days = DEATHS[death]
    for day in days:
        report = audit(book, day, answer)
    assert state_of(report) is State.DEAD
    status, page = FAKES[fake]
    later = audit(book, days[-1] + 3, status, page, cut=fake == "cut")
    assert state_of(later) is State.DEAD
    told = [item for item in later.findings if item.url == URL and item.level is Level.ERROR]
    assert [item.rule for item in told] in (["dead-link"], ["dead-host"])
    assert Standing.FIXED not in {item.standing for item in later.findings}


@pytest.mark.parametrize("death", DEATHS)
def test_the_page_itself_does(book, death):
    answer, days = DEATHS[death]
    for day in days:
        audit(book, day, answer)
    back = audit(book, days[-1] + 3, "200", PAGE)
    assert state_of(back) is State.ALIVE
    assert {item.standing for item in back.findings} == {Standing.FIXED}


def test_another_page_on_a_host_that_knows_what_it_has_does_not(book):
    """Somebody bought the name, and put a page of his own at the old address."""
    for day in (0, 3, 6):
        audit(book, day, "404")
    when = datetime(2026, 1, 10, tzinfo=UTC)
    other = f"<title>Subscribe to our letter</title><h1>Our letter</h1>{BODY}"
    web = Faking(Knowing(), shown=Shown(other), when=when)
    later = book.audit("2026-01-10", TEXT, fetcher=web)
    assert state_of(later) is State.DEAD
    (told,) = [item for item in later.findings if item.url == URL and item.level is Level.ERROR]
    assert "not certain that it is the same page again" in told.message


def test_so_does_a_page_that_is_known_from_before(book):
    """It has nothing of its address in its title, and its host answers all names with success."""
    known = f"<title>The Harbour Courier</title><h1>Tides</h1>{BODY}"
    before = datetime(2025, 12, 31, tzinfo=UTC)
    web = Faking(Knowing(), shown=Shown(known), when=before)
    book.audit("2025-12-31", TEXT, fetcher=web)
    for day in (0, 3, 6):
        audit(book, day, "404")
    assert state_of(audit(book, 9, "200", known)) is State.ALIVE
