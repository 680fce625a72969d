"""What proves that an answer is the page that was meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conditions.soft_answers import Page, answer, prose
from linkassay.conditions.identity import proves_itself
from linkassay.model import Observation

SITE = "https://www.quay-notes.example"

TITLED = [
    ("/2014/05/low-water-marks.html", "Low water marks - Quay Notes"),
    ("/a/low_water_marks_of_the_northern_bay-48213", "Northern bay: low-water marks measured"),
    ("/48213/low-water-marks", "LOW WATER MARKS"),
    ("/a/low-water-marks/48213", "Low Water Marks"),
    ("/wiki/Z%C3%BCrichsee", "Zürichsee – Quay Wiki"),
    ("/uber-die-muhle-am-fluss", "Über die Mühle am Fluß"),
    ("/ueber-die-muehle", "Über die Mühle"),
    ("/novosti/parom-snova-khodit", "Паром снова ходит"),
    ("/novosti/schastlivye-zhiteli-tsentra", "Счастливые жители центра"),
    ("/novosti/schastlivyie-zhiteli-centra", "Счастливые жители центра, 2"),
    ("/nea/to-limani-anoigei", "Το λιμάνι ανοίγει"),
    ("/%E6%B8%AF%E5%8F%A3%E9%87%8D%E6%96%B0%E5%BC%80%E6%94%BE", "港口重新开放 - 码头网"),
    ("/index.php?title=Low_water_marks", "Low water marks"),
    ("/about", "About us"),
    ("/shop/mugs/blue-mug;jsessionid=0A1B2C", "Blue mug | Quay Shop"),
]


@pytest.mark.parametrize(("path", "title"), TITLED)
def test_a_title_with_the_words_of_the_address_proves(path: str, title: str) -> None:
    found = proves_itself(answer(SITE + path, Page(title, "", prose(40))))
    assert found is not None
    assert title in found


UNTITLED = [
    ("/2014/05/low-water-marks.html", "Quay Notes"),
    ("/2014/05/low-water-marks.html", "Water"),
    ("/news/48213", "48213 news"),
    ("/404213", "Page 404213"),
    ("/quay-notes-on-tides-and-winds", "Quay Notes"),
    ("/2014/05/page-not-found", "Page not found"),
    ("/2014/05/low-water-marks-of-the-bay", "low-water-marks-of-the-bay - Quay Notes"),
]


@pytest.mark.parametrize(("path", "title"), UNTITLED)
def test_another_title_proves_nothing(path: str, title: str) -> None:
    """Nor do numbers, words of the host, a missing page's title, or a name copied sign by sign."""
    assert proves_itself(answer(SITE + path, Page(title, "", prose(400)))) is None


def test_a_search_for_the_words_proves_nothing() -> None:
    asked = f"{SITE}/low-water-marks"
    page = Page("Search: low water marks", "", prose(400))
    assert proves_itself(answer(asked, page, (302, f"{SITE}/search?q=low+water+marks"))) is None


def test_a_front_page_that_was_asked_for() -> None:
    page = Page("Welcome", "", prose(40))
    assert proves_itself(answer(f"{SITE}/", page)) is not None
    assert (
        proves_itself(answer("http://quay-notes.example/", page, (301, f"{SITE}/en/"))) is not None
    )
    assert proves_itself(answer(f"{SITE}/", page, (301, "https://other.example/"))) is None
    parked = Page("Quay", "This domain is for sale", "Make an offer on this domain")
    assert proves_itself(answer(f"{SITE}/", parked)) is None


def test_only_what_says_so_of_a_wall_makes_a_front_page_doubtful() -> None:
    weak = Page("Quay", "Quay", prose(20), body='<div class="g-recaptcha" data-sitekey="1"></div>')
    assert proves_itself(answer(f"{SITE}/", weak)) is not None
    wall = Page("Just a moment...", "", "", head="<script>window._cf_chl_opt = {}</script>")
    assert proves_itself(answer(f"{SITE}/", wall)) is None


