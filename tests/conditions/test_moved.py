"""Where redirects lead: to the page, or away from it."""

from __future__ import annotations

import pytest

from conditions.soft_answers import Page, answer, prose
from conditions.soft_case import DAY
from linkassay.conditions.moved import Kept, redirect
from linkassay.model import ConditionName, Confidence
from linkassay.urls import sibling

SITE = "https://www.quay-notes.example"
CITED = f"{SITE}/notes/2014/low-water-marks"
PAGE = Page("Quay Notes", "Quay Notes", prose(200))


def test_what_ended_where_it_began_is_no_redirect() -> None:
    assert redirect(answer(CITED, PAGE)) is None
    assert redirect(answer(CITED, PAGE, (302, f"{SITE}/set-cookie"), (302, CITED))) is None


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((301,), ConditionName.OK_REDIRECTED),
        ((301, 308), ConditionName.OK_REDIRECTED),
        ((301, 302), ConditionName.OK_VIA_TEMPORARY),
        ((307,), ConditionName.OK_VIA_TEMPORARY),
        ((200,), ConditionName.CLIENT_REDIRECT),
        ((301, 200), ConditionName.CLIENT_REDIRECT),
    ],
)
def test_the_way_gives_the_name(codes: tuple[int, ...], expected: ConditionName) -> None:
    way = [(code, f"{SITE}/{number}/low-water-marks") for number, code in enumerate(codes)]
    found = redirect(answer(CITED, PAGE, *way))
    assert found is not None
    assert (found.name, found.kept) == (expected, Kept.YES)


def test_a_name_that_cannot_exist_and_goes_the_same_way_tells_that_the_page_is_lost() -> None:
    other = sibling(CITED, DAY)
    assert other is not None
    end = f"{SITE}/guide/all-marks"
    for page in (PAGE, Page("Low water marks and others", "", prose(200))):
        seen = answer(CITED, page, (301, end))
        alone = redirect(seen)
        along = redirect(seen, answer(other, page, (301, end)))
        assert alone is not None
        assert alone.kept is not Kept.NO
        assert along is not None
        assert (along.kept, along.confidence) == (Kept.NO, Confidence.PROBABLE)


def test_a_name_that_cannot_exist_and_goes_another_way_does_not() -> None:
    other = sibling(CITED, DAY)
    assert other is not None
    seen = answer(CITED, PAGE, (301, f"{SITE}/de/notes/2014/low-water-marks"))
    moved = other.replace("/notes/", "/de/notes/")
    found = redirect(seen, answer(other, PAGE, (301, moved)))
    assert found is not None
    assert found.kept is Kept.YES


@pytest.mark.parametrize(
    ("asked", "to", "kept"),
    [
        (f"{SITE}/anna", "https://anna.example/", Kept.YES),
        (f"{SITE}/~anna/", "https://anna.quay-notes.example/", Kept.YES),
        (f"{SITE}/anna", "https://berta.example/", Kept.NO),
        (f"{SITE}/p/410-widget-blue", f"{SITE}/products/410", Kept.UNKNOWN),
        (f"{SITE}/a/low-water-marks", f"{SITE}/missing/low-water-marks", Kept.YES),
        (f"{SITE}/a/low-water-marks", f"{SITE}/oops", Kept.NO),
        (f"{SITE}/a/low-water-marks", f"{SITE}/notes/view?text=all", Kept.UNKNOWN),
        (f"{SITE}/docs/intro", f"{SITE}/", Kept.NO),
        (f"{SITE}/en/", f"{SITE}/en/home", Kept.YES),
        (f"{SITE}/shop/", f"{SITE}/us/shop/", Kept.YES),
        (f"{SITE}/m/12345/x", f"{SITE}/n/y-12345", Kept.YES),
        (f"{SITE}/2014/05", f"{SITE}/2014/06", Kept.UNKNOWN),
        (f"{SITE}/index.php?id=12", f"{SITE}/index.php?id=99", Kept.UNKNOWN),
        (f"{SITE}/index.php?page=tides", f"{SITE}/tides", Kept.YES),
    ],
)
def test_what_of_the_name_is_found_again(asked: str, to: str, kept: Kept) -> None:
    found = redirect(answer(asked, Page("", "", prose(200)), (301, to)))
    assert found is not None
    assert found.kept is kept, found.because


def test_most_words_of_the_name_are_enough_only_where_other_names_go_elsewhere() -> None:
    asked = f"{SITE}/news/ferry-to-upper-dunmow-runs-again-after-eleven-weeks"
    end = f"{SITE}/latest/ferry-to-stanwick-reach-runs-again-after-eleven-weeks"
    seen = answer(asked, Page("Ferry to Stanwick Reach runs again", "", prose(300)), (302, end))
    other = sibling(asked, DAY)
    assert other is not None
    gone = answer(other, Page("Not Found"), status=404)
    along = answer(other, Page("Ferry to Stanwick Reach runs again", "", prose(300)), (302, end))
    for beside, expected in ((None, Kept.UNKNOWN), (gone, Kept.YES), (along, Kept.NO)):
        found = redirect(seen, beside)
        assert found is not None
        assert found.kept is expected


