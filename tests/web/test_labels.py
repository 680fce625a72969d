"""The labels of the web are what a reader with a browser finds."""

from __future__ import annotations

from collections import Counter

import pytest

from score.halves import Half, half_of
from web import behaviours, sites
from web.browser import Shown, visit
from web.model import NOT_DEAD, Labelled, Tls, Truth
from web.words import LANGUAGES

HOSTS = {host.name: host for host in sites.hosts()}
LINKS = sites.links()
DAYS = (0, 8, 20)
RENDERED = ("app-shell", "app-fallback-404")
"""Live pages that a script makes: what the server gives is the same for every name."""
LED_THERE = (
    "home-page", "home-page-under-another-name", "guesses-what-was-meant", "query-of-a-campaign",
    "any-slug-with-its-number",
)  # fmt: skip
"""Live pages that a name beside theirs leads to as well."""


def seen(link: Labelled, day: int) -> Shown:
    return visit(link.url.partition("#")[0], day, HOSTS)


def of(truth: Truth, day: int) -> list[Labelled]:
    return [link for link in LINKS if link.truth_on(day) is truth]


def test_there_are_enough_of_each_class_and_language():
    assert len(LINKS) >= 220
    assert len({link.kind for link in LINKS}) >= 150
    assert all(len(of(truth, 0)) >= 5 for truth in Truth)
    spoken = Counter(link.language for link in LINKS)
    assert set(spoken) == set(LANGUAGES)
    assert min(spoken.values()) >= 40


def test_both_halves_hold_links_of_each_class():
    for truth in Truth:
        assert {half_of(link.host) for link in of(truth, 0)} == set(Half)


def other_name(link: Labelled) -> Shown:
    """What the host shows for a name beside the link's that nobody made."""
    return visit(f"{link.url.partition('#')[0].rstrip('/')}zqxv/", 0, HOSTS)


@pytest.mark.parametrize("day", DAYS)
def test_a_live_page_shows_what_no_other_name_of_its_host_does(day):
    for link in of(Truth.LIVE, day):
        shown = seen(link, day)
        assert shown.status is not None, link
        if link.kind in RENDERED:
            assert '<div id="root">' in shown.page, link
        elif link.kind not in LED_THERE:
            assert shown.page != other_name(link).page, link
            assert len(shown.page) > 20, link


@pytest.mark.parametrize("day", DAYS)
def test_a_dead_link_answers_404_or_410_or_has_no_host(day):
    assert {seen(link, day).status for link in of(Truth.DEAD, day)} <= {404, 410, None}


@pytest.mark.parametrize("day", DAYS)
def test_a_soft_dead_link_says_that_all_is_well(day):
    for link in of(Truth.SOFT_DEAD, day):
        assert seen(link, day).status == 200, link


@pytest.mark.parametrize("day", DAYS)
def test_what_cannot_be_decided_never_shows_the_article(day):
    for link in of(Truth.UNDECIDABLE, day):
        if link.kind != "disallowed-for-programs":
            assert "<article>" not in seen(link, day).page, link


def test_an_address_that_may_be_written_instead_shows_the_page():
    moved = [link for link in LINKS if link.moved_to]
    assert len(moved) > 20
    for link in moved:
        shown = visit(link.moved_to, 0, HOSTS)
        assert shown.status == 200, link
        assert shown.page == seen(link, 0).page, link


def test_a_moved_page_is_found_again_by_its_words():
    """An address is only labelled as the new one where title or slug tie it to the old one."""
    for link in LINKS:
        if link.moved_to and link.kind.startswith("moved-with-its-slug"):
            assert link.url.rsplit("/", 1)[1].removesuffix(".html") in link.moved_to


def test_links_that_fail_from_the_start_and_tls_faults_are_labelled_so():
    faulty = [link for link in LINKS if HOSTS[link.host].weather_on(0).tls is not Tls.GOOD]
    assert {link.truth_on(0) for link in faulty} == {Truth.TLS_FAULT}
    assert not any(link.truth_on(0) in NOT_DEAD for link in of(Truth.FAILING, 0))


def test_the_behaviours_are_those_of_the_list():
    links, hosts = behaviours.made()
    scored = Counter(link.truth_on(0) for link in links if link.kind not in behaviours.UNSCORED)
    assert scored == {Truth.LIVE: 27, Truth.DEAD: 8, Truth.SOFT_DEAD: 2, Truth.UNDECIDABLE: 11}
    assert len({host.name for host in hosts}) == len(links) == 50


def test_pages_are_no_one_liners():
    """An article of each language has a menu, a foot and hundreds of words (or characters)."""
    for language in LANGUAGES:
        link = next(x for x in LINKS if (x.kind, x.language) == ("article", language))
        page = seen(link, 0).page
        assert "<nav>" in page
        assert "<footer>" in page
        assert len(page) > 2_500
