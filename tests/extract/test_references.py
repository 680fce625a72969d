"""Lists of sources and notes, in every kind of document."""

from __future__ import annotations

import pytest

from linkassay.extract import extract
from linkassay.model import Citation, Region, Source

SENTENCE = "The two ships reached the harbour on a quiet morning, and nobody in town was surprised."
A, B = "https://example.org/a", "https://example.org/b"


def cited(text: str, locator: str) -> tuple[Citation, ...]:
    return next(extract(Source(locator, text.encode()))).citations


def regions(text: str, locator: str = "a.md") -> dict[str, Region]:
    return {item.url: item.region for item in cited(text, locator)}


@pytest.mark.parametrize(
    "heading",
    ["Sources", "References:", "4. Notes", "Quellen", "Références", "Fuentes", "Источники"],
)
@pytest.mark.parametrize("mark", ["##", "#####"])
def test_what_stands_under_such_a_heading_is_a_reference(heading: str, mark: str) -> None:
    text = f"# A\n\nSee {B}.\n\n{mark} {heading}\n\n- The report, <{A}>\n- An undated letter\n"
    assert regions(text) == {B: Region.PROSE, A: Region.REFERENCE}
    assert regions(f"{text}\n## More of it\n\nSee {B}/2.\n")[f"{B}/2"] is Region.PROSE


@pytest.mark.parametrize(
    "heading", ["Resources", "Source code", "Open sources of water", "See also"]
)
def test_another_heading_makes_no_references(heading: str) -> None:
    assert regions(f"# A\n\n## {heading}\n\nThe report, <{A}>\n") == {A: Region.PROSE}


def test_the_title_of_a_document_makes_no_references() -> None:
    assert regions(f"# Sources\n\nThe report, <{A}>\n") == {A: Region.PROSE}


def test_a_footnote_is_a_reference_and_the_text_around_it_is_not() -> None:
    text = f"A claim.[^1]\n\n[^1]: The report, <{A}>.\n\n    `{A}/code`\n\nSee {B}.\n"
    assert regions(text) == {
        A: Region.REFERENCE,
        f"{A}/code": Region.REFERENCE,
        B: Region.PROSE,
    }


@pytest.mark.parametrize("note", ["[1] {}", "Sources: {}", "Quelle: Amtsblatt, {}", "^ {}"])
def test_a_note_with_an_address_is_a_reference(note: str) -> None:
    text = f"A headline\n\n{SENTENCE}\n\n{note.format(A)}\n"
    assert regions(text, "a.txt") == {A: Region.REFERENCE}


def test_a_label_holds_as_long_as_addresses_follow() -> None:
    text = f"A headline\n\n{SENTENCE}\n\nSources:\n\nThe report, {A}\n\n{SENTENCE}\n\n{B}\n"
    assert regions(text, "a.txt") == {A: Region.REFERENCE, B: Region.PROSE}


def test_in_a_page_a_heading_holds_inside_its_element() -> None:
    article = f"<h1>A headline</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>"
    sources = f"<section><h2>Sources</h2><ul><li><a href={A}>The report</a></ul></section>"
    page = f"<div>{article}{sources}<p><a href={B}>Next</a></p></div>"
    assert regions(page, "a.html") == {A: Region.REFERENCE, B: Region.NAVIGATION}
    menu = f"<nav><h2>Sources</h2><ul><li><a href={A}>The report</a></ul></nav><div>{article}</div>"
    assert regions(menu, "a.html") == {A: Region.NAVIGATION}


def test_many_headings_and_nested_elements_take_time_that_grows_with_their_number() -> None:
    rows = f"<section><h2>Sources</h2><p><a href={A}>The report</a></section><p>x</p>" * 5_000
    page = f"<p>{SENTENCE}</p>{'<div>' * 5_000}{rows}"
    assert {item.region for item in cited(page, "a.html")} == {Region.REFERENCE}
