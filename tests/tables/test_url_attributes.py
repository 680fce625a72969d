"""What carries an address in HTML: each row of the table is read as it says."""

from __future__ import annotations

import pytest

from linkassay.extract.formats.html import parse_html
from linkassay.extract.parsed import ParsedDocument
from linkassay.model import Form
from linkassay.tables.url_attributes import Meaning, Parser, UrlAttribute, url_attributes

ADDRESS = "https://a.example/x"
ROWS = url_attributes()
WRITTEN = {
    Parser.URL: ADDRESS,
    Parser.URLS: f"{ADDRESS} https://b.example/",
    Parser.SRCSET: f"{ADDRESS} 2x, https://b.example/ 3x",
    Parser.REFRESH: f"5; url={ADDRESS}",
    Parser.CSS: f"background: url({ADDRESS})",
    Parser.SCRIPT: f"go('{ADDRESS}')",
    Parser.DOCUMENT: f"<a href={ADDRESS}>x</a>",
}
"""One value for each way of writing addresses."""


def page_of(row: UrlAttribute) -> str:
    """A page on which the row's attribute, and no other, carries an address."""
    name = {"*": "div"}.get(row.element, row.element.removeprefix("svg "))
    others = f" rel={row.rel}" if row.rel else ""
    others += f" http-equiv={row.http_equiv}" if row.http_equiv else ""
    tag = f'<{name}{others} {row.attribute}="{WRITTEN[row.parser]}">'
    if name == "frame":
        return f"<frameset>{tag}</frameset>"
    if name in ("td", "th"):
        tag = f"<table><tr>{tag}x</table>"
    return f"<svg>{tag}</svg>" if row.element.startswith("svg ") else f"{tag}x</{name}>"


def citations_of(document: ParsedDocument) -> list[tuple[str, Form]]:
    return [(link.address, link.form) for parsed in document.blocks for link in parsed.links]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.element}-{row.attribute}-{row.rel}")
def test_a_row_is_read_as_it_says(row: UrlAttribute) -> None:
    document = parse_html(page_of(row), "page.html")
    stated = [item.value for item in document.metadata]
    assert citations_of(document) == ([(ADDRESS, row.form)] if row.form else [])
    if row.element != "base":
        assert stated == ([ADDRESS] if row.meaning is Meaning.STATEMENT else [])


def test_the_base_is_stated_for_the_other_addresses() -> None:
    document = parse_html("<base href=https://b.example/y/><a href=z>z</a>", "page.html")
    assert citations_of(document) == [("https://b.example/y/z", Form.INLINE)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.element}-{row.attribute}-{row.rel}")
def test_a_row_is_whole(row: UrlAttribute) -> None:
    assert row.source
    assert (row.form is not None) == (row.meaning is Meaning.CITATION)
    assert row.element == row.element.lower()
    assert row.attribute == row.attribute.lower()


def test_no_row_stands_twice() -> None:
    keys = [(row.element, row.attribute, row.rel, row.http_equiv) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_every_meaning_and_every_way_of_writing_has_a_row() -> None:
    assert {row.meaning for row in ROWS} == set(Meaning)
    assert {row.parser for row in ROWS} == set(Parser)


def test_of_two_addresses_of_one_link_the_first_row_counts() -> None:
    page = "<svg><a xlink:href=https://old.example/ href=https://new.example/>x</a></svg>"
    assert citations_of(parse_html(page)) == [("https://new.example/", Form.INLINE)]


def test_the_words_of_a_picture_are_not_the_page_s_words() -> None:
    (parsed,) = parse_html(
        f"<p>Text<svg><a href={ADDRESS}>word https://c.example/</a></svg>"
    ).blocks
    assert parsed.block.content.text == "Text"
    assert [(link.address, link.anchor) for link in parsed.links] == [(ADDRESS, None)]
