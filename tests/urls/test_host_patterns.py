"""Ids behind slugs: their forms, and what is learnt of a host's from addresses with a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.urls import article_id, learn, misplaced
from linkassay.urls.host_pattern import ENOUGH_POINTS

FIRST = date(2019, 3, 1)
POINTS = [
    (f"https://a.example/story-a{1000 + 10 * at}", FIRST + timedelta(days=at)) for at in range(6)
]


@pytest.mark.parametrize(
    ("path", "form", "number"),
    [
        ("/2019/03/07/a-title-a64742", "-a<number>", 64742),
        ("/a-title-12345678.html", "-<number>", 12345678),
        ("/a-title_4410101_3244.html", "_<number>_<number>", 4410101),
        ("/a-title/123456", "/<number>", 123456),
        ("/a-title-0a1b2c3d", "-<hex>", None),
        ("/a-title-idUSKBN1X12AB", "-id<code>", None),
        ("/a-title-0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f", "-<uuid>", None),
    ],
)
def test_the_form_of_an_id(path, form, number):
    found = article_id(f"https://a.example{path}")
    assert found is not None
    assert (found.form, found.number) == (form, number)


@pytest.mark.parametrize("path", ["/a-title", "/news/123456", "/123456", "/a-title-2019", "/"])
def test_what_is_no_id(path):
    assert article_id(f"https://a.example{path}") is None


def test_ids_that_rise_with_the_days_are_a_pattern():
    pattern = learn(POINTS)
    assert pattern is not None
    assert pattern.form == "-a<number>"
    assert pattern.ids == (1000, 1010, 1020, 1030, 1040, 1050)


def test_between_two_ids_lie_the_days_of_their_neighbours():
    pattern = learn(POINTS)
    assert pattern is not None
    between = pattern.days_of(1015)
    assert (between.earliest, between.latest) == (FIRST + timedelta(days=1), FIRST + timedelta(2))
    assert (pattern.days_of(1).earliest, pattern.days_of(1).latest) == (None, FIRST)
    assert pattern.days_of(9999).earliest == FIRST + timedelta(days=5)
    assert pattern.days_of(9999).latest is None
    known = pattern.days_of(1020)
    assert (known.earliest, known.latest) == (FIRST + timedelta(days=2),) * 2


def test_four_points_are_too_few():
    assert ENOUGH_POINTS == 5
    assert learn(POINTS[:5]) is not None
    assert learn(POINTS[:4]) is None
    assert learn([*POINTS[:4], POINTS[0]]) is None


def test_one_inversion_and_nothing_is_learnt():
    url = "https://a.example/late-a1005"
    assert learn([*POINTS, (url, FIRST)]) is not None
    assert learn([*POINTS, (url, FIRST + timedelta(days=300))]) is None
    assert learn([*POINTS, ("https://a.example/other-a1050", FIRST)]) is None


def test_a_host_of_which_many_addresses_have_no_id_carries_none():
    bare = [(f"https://a.example/story-{name}", FIRST) for name in ("one", "two", "three", "four")]
    assert learn([*POINTS, *bare[:3]]) is not None
    assert learn([*POINTS, *bare]) is None


def test_ids_that_are_no_numbers_rise_with_nothing():
    assert learn([(f"https://a.example/x-0a1b2c3{n}", FIRST) for n in "abcdef"]) is None
    assert learn([]) is None


@given(st.lists(st.tuples(st.integers(1000, 9999), st.integers(0, 4000)), max_size=12))
def test_a_pattern_always_rises(numbers):
    points = [(f"https://a.example/x-a{n}", FIRST + timedelta(days=d)) for n, d in numbers]
    pattern = learn(points)
    if pattern is not None:
        assert list(pattern.ids) == sorted(set(pattern.ids))
        assert list(pattern.days) == sorted(pattern.days)
        for number in (0, *pattern.ids, 99_999):
            days = pattern.days_of(number)
            assert days.earliest is None or days.latest is None or days.earliest <= days.latest


LATE = ("https://a.example/late-a1005", FIRST + timedelta(days=300))


def test_the_one_address_without_which_the_ids_rise_is_misplaced():
    found = misplaced([*POINTS, LATE])
    assert found is not None
    assert (found.url, found.day, found.others) == (*LATE, 6)
    assert (found.days.earliest, found.days.latest) == (FIRST, FIRST + timedelta(days=1))


def test_of_two_that_break_the_order_none_is_known():
    other = ("https://a.example/other-a1025", FIRST + timedelta(days=200))
    assert misplaced([*POINTS, LATE, other]) is None
    assert misplaced(POINTS) is None


def test_two_neighbours_in_the_wrong_order_accuse_neither():
    days = [0, 1, 20, 10, 40, 50]
    swapped = [
        (f"https://a.example/x-a{1000 + at}", FIRST + timedelta(d)) for at, d in enumerate(days)
    ]
    assert misplaced(swapped) is None


def test_five_others_are_needed_to_call_one_misplaced():
    assert misplaced([*POINTS[:5], LATE]) is not None
    assert misplaced([*POINTS[:4], LATE]) is None
