"""Hosts without a page of their own, and redirects that lose the page."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.soft_answers import ROWS, Page, answer, prose
from conditions.soft_case import DAY, Case, Truth, beside, page_of
from linkassay.model import Observation
from linkassay.urls import sibling

OLD = "http://harbour-walks.example"
DEEP = f"{OLD}/walks/north-mole-in-winter.html"


ADS = "<a href='/x'>Related searches</a> <a href='/y'>Cheap flights</a> <a href='/z'>Insurance</a>"


def hosts() -> Iterator[Case]:
    for row in ROWS["parked"]:
        yield Case(f"parked-{row['name']}", Truth.PARKED, answer(DEEP, page_of(row)))
    for row in ROWS["default"]:
        yield Case(f"default-{row['name']}", Truth.DEFAULT_PAGE, answer(f"{OLD}/", page_of(row)))
    for row in ROWS["suspended"]:
        yield Case(f"suspended-{row['name']}", Truth.SUSPENDED, answer(DEEP, page_of(row)))
    market = "https://www.hugedomains.com/domain_profile.cfm?d=harbour-walks.example"
    offer = Page("HarbourWalks", "Yours for a price", prose(120))
    yield Case("parked-market", Truth.PARKED, answer(DEEP, offer, (302, market)))
    lander = "http://ww25.harbour-walks.example/?subid1=20260304"
    page = Page("harbour-walks.example", "", ADS)
    yield Case("parked-lander", Truth.PARKED, answer(DEEP, page, (302, lander)))
    story = Page("Harbour Walks", "Travel tips", f"{prose(250)} Buy this domain.")
    yield Case("parked-real-looking", Truth.PARKED, *beside(DEEP, lambda _: story))
    nginx = page_of(ROWS["default"][0])
    yield Case("default-deep", Truth.DEFAULT_PAGE, *beside(DEEP, lambda _: nginx))


HOME = Page("Harbour Post", "The harbour's daily paper", prose(400, seed="home"))
PAPER = "https://www.harbour-post.example"
CITED = f"{PAPER}/news/2021/council-hears-the-engineers"


def _sent(url: str, to: str, page: Page, code: int = 301) -> Observation:
    return answer(url, page, (code, to))


def lost() -> Iterator[Case]:
    for row in ROWS["losing"]:
        name, asked, to = row["name"], row["asked"], row["to"]
        page = Page(row["title"], row["heading"], prose(row["words"], seed=name))
        yield Case(f"lost-{name}", Truth.LOST, _sent(asked, to, page), noted=True)
        other = sibling(asked, DAY)
        if other is not None:
            along = _sent(other, to.replace("council+hears+the+engineers", "qwe+rtz"), page)
            yield Case(f"lost-{name}-along", Truth.LOST, _sent(asked, to, page, 302), along)
    for name, to in (("hub", "/hub/what-we-offer"), ("app", "/get-the-app"), ("echo", "/go?from=")):
        pages = Page("What we offer", "What we offer", prose(200))
        other = sibling(CITED, DAY)
        assert other is not None
        echoed = [f"{PAPER}{to}{one if name == 'echo' else ''}" for one in (CITED, other)]
        yield Case(
            f"lost-{name}-along",
            Truth.LOST,
            _sent(CITED, echoed[0], pages),
            _sent(other, echoed[1], pages),
            noted=name == "echo",
        )
    by_page = answer(CITED, HOME, (200, f"{PAPER}/"))
    yield Case("lost-by-refresh", Truth.LOST, by_page, noted=True)


LOST = [*hosts(), *lost()]
