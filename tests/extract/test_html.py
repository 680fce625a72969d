import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import citations, extract
from linkassay.extract.decode import NotTextError
from linkassay.extract.formats.html import parse_html, read
from linkassay.extract.parsed import ParsedDocument, RawLink
from linkassay.model import BlockKind, Form, Source

PAGE = """\
<!doctype html>
<html lang="en"><head><title>The  Title &amp; more - Site</title>
<meta property="article:published_time" content="2019-03-29">
<link rel="canonical" href="https://s.example/a">
<script type="application/ld+json">
{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
 "datePublished": "2019-03-28", "author": [{"name": "Jane"}, "Joe"], "isBasedOn": {"url": "https://o.example/"}}]}
</script><script type="application/ld+json">{broken</script>
</head><body class="has-sidebar">
<header><nav><a href="https://nav.example/">n</a></nav></header>
<article><header><h1>The Title &amp; more</h1><p class="standfirst">A dek.</p>
<time datetime="2019-03-29T10:00">x</time></header>
<p>"Text" &amp; <a href="https://a.example/?x=1&amp;y=2">a <b>link</b></a>, https://b.example/a?b=1&amp;c=2
<img src="//i.example/p.png" alt="pic"> <a href="/r">rel</a><a href="mailto:x@y">m</a><br>al-
Assad</p>
<p><a href="https://c.example/1">https://c.example/1</a><br>
https://c.example/2</p>
<div class=related-x><a href='https://d.example/'><h3>Card title</h3></a><time datetime=2></div>
<blockquote cite="https://q.example/">Q<footer><a href=https://e.example/>E</a></footer></blockquote>
<pre>https://w.example/2019/
03/29/slug-x</pre>
<template><a href="https://no.example/">x</a></template><div hidden><a href="https://hidden.example/">x</a></div>
</article>
<footer>F <a href="https://f.example/">f</a></footer></body></html>
"""


def links_of(document: ParsedDocument) -> list[RawLink]:
    return [link for parsed in document.blocks for link in parsed.links]


def check_positions(document: ParsedDocument) -> None:
    for link in links_of(document):
        if link.span.start is not None:
            found = re.sub(r"\s", "", document.text[link.span.start : link.span.end])
            assert found in (re.sub(r"\s", "", link.written), "")
    for parsed in document.blocks:
        content = parsed.block.content
        for index in range(len(content.text)):
            assert 0 <= content.source_offset(index) <= len(document.text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_address_with_its_place(line_end: str) -> None:
    document = parse_html(PAGE.replace("\n", line_end))
    check_positions(document)
    found = [
        (link.span.line, link.form, link.address, link.anchor)
        for parsed in document.blocks
        for link in parsed.links
    ]
    assert found == [
        (10, Form.INLINE, "https://nav.example/", "n"),
        (13, Form.INLINE, "https://a.example/?x=1&y=2", "a link"),
        (13, Form.BARE, "https://b.example/a?b=1&c=2", None),
        (14, Form.EMBED, "https://i.example/p.png", "pic"),
        (14, Form.INLINE, "/r", "rel"),
        (16, Form.INLINE, "https://c.example/1", "https://c.example/1"),
        (17, Form.BARE, "https://c.example/2", None),
        (18, Form.INLINE, "https://d.example/", "Card title"),
        (19, Form.QUOTE, "https://q.example/", None),
        (19, Form.INLINE, "https://e.example/", "E"),
        (20, Form.BARE, "https://w.example/2019/03/29/slug-x", None),
        (22, Form.INLINE, "https://hidden.example/", "x"),
        (24, Form.INLINE, "https://f.example/", "f"),
    ]


def test_the_text_of_a_link_is_found_in_its_block() -> None:
    for parsed in parse_html(PAGE).blocks:
        for link in parsed.links:
            if link.offset is not None:
                shown = link.anchor or link.address
                assert parsed.block.content.text.startswith(shown, link.offset)


def test_blocks_hold_what_a_reader_reads() -> None:
    parsed = [item.block for item in parse_html(PAGE).blocks]
    blocks = [(block.kind, block.content.text) for block in parsed]
    assert (BlockKind.TITLE, "The Title & more") in blocks
    text = '"Text" & a link, https://b.example/a?b=1&c=2 relm al-Assad'
    assert (BlockKind.PARAGRAPH, text) in blocks
    assert (BlockKind.ADDRESSES, "https://c.example/1 https://c.example/2") in blocks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://a.example/ https://a.example/", BlockKind.ADDRESSES),
        ("<a href=https://a.example/>https://a.example/</a>, _ -", BlockKind.ADDRESSES),
        ("<a href=https://a.example/>A word</a>", BlockKind.PARAGRAPH),
        ("See https://a.example/", BlockKind.PARAGRAPH),
        ("https://a.example/ and more", BlockKind.PARAGRAPH),
        ("https://a.example/ <a href=https://b.example/>b</a>", BlockKind.PARAGRAPH),
        ("<img src=https://a.example/>", BlockKind.PARAGRAPH),
    ],
)
def test_a_block_of_addresses_has_no_other_word(text: str, kind: BlockKind) -> None:
    (parsed,) = parse_html(f"<p>{text}</p>").blocks
    assert parsed.block.kind is kind