def test_a_title_of_another_page_of_its_kind_proves_nothing() -> None:
    asked = f"{SITE}/news/ferry-to-upper-dunmow-runs-again-after-eleven-weeks"
    other = Page("Ferry to Stanwick runs again after eleven weeks", "", prose(300))
    end = f"{SITE}/news/ferry-to-stanwick-runs-again-after-eleven-weeks"
    assert proves_itself(answer(asked, other, (302, end))) is None
    own = Page("Ferry to Upper Dunmow runs again after eleven weeks", "", prose(300))
    retold = f"{SITE}/news/ferry-to-dunmow-runs-once-more"
    assert proves_itself(answer(asked, own, (302, retold))) is not None
    cut = f"{SITE}/news/ferry-to-upper-dunmow-runs-again"
    title = Page("Ferry to Upper Dunmow runs again", "", prose(300))
    assert proves_itself(answer(asked, title, (302, cut))) is not None


def _own(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


def test_its_own_address_proves_a_page_with_something_to_read() -> None:
    url = f"{SITE}/a/48213"
    assert proves_itself(answer(url, Page("Ebb", "", prose(400), head=_own(url)))) is not None
    assert proves_itself(answer(url, Page("Ebb", "", prose(30), head=_own(url)))) is None
    assert proves_itself(answer(url, Page("Ebb", "", prose(400), head=_own(f"{SITE}/")))) is None
    other = Page("Ebb", "", prose(400), head=_own(f"{SITE}/a/99"))
    assert proves_itself(answer(url, other, (302, f"{SITE}/a/99"))) is None
    missing = Page("Page not found", "", prose(400), head=_own(url))
    assert proves_itself(answer(url, missing)) is None


def test_its_own_address_does_not_prove_a_page_that_was_not_asked_for() -> None:
    asked, end = f"{SITE}/a/48213", f"{SITE}/b/77"
    page = Page("Ebb", "", prose(400), head=_own(end))
    assert proves_itself(answer(end, page)) is not None
    assert proves_itself(answer(asked, page, (302, end))) is None
    page = Page("Ebb", "", prose(400), head=_own(asked))
    assert proves_itself(answer(asked, page, (302, end))) is not None


@pytest.mark.parametrize(
    ("path", "kind", "proves"),
    [
        ("/a.pdf", "application/pdf", True),
        ("/a.pdf", "application/octet-stream", True),
        ("/a.pdf", "image/png", False),
        ("/a.jpg", "image/webp", True),
        ("/a.mp3", "text/plain", False),
        ("/download/17", "application/pdf", True),
        ("/download/17", "text/html", False),
        ("/download/17", "", False),
    ],
)
def test_a_file_of_the_asked_kind_proves(path: str, kind: str, proves: bool) -> None:
    seen = answer(SITE + path, data=b"\x00\x01", kind=kind)
    assert (proves_itself(seen) is not None) is proves


@pytest.mark.parametrize(
    "text",
    [
        "There is currently no text in this page.",
        "Dieser Artikel existiert noch nicht.",
        "Ничего не найдено.",
        "本页面目前没有内容",
    ],
)
def test_a_title_over_a_text_that_says_that_there_is_nothing_proves_nothing(text: str) -> None:
    """Wikis and registers make titles of whatever is asked."""
    asked = f"{SITE}/wiki/Low_water_marks"
    assert proves_itself(answer(asked, Page("Low water marks", "", text))) is None
    assert proves_itself(answer(asked, Page("Low water marks", "", "Measured in May."))) is not None
    assert proves_itself(answer(asked, Page("Low water marks", "", f"{text} {prose(300)}")))


def test_what_was_seen_before_proves() -> None:
    url = f"{SITE}/kapitel.php?nr=4"
    known = answer(url, Page("Kapitel", "Vier", prose(200)))
    assert proves_itself(known) is None
    same_words = answer(url, Page("Kapitel!", "Vier", prose(200), body="<i></i>"))
    assert proves_itself(same_words, known) is not None
    advert = answer(url, Page("Kapitel", "Vier", f"{prose(200)} advert"))
    assert proves_itself(advert, known) is not None
    other = answer(url, Page("Anderes", "", prose(200, "de")))
    assert proves_itself(other, known) is None


def test_only_success_proves() -> None:
    seen = answer(f"{SITE}/low-water-marks", Page("Low water marks"), status=404)
    assert proves_itself(seen) is None
    assert proves_itself(replace(seen, status=None)) is None
    assert proves_itself(Observation(SITE, seen.when)) is None
