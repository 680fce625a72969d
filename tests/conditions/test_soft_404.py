"""What makes a soft 404 of an answer, and what speaks for the page."""

from __future__ import annotations

import pytest

from conditions.soft_answers import Page, answer, prose
from linkassay.conditions.soft_404 import soft_404
from linkassay.model import Confidence, Observation
from linkassay.tables.not_found import not_found_words
from linkassay.tables.page_signs import SignKind, kind_of_sign

SITE = "https://www.quay-notes.example"
CITED = f"{SITE}/notes/low-water-marks"
BESIDE = f"{SITE}/notes/qzvxwk-jdpfhbm-trewq-lkjhgfd"

GONE = Page("Page not found - Quay Notes", "Page not found", prose(30))
LONG_GONE = Page("Page not found - Quay Notes", "Page not found", prose(600))


def _doubt(seen: Observation, sibling: Observation | None = None) -> Confidence | None:
    found = soft_404(seen, sibling)
    return found.confidence if found is not None else None


def test_a_title_alone_is_a_suspicion_and_with_few_words_it_is_probable() -> None:
    assert _doubt(answer(CITED, LONG_GONE)) is Confidence.SUSPECTED
    assert _doubt(answer(CITED, GONE)) is Confidence.PROBABLE


def test_a_server_that_knows_what_it_has_makes_a_name_of_such_a_title() -> None:
    """ "Not Found" may be an album; that something was removed is told of what was there."""
    hard = answer(BESIDE, Page("No", "No", "No"), status=404)
    other = answer(BESIDE, Page("Quay Notes", "Nothing of that kind", prose(80, "fr")))
    for sibling in (hard, other):
        assert _doubt(answer(CITED, GONE), sibling) is Confidence.SUSPECTED
        assert _doubt(answer(CITED, LONG_GONE), sibling) is None
        removed = Page("Quay Notes", "This article has been removed", "Sorry.")
        assert _doubt(answer(CITED, removed), sibling) is Confidence.PROBABLE


BY_ID = f"{SITE}/notes/4711"
HARD = answer(BESIDE, Page("No", "No", "No"), status=404)


@pytest.mark.parametrize(
    "said", ["Product unavailable", "This listing has ended", "Produkt nicht mehr lieferbar"]
)
def test_what_was_offered_is_gone_on_a_server_that_knows_what_it_has(said: str) -> None:
    """An address in words wants a title with some of them; a number wants nothing."""
    page = Page(f"{said} - Quay Notes", said, prose(600))
    assert _doubt(answer(CITED, page), HARD) is Confidence.PROBABLE
    assert _doubt(answer(BY_ID, page), HARD) is Confidence.SUSPECTED


@pytest.mark.parametrize("said", ["Offer expired – our advice", "Vidéo indisponible : que faire ?"])
def test_a_heading_that_says_more_is_about_what_is_gone(said: str) -> None:
    page = Page(said, said, prose(600))
    assert _doubt(answer(BY_ID, page), HARD) is None
    assert _doubt(answer(f"{SITE}/notes/offer-expired", Page("Offer expired"))) is None


@pytest.mark.parametrize(("count", "doubt"), [(300, "probable"), (60, "suspected")])
def test_a_banner_makes_no_gate_of_a_page_with_something_to_read(count: int, doubt: str) -> None:
    banner = "We use cookies to improve your experience. Accept all or change your settings."
    page = Page("Quay Notes", "Notes", f"{banner} {prose(count)}")
    seen, beside = answer(CITED, page), answer(BESIDE, page)
    assert seen.facts is not None
    assert SignKind.CONSENT in map(kind_of_sign, seen.facts.signs)
    assert _doubt(seen, beside) == doubt


def test_a_server_that_says_the_same_of_both_has_neither() -> None:
    pages = [Page("Oops: not found", "", prose(count, seed=str(count))) for count in (200, 300)]
    assert _doubt(answer(CITED, pages[0]), answer(BESIDE, pages[1])) is Confidence.PROBABLE


def test_one_page_for_all_addresses_is_none_of_them() -> None:
    page = Page("Quay Notes", "Notes", prose(300))
    assert _doubt(answer(CITED, page)) is None
    assert _doubt(answer(CITED, page), answer(BESIDE, page)) is Confidence.PROBABLE
    assert _doubt(answer(f"{SITE}/", page), answer(BESIDE, page)) is None