def test_each_character_keeps_its_place() -> None:
    text = (
        "<p>A &amp; B &lt;c&gt; &eacute; d&nbsp;e &#x41;f\r\n<b>g</b> &unknown; h &amp;amp; i</p>"
    )
    prose = parse_html(text).blocks[0].block.content
    assert prose.text == "A & B <c> é d e Af g &unknown; h &amp; i"
    for index, char in enumerate(prose.text):
        there = text[prose.source_offset(index)]
        assert there == char or there == "&" or char == " " or (char in "amp;" and there in "amp;")


@pytest.mark.parametrize(
    ("page", "locator", "expected"),
    [
        ("<a href='x'>y</a>", "https://a.example/b/c", ["https://a.example/b/x"]),
        (
            "<base href='https://b.example/'><a href='x'>y</a>",
            "https://a.example/",
            ["https://b.example/x"],
        ),
        ("<base href='https://b.example/'><a href='x'>y</a>", "page.html", ["https://b.example/x"]),
        ("<a href='x'>y</a><a href='//c.example/'>z</a>", "page.html", ["x", "https://c.example/"]),
        ("<a href='http:///x'>y</a>", "page.html", ["http:///x"]),
        (
            "<base target=x><base href=/b/><base href=/c/><a href='x'>y</a>",
            "https://a.example/",
            ["https://a.example/b/x"],
        ),
        ("<base href=/b/><a href='x'>y</a>", "page.html", ["/b/x"]),
        ("<base href=../b/><a href='x#y'>y</a>", "page.html", ["../b/x#y"]),
        ("<base href=file:///b/><a href='x'>y</a>", "page.html", ["x"]),
        ("<base href=file:///b/><a href='x'>y</a>", "https://a.example/", ["https://a.example/x"]),
        (
            "<a href='javascript:x'>y</a><a href='data:,x'>y</a><a href>y</a>",
            "https://a.example/",
            [],
        ),
    ],
)
def test_relative_addresses(page: str, locator: str, expected: list[str]) -> None:
    assert [link.address for link in links_of(parse_html(page, locator))] == expected


@pytest.mark.parametrize(
    ("href", "locator", "relative"),
    [
        ("x", "page.html", True),
        ("/x?y#z", "page.html", True),
        ("?y", "page.html", True),
        ("#x", "page.html", True),
        ("x", "https://a.example/", False),
        ("//a.example/", "page.html", False),
        ("https://a.example/", "page.html", False),
        ("//[x/", "https://a.example/", None),
        ("#x", "https://a.example/", None),
        ("#", "page.html", None),
        ("", "page.html", None),
        ("mailto:a@b.example", "page.html", None),
        ("javascript:x()", "page.html", None),
        ("tel:1", "page.html", None),
        ("data:,x", "page.html", None),
    ],
)
def test_links_without_a_base_are_relative(href: str, locator: str, relative: bool | None) -> None:
    found = [link.relative for link in links_of(parse_html(f"<a href='{href}'>x</a>", locator))]
    assert found == ([] if relative is None else [relative])


