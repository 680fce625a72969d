"""The parts of what may be no address."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkassay.urls.parts import parts_of


def test_an_address_is_cut_where_its_signs_stand() -> None:
    parts = parts_of("https://example.org:8080/news/a?page=2#end")
    assert (parts.scheme, parts.hostname, parts.path) == ("https", "example.org", "/news/a")
    assert (parts.query, parts.fragment) == ("page=2", "end")


@pytest.mark.parametrize("text", ["http://[::1/a?b#c", "//a]b/c?d"])
def test_what_cannot_be_cut_has_no_parts(text: str) -> None:
    assert not any(parts_of(text))


@given(st.text(max_size=40).map("http://".__add__) | st.text(max_size=40))
@example("http://[")
def test_nothing_makes_it_fail(text: str) -> None:
    parts = parts_of(text)
    assert parts.hostname is None or parts.netloc


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org/",
        "https://a-b.example.org:8080/a/b;c?d=e?f#g#h",
        "https://example.org?a#",
        "https://example.org/?",
        "https://example.org/\u00e9/ /b\\c",
        "https://example.org:99999/a",
        "https://Example.org/A",
        "HTTPS://example.org/a",
        "https://user@example.org/a",
        "https://example.org\\a",
        "https://example.org/a\tb",
        "https://example.org/a\nb?c\rd",
        " https://example.org/a",
        "https://example.org/a\x00 ",
        "https://[::1]/a",
        "https://b\u00fccher.example/a",
        "https:///a",
        "https:/example.org/a",
        "mailto:a@example.org",
    ],
)
def test_plain_addresses_are_split_as_the_standard_library_does(text: str) -> None:
    assert parts_of(text) == urlsplit(text)
