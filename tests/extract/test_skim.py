"""Addresses without a reading: of a document that could not be read in full."""

from __future__ import annotations

import pytest

from linkassay.errors import UnreadableSourceError
from linkassay.extract import skim
from linkassay.extract.skim import MOST_ADDRESSES
from linkassay.model import Citation, Form, Region, Source


def skimmed(data: str | bytes, locator: str = "a.txt") -> list[Citation]:
    _, found = skim(Source(locator, data.encode() if isinstance(data, str) else data))
    return list(found)


def test_addresses_have_their_places_and_no_region():
    found = skimmed("one\r\n\r\nSee https://example.org/a and <https://example.org/b>.\n")
    assert [(item.url, item.span.line, item.span.column) for item in found] == [
        ("https://example.org/a", 3, 5),
        ("https://example.org/b", 3, 32),
    ]
    assert {item.region for item in found} == {Region.UNKNOWN}
    assert all(item.region.is_boilerplate for item in found)


def test_of_a_page_the_anchors_are_taken_outside_comments_and_scripts():
    found = skimmed(
        "<p>x\n<A class=x HREF='https://example.org/?a=1&amp;b=2'>y</a>"
        "<!-- <a href=https://example.org/no> --><script>'<a href=https://example.org/no>'</script>"
        "<style><a href=https://example.org/no></style><abbr href=https://example.org/no>"
        "<a name=z href=/relative><a href=https://example.org/last>",
        "a.html",
    )
    assert [(item.url, item.form) for item in found] == [
        ("https://example.org/?a=1&b=2", Form.INLINE),
        ("https://example.org/last", Form.INLINE),
    ]
    assert (found[0].span.line, found[0].span.column) == (2, 18)


def test_a_comment_without_an_end_takes_the_rest():
    assert skimmed("<p><!-- <a href=https://example.org/no>", "a.html") == []


def test_secrets_are_cut():
    (item,) = skimmed("https://example.org/?token=0123456789abcdef0123456789abcdef")
    assert item.url == "https://example.org/?token=REDACTED"
    assert "0123456789" not in repr(item)


def test_addresses_at_the_ends_of_windows_are_whole():
    line = "x" * 60 + " https://example.org/a-path-of-its-own\n"
    found = skimmed(line * 3_000)
    assert len(found) == 3_000
    assert {item.url for item in found} == {"https://example.org/a-path-of-its-own"}


def test_addresses_on_one_line_that_is_longer_than_a_window_are_whole():
    found = skimmed("https://example.org/a-path-of-its-own " * 5_000)
    assert len(found) == 5_000
    assert {item.url for item in found} == {"https://example.org/a-path-of-its-own"}


def test_there_is_an_end_to_them():
    assert len(skimmed("https://example.org/a\n" * (MOST_ADDRESSES + 5))) == MOST_ADDRESSES


def test_whoever_takes_them_may_stop():
    _, found = skim(Source("a.txt", b"https://example.org/a\n" * 500_000))
    assert next(found).url == "https://example.org/a"


def test_the_document_has_its_name_and_its_hash_alone():
    document, _ = skim(Source("https://example.org/?token=0123456789abcdef0123", b"# A title\n"))
    assert document.locator == "https://example.org/?token=REDACTED"
    assert len(document.sha256) == 64
    assert (document.title, document.text, document.metadata) == (None, "", ())


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableSourceError, match="a PDF"):
        skim(Source("a.txt", b"%PDF-1.7"))


def test_an_address_in_code_is_marked_as_such():
    text = (
        "https://example.org/a `https://example.org/b`\n\n"
        "```\ncurl https://example.org/c\n```\n\nhttps://example.org/d\n"
    )
    _, found = skim(Source("a.md", text.encode()))
    assert [item.url[-1] for item in found if item.code] == ["b", "c"]
