"""The parts of what may be no address."""

from __future__ import annotations

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
