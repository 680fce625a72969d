"""Hosts without a page of their own."""

from __future__ import annotations

import pytest

from conditions.soft_answers import Page, answer, prose
from linkassay.conditions.parked import default_page, parked, suspended
from linkassay.model import Confidence, Observation

HOST = "http://old-harbour.example"
DEEP = f"{HOST}/walks/north-mole"
BESIDE = f"{HOST}/walks/qzvxwk-jdpfhbm"

OFFER = "This domain is for sale. Make an offer."


def _doubt(seen: Observation, sibling: Observation | None = None) -> Confidence | None:
    found = parked(seen, sibling)
    return found.confidence if found is not None else None


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page("Walks", "", f"{OFFER} {prose(80)}"), Confidence.SUSPECTED),
        (Page("Walks", "", f"{OFFER} {prose(300)}"), None),
        (Page("old-harbour.example", "", f"{OFFER} {prose(300)}"), Confidence.PROBABLE),
        (Page("Buy old-harbour.example", "Buy this domain", prose(120)), Confidence.PROBABLE),
        (Page("Domain old-harbour.example kaufen", "", prose(90, "de")), Confidence.PROBABLE),
        (Page("Домен old-harbour.example продаётся", "", prose(60, "ru")), Confidence.PROBABLE),
        (Page("old-harbour.example is for sale", "", prose(120)), Confidence.PROBABLE),
        (Page("Old-harbour.example steht zum Verkauf", "", prose(90, "de")), Confidence.PROBABLE),
        (Page("old-harbour.example est à vendre", "", prose(90, "fr")), Confidence.PROBABLE),
        (Page("old-harbour.example jest na sprzedaż", "", prose(90, "pl")), Confidence.PROBABLE),
        (Page("A boat at old harbour is for sale", "", prose(90)), None),
        (Page("old-harbour.example", "", prose(60)), Confidence.SUSPECTED),
        (Page("old-harbour.example", "", prose(800)), None),
        (Page("Old Harbour", "", prose(10)), None),
        (Page("The North Mole", "Domain for sale, and other walks on the north mole", OFFER), None),
    ],
)
def test_one_sign_is_a_suspicion_and_two_are_probable(
    page: Page, expected: Confidence | None
) -> None:
    assert _doubt(answer(DEEP, page)) is expected


def test_heading_and_text_say_a_thing_once() -> None:
    page = Page("Domain for sale: what buyers ask", "Domain for sale: what buyers ask", prose(100))
    assert _doubt(answer(f"{HOST}/a/8812", page)) is Confidence.SUSPECTED


def test_the_marks_of_a_parking_service_are_a_sign_of_their_own() -> None:
    feed = '<script src="https://www.google.com/adsense/domains/caf.js"></script>'
    assert _doubt(answer(DEEP, Page("Walks", "", prose(80), body=feed))) is Confidence.SUSPECTED
    page = Page("Walks", "", f"{OFFER} {prose(80)}", body=feed)
    assert _doubt(answer(DEEP, page)) is Confidence.PROBABLE
    assert _doubt(answer(DEEP, Page("Walks", "", prose(900), body=feed))) is None


def test_a_market_at_the_end_of_a_redirect() -> None:
    page = Page("Great names", "Great names", prose(200))
    sold = answer(DEEP, page, (302, "https://dan.com/buy-domain/old-harbour.example"))
    assert _doubt(sold) is Confidence.PROBABLE
    unnamed = answer(DEEP, page, (302, "https://www.afternic.com/forsale"))
    assert _doubt(unnamed) is Confidence.SUSPECTED
    shop = answer(DEEP, page, (302, "https://www.godaddy.com/forsale/old-harbour.example"))
    assert _doubt(shop) is Confidence.PROBABLE
    help_page = answer(DEEP, page, (302, "https://www.godaddy.com/help/walks"))
    assert _doubt(help_page) is None
    assert _doubt(answer("https://dan.com/about", page, (301, "https://dan.com/en/about"))) is None


def test_a_host_that_tells_its_pages_apart_is_not_parked() -> None:
    page = Page("Walks", "", f"{OFFER} {prose(80)}")
    hard = answer(BESIDE, Page("No", "", "No"), status=404)
    assert _doubt(answer(DEEP, page), hard) is None
    assert _doubt(answer(DEEP, page), answer(BESIDE, page)) is Confidence.PROBABLE


NGINX = Page(
    "Welcome to nginx!",
    "Welcome to nginx!",
    "If you see this page, the nginx web server is successfully installed and working.",
)


def test_a_page_that_comes_with_a_server() -> None:
    found = default_page(answer(f"{HOST}/", NGINX))
    assert found is not None
    assert found.confidence is Confidence.PROBABLE
    bare = Page("It works!", "It works!", "")
    for url, expected in ((f"{HOST}/", Confidence.PROBABLE), (DEEP, Confidence.SUSPECTED)):
        found = default_page(answer(url, bare))
        assert found is not None
        assert found.confidence is expected
    found = default_page(answer(DEEP, bare), answer(BESIDE, bare))
    assert found is not None
    assert found.confidence is Confidence.PROBABLE


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/docs/welcome-to-nginx", NGINX),
        ("/docs/8821", Page("Welcome to nginx!", "Welcome to nginx!", prose(500))),
        ("/films/12", Page("Coming soon in our cinema", "Coming soon in our cinema", prose(40))),
        ("/bridges/12", Page("Bridge under construction", "Bridge under construction", prose(40))),
        ("/notes/12", Page("My first server", "", f"{NGINX.text} {prose(100)}")),
    ],
)
def test_pages_about_such_pages_are_none(path: str, page: Page) -> None:
    assert default_page(answer(HOST + path, page)) is None


def test_a_default_page_that_others_do_not_share_is_a_page() -> None:
    bare = Page("Coming soon", "Coming soon", prose(30))
    hard = answer(BESIDE, Page("No", "", "No"), status=404)
    assert default_page(answer(DEEP, bare), hard) is None


def test_a_closed_account() -> None:
    notice = Page("Account Suspended", "", "This account has been suspended.")
    found = suspended(answer(DEEP, notice, (302, f"{HOST}/cgi-sys/suspendedpage.cgi")))
    assert found is not None
    assert found.confidence is Confidence.PROBABLE
    news = Page("Website suspended", "Website suspended", f"The city said so. {prose(250)}")
    assert suspended(answer(f"{HOST}/news/12", news)) is None
    story = Page("A week offline", "", f"It said: this account has been suspended. {prose(90)}")
    assert suspended(answer(f"{HOST}/a/12", story)) is None
