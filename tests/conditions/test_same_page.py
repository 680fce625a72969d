"""Whether two answers are one page."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from conditions.soft_answers import Page, answer, prose
from linkassay.conditions.same_page import Likeness, likeness, same_page
from linkassay.model import Observation

ONE = "https://quay.example/notes/low-water-marks"
OTHER = "https://quay.example/notes/qzvxwk-jdpfhbm-trewq-lkjhgfd"


def _both(first: Page, second: Page) -> Likeness:
    found = likeness(answer(ONE, first), answer(OTHER, second))
    assert likeness(answer(OTHER, second), answer(ONE, first)) is found
    return found


def test_the_same_words_are_one_page() -> None:
    page = Page("Quay", "Quay", prose(200))
    assert _both(page, Page("Quay", "Quay", prose(200), body="<i></i>")) is Likeness.SAME


def test_another_day_and_number_are_no_difference() -> None:
    pages = [Page("Quay", "", f"{prose(300)} {day} March 2026, {day}31 visits") for day in (4, 5)]
    assert _both(*pages) is Likeness.SAME


def test_titles_that_repeat_what_was_asked_are_alike() -> None:
    pages = [
        Page(f"Results for {name}", "Results", f"{prose(60)} nothing for {name}")
        for name in ("low water marks", "qzvxwk jdpfhbm trewq lkjhgfd")
    ]
    assert _both(*pages) is Likeness.SAME


def test_other_titles_are_other_pages_whatever_they_show() -> None:
    shown = prose(600)
    assert _both(Page("Low water", "", shown + " a"), Page("Oops", "", shown)) is Likeness.NO


@pytest.mark.parametrize("own", [20, 80, 300])
@pytest.mark.parametrize("frame", [40, 300])
def test_pages_of_one_frame_and_one_title_are_not_surely_one(frame: int, own: int) -> None:
    """Old sites have one title for all pages, and a frame of many words around a short text."""
    around = _made(frame, "frame")
    for number in range(40):
        first = Page("Hafenbuch", "", f"{around} {_made(own, f'one {number}')}")
        second = Page("Hafenbuch", "", f"{around} {_made(12, f'other {number}')}")
        assert _both(first, second) is not Likeness.SAME


def test_one_end_of_two_chains_is_one_page() -> None:
    home = "https://quay.example/"
    page = Page("Quay", "", prose(50))
    one, other = answer(ONE, page, (302, home)), answer(OTHER, page, (301, home))
    assert same_page(one, other)
    echo = [
        answer(
            url, Page("", "", prose(50, seed=url)), (302, f"https://quay.example/search?q={url}")
        )
        for url in (ONE, OTHER)
    ]
    assert same_page(*echo)


def test_pages_that_show_nothing_are_not_compared() -> None:
    assert _both(Page("", "", "", body="<b></b>"), Page("", "", "")) is Likeness.NO


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (b'{"error": 404, "id": 48213}', b'{"error": 404, "id": 91607}', Likeness.PERHAPS),
        (b'{"error": 404, "id": 482}', b'{"error": 404, "id": 91607}', Likeness.NO),
        (b'{"id": 48213, "tide": [1.2, 1.9, 2.4]}', b'{"error": 404}', Likeness.NO),
        (b"[0]" * 900, b"[1]" * 900, Likeness.NO),
    ],
)
def test_small_answers_for_programs_are_alike_by_their_size(
    mine: bytes, theirs: bytes, expected: Likeness
) -> None:
    """What is longer may be a record, or a list of them."""
    asked = "https://quay.example/api/documents/"
    one = answer(f"{asked}48213", data=mine, kind="application/json")
    other = answer(f"{asked}91607", data=theirs, kind="application/json; charset=utf-8")
    assert likeness(one, other) is expected
    assert likeness(one, replace(other, headers=(("content-type", "image/png"),))) is Likeness.NO


def test_without_a_page_there_is_no_likeness() -> None:
    nothing = Observation(OTHER, answer(ONE, Page()).when)
    assert likeness(answer(ONE, Page("Quay", "", prose(9))), nothing) is Likeness.NO


def _made(count: int, seed: str) -> str:
    """Words that no other seed has."""
    draw = Random(seed)
    return " ".join("".join(draw.choices("abdefgiklmnoprstu", k=6)) for _ in range(count))