@pytest.mark.parametrize(
    ("name", "lost"), [("low-water-marks-measured-again", True), ("low-water-marks", False)]
)
def test_a_headline_is_kept_where_a_page_moves(name: str, lost: bool) -> None:
    end = f"{SITE}/topics/60"
    found = redirect(answer(f"{SITE}/{name}", Page("Swifts counted", "", prose(300)), (301, end)))
    assert found is not None
    assert found.kept is (Kept.NO if lost else Kept.UNKNOWN)
    own = Page("Marks of the ebb, measured once more", "", prose(300))
    found = redirect(answer(f"{SITE}/{name}", own, (301, end)))
    assert found is not None
    assert found.kept is not Kept.NO


@pytest.mark.parametrize(
    ("title", "count", "code", "end", "lost"),
    [
        ("Prices and plans", 300, 302, "/a/b/prices", True),
        ("Prices and plans", 300, 301, "/prices", True),
        ("Prices and plans", 30, 301, "/a/b/prices", True),
        ("Prices and plans", 300, 301, "/a/b/prices", False),
        ("Tides of the bay: all marks", 300, 302, "/a/b/prices", False),
        ("Prices and plans", 300, 302, "/a/marks/prices", False),
        ("潮汐表", 300, 302, "/a/b/prices", False),
        ("潮汐表 - Quay Notes", 300, 302, "/a/b/prices", False),
        ("", 300, 302, "/a/b/prices", False),
    ],
)
def test_where_nothing_of_a_well_named_page_is_found_again_it_is_suspected_lost(
    title: str, count: int, code: int, end: str, lost: bool
) -> None:
    """Unless it is a likely new place, or nothing can be compared; the server knows its names."""
    asked = f"{SITE}/2014/05/low-water-marks"
    other = sibling(asked, DAY)
    assert other is not None
    gone = answer(other, Page("Not Found"), status=404)
    found = redirect(answer(asked, Page(title, "", prose(count)), (code, SITE + end)), gone)
    assert found is not None
    assert found.kept is (Kept.NO if lost else Kept.UNKNOWN)
    assert not lost or found.confidence is Confidence.SUSPECTED


def test_an_error_page_that_says_so_is_more_than_a_suspicion() -> None:
    short = Page("Error", "", "Error")
    for to, expected in (("/404", Confidence.PROBABLE), ("/oops", Confidence.SUSPECTED)):
        found = redirect(answer(CITED, short, (302, SITE + to)))
        assert found is not None
        assert found.confidence is expected
    stated = Page("Page not found", "", prose(400))
    found = redirect(answer(CITED, stated, (302, f"{SITE}/oops")))
    assert found is not None
    assert found.confidence is Confidence.PROBABLE


def test_only_a_title_makes_certain() -> None:
    to = f"{SITE}/a/low-water-marks"
    found = redirect(answer(CITED, PAGE, (301, to)))
    titled = redirect(answer(CITED, Page("Low water marks"), (301, to)))
    assert found is not None
    assert found.confidence is Confidence.PROBABLE
    assert titled is not None
    assert titled.confidence is Confidence.CERTAIN


def test_an_end_that_lies_higher_and_is_about_something_else_is_suspected() -> None:
    page = Page("Our shop", "Mugs and caps", prose(200))
    found = redirect(answer(CITED, page, (301, f"{SITE}/shop")))
    assert found is not None
    assert (found.kept, found.confidence) == (Kept.NO, Confidence.SUSPECTED)


@pytest.mark.parametrize(
    ("page", "end", "expected"),
    [
        (Page("Subscribe", "Join us", prose(90)), "/join", Confidence.SUSPECTED),
        (Page("Join", "", prose(300), body='<input type="password">'), "/j", Confidence.SUSPECTED),
        (PAGE, "/welcome-page?to=/notes/2014/low-water-marks", Confidence.SUSPECTED),
        (PAGE, "/about-our-group", Confidence.PROBABLE),
        (Page("", "", "Hello"), "/", Confidence.PROBABLE),
    ],
)
def test_where_all_are_sent_may_be_a_wall(page: Page, end: str, expected: Confidence) -> None:
    other = sibling(CITED, DAY)
    assert other is not None
    to = SITE + end
    found = redirect(answer(CITED, page, (302, to)), answer(other, page, (302, to)))
    assert found is not None
    assert (found.kept, found.confidence) == (Kept.NO, expected)
