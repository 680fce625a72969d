"""Reading, whole: places, titles, credit lines and clues fit together, whatever the kind."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.errors import UnreadableSourceError
from linkassay.extract import extract
from linkassay.extract.cited import cite_block
from linkassay.extract.parsed import ParsedBlock, ParsedDocument, RawLink
from linkassay.extract.reading import reading_of
from linkassay.model import (
    Block,
    CreditClass,
    Form,
    Group,
    MappedText,
    Reading,
    Region,
    Source,
    Span,
)

SHIPS = "https://example.org/two-ships-reach-the-harbour"
BREAD = "https://example.org/prices-of-bread-rise-again"
STORY = f"""The Town That
Fed Everybody

A long way to a short loaf

Under President Barack Obama the town kept to its policy, which passed in 2012:

{SHIPS}
{SHIPS}
{BREAD}

feeding everybody, as the council says (https://example.org/2014/03/05/council).

Related article: Two Ships Reach
the Harbour

Related article: Prices of Bread Rise Again

This opinion piece was first published by Bloomberg View. The views expressed in opinion pieces do
not necessarily reflect the position of The Moscow Times.
"""
PAGE = f"""<!doctype html>
<html lang="en">
<head><title>Two Ships</title>
<meta property="article:published_time" content="2014-03-06"></head>
<body>
<nav><a href="https://example.org/menu">Menu</a></nav>
<article>
<h1>Two Ships</h1>
<p>By Ana Bell</p>
<p>See <a href="{SHIPS}">the harbour</a>, under President
Barack Obama.</p>
</article>
</body></html>
"""


def of(text: str, locator: str = "a.txt") -> Reading:
    return next(extract(Source(locator, text.encode())))


def every_span(reading: Reading) -> list[Span]:
    found = [citation.span for citation in reading.citations]
    found += [item.span for item in reading.attributions]
    found += [clue.span for clue in reading.clues if clue.span is not None]
    return found


def test_a_story_comes_out_whole():
    reading = of(STORY)
    document = reading.document
    assert document.title == "The Town That Fed Everybody"
    assert document.sha256 == sha256(STORY.encode()).hexdigest()
    assert document.text == STORY
    assert [(c.url, c.region, c.span.line) for c in reading.citations] == [
        (SHIPS, Region.RELATED, 8),
        (SHIPS, Region.RELATED, 9),
        (BREAD, Region.RELATED, 10),
        ("https://example.org/2014/03/05/council", Region.PROSE, 12),
    ]
    assert [citation.anchor for citation in reading.citations] == [
        "Two Ships Reach the Harbour",
        "Two Ships Reach the Harbour",
        "Prices of Bread Rise Again",
        None,
    ]
    assert [(item.credit, item.span.line, item.outlet) for item in reading.attributions] == [
        (CreditClass.RELATED, 14, None),
        (CreditClass.RELATED, 17, None),
        (CreditClass.ORIGIN, 19, "Bloomberg View"),
        (CreditClass.DISCLAIMER, 19, "The Moscow Times"),
    ]
    assert {clue.group for clue in reading.clues} == {
        Group.OFFICE,
        Group.TEXT,
        Group.OUTLET,
        Group.URL,
    }
    assert any("in 2012: feeding everybody" in p.text for p in document.passages)
    assert [link.url for link in reading.links()][:2] == [SHIPS, BREAD]
    assert len(reading.citing(SHIPS)) == 2


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_change_no_line(line_end):
    one, other = of(STORY), of(STORY.replace("\n", line_end))
    assert [span.line for span in every_span(one)] == [span.line for span in every_span(other)]
    assert [c.url for c in one.citations] == [c.url for c in other.citations]
    assert [(c.source, c.days) for c in one.clues] == [(c.source, c.days) for c in other.clues]


def test_a_page_is_read_with_the_lines_of_its_source():
    reading = of(PAGE, "a.html")
    lines = PAGE.splitlines()
    for citation in reading.citations:
        assert citation.span.line is not None
        assert citation.written in lines[citation.span.line - 1]
    places = {citation.url: citation.region for citation in reading.citations}
    assert places == {SHIPS: Region.PROSE, "https://example.org/menu": Region.NAVIGATION}
    (byline,) = [a for a in reading.attributions if a.credit is CreditClass.BYLINE]
    assert (byline.person, byline.span.line) == ("Ana Bell", lines.index("<p>By Ana Bell</p>") + 1)
    assert {clue.group for clue in reading.clues} == {Group.OFFICE, Group.METADATA}


def test_a_citation_says_what_kind_of_block_it_stands_in():
    assert [(c.alone, c.interrupts) for c in of(STORY).citations] == [
        (True, True),
        (True, True),
        (True, True),
        (False, False),
    ]


def block(text: str, *links: RawLink) -> ParsedBlock:
    return ParsedBlock(Block(MappedText(text, ((0, 0),))), links)


def link(url: str, start: int | None, offset: int | None = None, **more: Any) -> RawLink:
    return RawLink(url, Span(1, None, start), Form.INLINE, offset=offset, **more)


def test_several_documents_of_one_source_are_told_apart():
    source = Source("box.mbox", b"...")
    one = reading_of(source, ParsedDocument("text/plain", "One", part="1"))
    assert one.document.locator == "box.mbox#1"
    assert reading_of(source, ParsedDocument("text/plain", "One")).document.locator == "box.mbox"


def test_what_the_reader_of_the_kind_counts_and_repairs_is_kept():
    notes = ("1 NUL character was replaced",)
    parsed = ParsedDocument("text/plain", "", anchors=("a",), notes=notes)
    reading = reading_of(Source("a.txt", b""), parsed)
    assert (reading.document.anchors, reading.notes) == (("a",), notes)


def test_a_reference_link_knows_its_definition():
    definition = Span(9, 6, 90, 100)
    raw = link(SHIPS, 0, 0, anchor="ships", definition=definition)
    reading = reading_of(
        Source("a.md", b""), ParsedDocument("text/markdown", "", blocks=(block("ships", raw),))
    )
    assert [citation.definition for citation in reading.citations] == [definition]


def test_links_that_stand_in_no_block_stand_where_their_place_puts_them():
    blocks = (block("x", link(SHIPS, 0)), block("y", link(BREAD, 20)))
    loose = (link("https://example.org/picture", 10),)
    parsed = ParsedDocument("text/html", "", blocks=blocks, loose=loose)
    found = reading_of(Source("a.html", b""), parsed).citations
    assert [citation.url for citation in found] == [SHIPS, "https://example.org/picture", BREAD]


@pytest.mark.parametrize(
    ("text", "links", "only"),
    [
        ("ships — bread", [("ships", 0), ("bread", 8)], True),
        ("ships and bread", [("ships", 0), ("bread", 10)], False),
        ("ships", [("a picture of ships", None)], False),
        ("ships", [("ships", None)], False),
        ("ships ships", [("ships", 0)], False),
        ("ships", [("ships", 0), ("ships", 0)], True),
        ("—", [], False),
    ],
)
def test_a_block_of_links_only_has_no_word_beside_them(text, links, only):
    raws = [link(SHIPS, 0, at, anchor=words) for words, at in links]
    assert cite_block(block(text, *raws)).only_links is only
    assert cite_block(block(text, *raws), counted=False).only_links is only


def test_context_is_what_stands_around_an_address():
    (_, _, _, council) = of(STORY).citations
    assert "as the council says" in council.context


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x7fELF" + bytes(200)])
def test_what_is_no_text_is_refused_in_words(data):
    with pytest.raises(UnreadableSourceError) as refused:
        next(extract(Source("a.txt", data)))
    assert refused.value.what
    assert refused.value.advice


def test_an_empty_source_is_an_empty_reading():
    reading = of("")
    assert (reading.citations, reading.attributions, reading.clues) == ((), (), ())


PARTS = st.sampled_from(
    [
        *STORY.split("\n\n"),
        "See <https://example.org/x> and [y](https://example.org/y).",
        "<p>See <a href='https://example.org/2019/03/29/z'>z</a> of March 29, 2019.</p>",
        "By Ana Bell | 29 March 2019",
        "Read also: Žofia’s 10 “Rules” — in 2017\u00a0and after",
        "\t  ",
        "https://example.org/a\nb\nhttps://example.org/",
    ]
)


@given(
    st.lists(PARTS, max_size=7),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
)
def test_every_span_points_into_its_document(parts, locator, glue):
    text = glue.join(parts)
    reading = of(text, locator)
    for span in every_span(reading):
        assert span.start is not None
        assert span.end is not None
        assert span.line is not None
        assert span.column is not None
        assert 0 <= span.start < span.end <= len(reading.document.text)
        before = reading.document.text[: span.start].replace("\r\n", "\n").replace("\r", "\n")
        assert span.line == before.count("\n") + 1
        assert span.column == len(before) - (before.rfind("\n") + 1) + 1