def test_the_page_that_a_title_proves_may_be_shown_under_other_names() -> None:
    """Servers that go by a number alone ignore the words beside it."""
    page = Page("Low water marks - Quay Notes", "Low water marks", prose(300))
    assert _doubt(answer(CITED, page), answer(BESIDE, page)) is None


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Quay Notes", "Down for maintenance"),
        ("Error establishing a database connection", ""),
        ("Wartungsarbeiten", "Wir sind gleich zurück"),
        ("Сайт временно недоступен", "Ведутся технические работы"),
        ("网站维护中", ""),
    ],
)
def test_a_site_that_is_out_of_order_is_not_said_to_have_lost_its_pages(
    title: str, heading: str
) -> None:
    page = Page(title, heading, prose(20))
    found = soft_404(answer(CITED, page), answer(BESIDE, page))
    assert found is not None
    assert (found.name, found.confidence) == ("server-error", Confidence.SUSPECTED)
    assert soft_404(answer(CITED, page)) is None
    long = Page(title, heading, prose(400))
    found = soft_404(answer(CITED, long), answer(BESIDE, long))
    assert found is not None
    assert found.name == "soft-404"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (Page("Quay", "Latest", prose(300, seed="a")), Page("Quay", "Latest", prose(310)), True),
        (Page("Quay", "Latest", prose(600, seed="a")), Page("Quay", "Latest", prose(310)), False),
        (Page("Quay", "Ferry", prose(300, seed="a")), Page("Quay", "Latest", prose(310)), False),
        (Page("Quay", "", prose(300, seed="a")), Page("Quay", "", prose(310)), False),
        (Page("Quay", "A", prose(90, "de")), Page("Qzvxwk jdpfhbm trewq lkjhgfd", "B", prose(90)),
         True),
        (Page("Quay", "A", prose(400, "de")), Page("Qzvxwk jdpfhbm trewq lkjhgfd", "B", prose(90)),
         False),
    ],
)  # fmt: skip
def test_a_well_named_page_differs_from_one_that_cannot_exist_by_more_than_its_frame(
    mine: Page, theirs: Page, expected: bool
) -> None:
    """One title and heading for both, or one made of any name: unless there is more to read."""
    found = _doubt(answer(CITED, mine), answer(BESIDE, theirs))
    assert found is (Confidence.SUSPECTED if expected else None)
    numbered = answer(f"{SITE}/notes/48213", mine)
    if theirs.title == "Quay":
        assert _doubt(numbered, answer(f"{SITE}/notes/91608", theirs)) is None


def test_titles_that_repeat_any_address_prove_nothing() -> None:
    first = Page("Low water marks", "We have it!", f"{prose(60)} low water marks")
    second = Page(
        "Qzvxwk jdpfhbm trewq lkjhgfd", "We have it!", f"{prose(60)} qzvxwk jdpfhbm trewq"
    )
    assert _doubt(answer(CITED, first), answer(BESIDE, second)) is Confidence.PROBABLE


@pytest.mark.parametrize(
    "page",
    [
        Page("Hafenbuch", "", prose(300), body='<input type="password" name="p">'),
        Page("Service temporarily unavailable", "", "The page you are looking for is not there."),
        Page("Wartungsarbeiten", "", "Fehler 404. Wir sind gleich zurück."),
        Page("Сайт на техническом обслуживании", "", "Такой страницы нет."),
    ],
)
def test_what_stands_before_all_pages_strikes_none(page: Page) -> None:
    """A sign-in, and a site out of order whose notice sounds like that of a missing page."""
    assert _doubt(answer(CITED, page), answer(BESIDE, page)) is Confidence.SUSPECTED


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (Page("Your account", "", "E-mail", body='<input type="password">'), "auth-required"),
        (Page("Sign in to your account", "", "Next"), "auth-required"),
        (Page("Quick check", "Quick check", "Show that you are not a machine."), "bot-blocked"),
        (Page("Quay Notes", "Quay Notes", "843 partners store and use cookies on your device. OK"),
         "consent-wall"),
        (Page("Age verification", "Age verification", "Are you over 18?"), "consent-wall"),
        (Page("You are now in line", "", "Your number is 8812."), "consent-wall"),
        (Page("Quay Notes", "Lantern room", "We use cookies. It may be seen."), "soft-404"),
        (Page("Lantern room", "Lantern room", prose(60)), "soft-404"),
    ],
)  # fmt: skip
def test_what_hints_at_a_gate_and_is_everywhere_is_told_as_that(page: Page, name: str) -> None:
    found = soft_404(answer(CITED, page), answer(BESIDE, page))
    assert found is not None
    assert (found.name, found.confidence) == (name, Confidence.SUSPECTED)
    assert soft_404(answer(CITED, page)) is None


