"""Relative addresses: which ones there are, and the file that each names beside its document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.urls.local import (
    is_page,
    is_relative,
    is_web,
    leaves_root,
    local_target,
    meanings,
    page_files,
    with_scheme,
)


@pytest.mark.parametrize(
    ("address", "web", "relative"),
    [
        ("https://a.example/", True, False),
        ("HTTP://a.example/", True, False),
        ("ftp://a.example/", True, False),
        ("//a.example/x", True, False),
        ("a.md", False, True),
        ("/a", False, True),
        ("../a", False, True),
        ("?x=1", False, True),
        ("#a", False, True),
        ("www.a.example", False, True),
        ("a:b", False, False),
        ("C:\\a", False, False),
        ("mailto:a@b.example", False, False),
        ("file:///a", False, False),
        ("data:,x", False, False),
        ("", False, False),
        ("#", False, False),
    ],
)
def test_an_address_is_of_the_web_or_needs_a_base_or_neither(address, web, relative):
    assert (is_web(address), is_relative(address)) == (web, relative)


def test_without_a_scheme_https_is_taken():
    assert with_scheme("//a.example/x") == "https://a.example/x"
    assert with_scheme("http://a.example/") == "http://a.example/"


@pytest.mark.parametrize(
    ("locator", "address", "path", "fragment", "from_root"),
    [
        ("docs/a.md", "b.md", "docs/b.md", None, False),
        ("docs/a.md", "./b.md#c", "docs/b.md", "c", False),
        ("docs/a.md", "../b.md", "b.md", None, False),
        ("docs/a.md", "../../other", "../other", None, False),
        ("a.md", "../x", "../x", None, False),
        ("docs/a.md", "sub/", "docs/sub/", None, False),
        ("docs/a.md", ".", "docs", None, False),
        ("docs/a.md", "/img/a.png", "img/a.png", None, True),
        ("docs/a.md", "/../a.png", "a.png", None, True),
        ("docs/a.md", "/", ".", None, True),
        ("docs/a.md", "#b", "docs/a.md", "b", False),
        ("docs/a.md", "?page=2", "docs/a.md", None, False),
        ("docs/a.md", "a.js?v=2#x", "docs/a.js", "x", False),
        ("docs/a.md", "b%20c.md#%C3%BC", "docs/b c.md", "ü", False),
        ("docs/a.md", "b.md#", "docs/b.md", "", False),
        ("/home/a.md", "b.md", "/home/b.md", None, False),
        ("-", "#b", "-", "b", False),
        ("-", "b.md#c", None, "c", False),
        ("https://a.example/", "b.md", None, None, False),
        ("a.md", "b%FF.md", None, None, False),
        ("a.md", "b%00.md", None, None, False),
        ("a.md", "{{ url }}", None, None, False),
        ("a.md", "{% link a.md %}#b", None, None, False),
        ("a.md", "<%= path %>", None, None, False),
        ("a.md", "$BASE/x", None, None, False),
        ("a.md", "${base}/x", None, None, False),
        ("a.md", "%PATH%/x", None, None, False),
        ("a.md", "...", None, None, False),
        ("a.md", "path/to/file.md", None, None, False),
        ("a.md", "url", "url", None, False),
        ("a.md", "@site/x.md", None, None, False),
        ("a.md", "../../issues", None, None, False),
        ("docs/a.md", "../../wiki/Home#b", None, None, False),
        ("docs/a/b.md", "../../issues.md", "issues.md", None, False),
        ("docs/a.md", "../issues", "issues", None, False),
        ("a.md", "a/" * 70, None, None, False),
        ("a.md", "50%.md", "50%.md", None, False),
    ],
)
def test_a_relative_address_names_a_file_and_a_place(locator, address, path, fragment, from_root):
    assert local_target(locator, address) == (path, fragment, from_root)


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_address_names_a_file_of_its_own_name_or_none(locator, address):
    path, _, _ = local_target(locator, address)
    assert path is None or path == locator or "//" not in path.lstrip("/")


@pytest.mark.parametrize(
    ("path", "leaves"), [("..", True), ("../a", True), ("..a", False), ("a", False)]
)
def test_two_dots_at_the_front_leave_the_root(path, leaves):
    assert leaves_root(path) is leaves


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("guide", "guide.md"),
        ("guide", "guide.html"),
        ("guide", "guide/_index.md"),
        ("guide/", "guide/index.md"),
        ("guide/", "guide/README.md"),
        ("guide/", "guide.md"),
        ("guide.html", "guide.md"),
    ],
)
def test_a_page_may_be_made_of_a_file_of_another_name(path, file):
    assert file in list(page_files(path))


@pytest.mark.parametrize(
    ("path", "page"),
    [("a.html", True), ("a.XHTML", True), ("a.htm", True), ("a.md", False), ("a/", False)],
)
def test_a_page_as_it_is_has_an_ending_of_html(path, page):
    assert is_page(path) is page


def test_what_is_no_page_has_its_own_name_only():
    assert list(page_files("docs/a.png")) == ["docs/a.png"]


@pytest.mark.parametrize(
    ("path", "document", "other"),
    [
        ("install", "guide/intro.md", ["guide/install", "install"]),
        ("docs/img/a.png", "docs/b.md", ["docs/b/img/a.png", "docs/img/a.png"]),
        ("guide/", "a.md", ["a/guide/", "guide/"]),
        ("/home/a/x", "/home/a/docs/b.md", ["/home/a/docs/x", "/home/a/x"]),
        ("docs", "docs/b.md", ["docs", "docs/b"]),
        ("docs/a", "docs/index.md", ["docs/a"]),
        ("docs/a", "docs/README.md", ["docs/a"]),
    ],
)
def test_a_page_that_becomes_a_folder_counts_from_there(path, document, other):
    assert sorted(meanings(path, document)) == other
