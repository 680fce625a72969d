"""Attributes of a tag, found in its source where a browser finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from linkassay.extract.tags import attribute_ranges, trimmed


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ('<a title="a>b" href=https://a.example/>', "https://a.example/"),
        ("<a HREF = ' https://a.example/ '>", "https://a.example/"),
        ("<a title='x'href=https://a.example/\u00a0y>", "https://a.example/\u00a0y"),
        ('<a "x href=https://a.example/>', "https://a.example/"),
        ("<a =x href=https://a.example/ href=https://b.example/>", "https://a.example/"),
        ("<a/href=x/>", "x/"),
        ("<a href>", None),
        ("<a href=''>", None),
    ],
)
def test_an_attribute_is_found_as_a_browser_finds_it(tag: str, written: str | None) -> None:
    text = f"é {tag}x</a> href=no"
    found = attribute_ranges(text, 2).get("href")
    shown = text[slice(*trimmed(text, *found))] if found else None
    assert (shown or None) == written


PIECE = st.sampled_from(["href", "HREF", "x", "=", "'", '"', " ", "/", "\n", "\u00a0", "é", "\f"])


@given(st.lists(PIECE, max_size=12).map("".join))
def test_values_are_those_of_the_parser(inside: str) -> None:
    tag = f"<a {inside}>"
    tree = JustHTML(tag, sanitize=False, fragment=True)
    nodes = [node for node in tree.root.children if node.name == "a"]
    for name, value in (nodes[0].attrs if nodes else {}).items():
        if value:
            start, end = attribute_ranges(tag, 0)[name]
            assert tag[start:end] == value