def test_a_short_page_that_is_everywhere_may_be_a_wall() -> None:
    """Nothing of it tells of a missing page: a wall that no table knows is the same everywhere."""
    for page in (Page("Quay Notes", "Quay", prose(100)), Page("Sorry", "", prose(30))):
        assert _doubt(answer(CITED, page), answer(BESIDE, page)) is Confidence.SUSPECTED
    told = Page("Quay Notes", "Quay", f"This page does not exist. {prose(90)}")
    assert _doubt(answer(CITED, told), answer(BESIDE, told)) is Confidence.PROBABLE


def test_a_known_gate_is_no_missing_page() -> None:
    page = Page("Checking your browser", "", prose(100))
    seen = answer(CITED, page)
    assert seen.facts is not None
    assert {kind_of_sign(name) for name in seen.facts.signs} == {SignKind.WALL}
    assert _doubt(seen, answer(BESIDE, page)) is Confidence.SUSPECTED


def test_a_title_that_stays_over_a_sentence_is_a_page_that_was_removed() -> None:
    """Its frame is as full as that of the server's own page for what it does not have."""
    frame = prose(80, seed="menu")
    gone = Page("Low water marks", "Low water marks", f"{frame} This report has been withdrawn.")
    hard = answer(BESIDE, Page("Oh", "Oh", f"{frame} Nothing of that name."), status=404)
    assert _doubt(answer(CITED, gone), hard) is Confidence.PROBABLE
    assert _doubt(answer(CITED, gone)) is None
    little = answer(BESIDE, Page("Oh", "Oh", "Nothing of that name."), status=404)
    assert _doubt(answer(CITED, gone), little) is None


def test_what_only_a_script_shows_is_not_compared() -> None:
    shell = Page("Quay", "", "", body='<div id="root"></div><script src="/a.js"></script>')
    assert _doubt(answer(CITED, shell), answer(BESIDE, shell)) is not Confidence.PROBABLE


def test_a_page_in_the_place_of_a_file_is_one_sign() -> None:
    url = f"{SITE}/files/tides.pdf"
    assert _doubt(answer(url, Page("Quay Notes", "Hello", "Hello"))) is Confidence.SUSPECTED
    assert _doubt(answer(url, Page("404", "", "Sorry"))) is Confidence.PROBABLE
    assert _doubt(answer(url, Page("Tides, as a picture", "", prose(20)))) is None
    assert _doubt(answer(url, Page("Quay Notes", "Hello", prose(400)))) is None


def test_a_short_text_that_says_so_is_one_sign_unless_the_page_is_about_it() -> None:
    text = f"The page you are looking for is not here. {prose(20)}"
    assert _doubt(answer(CITED, Page("Quay Notes", "Hm", text))) is Confidence.SUSPECTED
    about = Page("“The page you are looking for”, a poem", "", text)
    assert _doubt(answer(f"{SITE}/poems/12", about)) is None


def test_an_error_page_that_was_asked_for_may_say_so() -> None:
    for path in ("/404.html", "/docs/page-not-found", "/errors/404"):
        assert _doubt(answer(SITE + path, GONE)) is None


def test_a_search_may_find_nothing() -> None:
    assert _doubt(answer(f"{SITE}/search?q=x", Page("Nothing found", "", "Nothing"))) is None


def test_other_statuses_speak_for_themselves() -> None:
    assert soft_404(answer(CITED, GONE, status=404)) is None


def test_at_least_thirty_languages_are_known() -> None:
    assert len({row.language for row in not_found_words()}) >= 30