def test_pictures_are_cited_and_what_is_no_part_of_the_page_is_not() -> None:
    page = "<img src=x.png><link href=y><template><a href=z>z</a></template>"
    assert [link.address for link in links_of(parse_html(page, "page.html"))] == ["x.png"]


def test_the_places_of_a_page_are_its_ids_and_named_anchors() -> None:
    page = "<p id=a>x<a name=b></a><a id=c name=c>y</a><img name=d><h2>Four</h2><p id>"
    assert parse_html(page).anchors == ("a", "b", "c")
    assert parse_html(page + "{{ more }}").anchors is None
    assert parse_html("<?php top() ?>" + page).anchors is None


@pytest.mark.parametrize(
    ("page", "address", "anchor"),
    [
        (
            "<a href=https://a.example/>the <b>whole</b> text</a> x",
            "https://a.example/",
            "the whole text",
        ),
        ("<a href=https://a.example/><h3>A card</h3></a>", "https://a.example/", "A card"),
        ("<a href=https://a.example/> </a>x", "https://a.example/", None),
        ("<area href=https://a.example/ alt=map>", "https://a.example/", "map"),
        ("<iframe src=https://a.example/ alt=no></iframe>", "https://a.example/", None),
        ("<body style='display: none'><p>https://a.example/", "https://a.example/", None),
        ("<p>https://a.example/2019/\n03/29/slug-x", "https://a.example/2019/", None),
        ("<pre>https://a.example/2019/\n03/29/slug-x", "https://a.example/2019/03/29/slug-x", None),
    ],
)
def test_a_link_has_the_words_that_a_reader_clicks_on(
    page: str, address: str, anchor: str | None
) -> None:
    assert [(link.address, link.anchor) for link in links_of(parse_html(page))] == [
        (address, anchor)
    ]


def test_depth_is_no_reason_to_fail() -> None:
    document = parse_html("<div>" * 20000 + "<a href=https://a.example/>x</a>")
    assert len(links_of(document)) == 1
    deep = "[" * 50000
    assert parse_html(f"<script type=application/ld+json>{deep}</script><p>x").metadata == ()


def test_bytes_are_decoded_as_declared() -> None:
    source = Source("page.html", "<title>Ж</title>".encode("cp1251"))
    (document,) = read(source, "windows-1251")
    assert (document.title, document.media_type) == ("Ж", "text/html")


def test_bytes_that_are_not_text_are_refused() -> None:
    with pytest.raises(NotTextError, match="a PDF"):
        list(read(Source("page.html", b"%PDF-1.7"), None))


PIECE = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<a href='https://a.example/'>",
        "</a>",
        "<h1>",
        "</h1>",
        "<table>",
        "<td>",
        "<b>",
        "</b>",
        "<br>",
        "<img src=https://b.example/>",
        "https://c.example/&amp;x",
        "word ",
        "\r\n",
        "\n",
        "&amp;",
        "&lt",
        "&#",
        "\r",
        "<a href=",
        '"',
        ">",
        "<nav>",
        "</nav>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<time datetime=2019>",
        "é",
    ]
)


@given(st.lists(PIECE, max_size=16).map("".join))
def test_any_page_is_read(text: str) -> None:
    check_positions(parse_html(text))


def test_raw_text_has_no_references() -> None:
    """Else a place would lie behind the end of the page."""
    (parsed,) = parse_html("<iframe>&amp;&amp; https://a.example/x").blocks
    (link,) = parsed.links
    assert (link.span.start, link.span.end) == (19, 38)


@pytest.mark.parametrize("base", ["http://[", "//[", "http://[::1", "https://a]/", "http://a℀b/"])
def test_a_base_that_is_none_costs_no_link(base):
    page = f'<base href="{base}"><a href=/x>y</a> <a href=https://a.example/>z</a>'
    (reading,) = extract(Source("a.html", page.encode(), "text/html"))
    assert "https://a.example/" in [link.url for link in reading.links()]
    assert [item.url for item in citations(Source("a.html", page.encode(), "text/html"))]
