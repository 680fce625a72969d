"""Addresses of a site that is crawled."""

import pytest

from linkassay.urls.crawled import crawled, form_of, is_endless, sameness

HERE = "https://example.org/folder/page"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("x#y", "https://example.org/folder/x"),
        ("/a?b=1&utm_source=c", "https://example.org/a?b=1"),
        ("/a?PHPSESSID=0a1b2c3d", "https://example.org/a"),
        ("/a;jsessionid=0A1B2C3D4E?x=1", "https://example.org/a?x=1"),
        ("/(S(lit3py55t21z5v55vlm25s55))/a", "https://example.org/a"),
        ("mailto:desk@paper.example", None),
        ("javascript:void(0)", None),
        ("http://", None),
        ("/" + "a" * 3_000, None),
    ],
)
def test_an_address_is_asked_without_what_follows_a_visitor(written, asked):
    assert crawled(written, HERE) == asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1"),
        ("https://example.org/a", "http://www.example.org/a"),
        ("https://example.org", "https://example.org/"),
    ],
)
def test_ways_to_write_one_address_are_the_same(one, other):
    assert sameness(one) == sameness(other)


@pytest.mark.parametrize("other", ["/A", "/a/", "/a?x=1", "/b"])
def test_other_addresses_are_others(other):
    assert sameness("https://example.org/a") != sameness(f"https://example.org{other}")


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("https://example.org/2026/11/story", "example.org/0/0/"),
        ("https://www.example.org/cal?month=1&year=2", "example.org/?month&year"),
        ("https://example.org/item/0a1b2c3d4e/x", "example.org/item/0/"),
    ],
)
def test_the_form_of_an_address(address, form):
    assert form_of(address) == form


def test_a_path_that_repeats_itself_has_no_end():
    assert is_endless("https://example.org/a/b/a/b/a/b/")
    assert is_endless("https://example.org/" + "/".join(map(str, range(20))))
    assert not is_endless("https://example.org/2026/11/24/story")
