import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkassay.extract.sheet import Sheet

from linkassay.extract.formats.html import parse_html as read_html
from linkassay.model import BlockKind, Form, Region

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
<template><a href="https://no.example/">x</a></template><div hidden><a href="https://no.example/">x</a></div>
</article>
<footer>F <a href="https://f.example/">f</a></footer></body></html>
"""


def check_positions(sheet: Sheet) -> None:
    for raw in sheet.raws:
        if raw.span.start is not None:
            found = re.sub(r"\s", "", sheet.text[raw.span.start : raw.span.end])
            assert found in (re.sub(r"\s", "", raw.written), "")
        assert 0 <= raw.block < len(sheet.blocks)
    for block in sheet.blocks:
        for index in range(len(block.content.text)):
            assert 0 <= block.content.source_offset(index) <= len(sheet.text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_address_with_its_place(line_end: str) -> None:
    sheet = read_html(PAGE.replace("\n", line_end))
    check_positions(sheet)
    found = [
        (raw.span.line, raw.form, raw.address, raw.anchor, sheet.blocks[raw.block].region)
        for raw in sheet.raws
    ]
    body, boilerplate = Region.PROSE, Region.RELATED
    assert found == [
        (10, Form.INLINE, "https://nav.example/", "n", boilerplate),
        (13, Form.INLINE, "https://a.example/?x=1&y=2", "a link", body),
        (13, Form.BARE, "https://b.example/a?b=1&c=2", None, body),
        (14, Form.EMBED, "https://i.example/p.png", "pic", body),
        (16, Form.INLINE, "https://c.example/1", "https://c.example/1", body),
        (17, Form.BARE, "https://c.example/2", None, body),
        (18, Form.INLINE, "https://d.example/", "Card title", boilerplate),
        (19, Form.QUOTE, "https://q.example/", None, body),
        (19, Form.INLINE, "https://e.example/", "E", body),
        (20, Form.BARE, "https://w.example/2019/03/29/slug-x", None, body),
        (24, Form.INLINE, "https://f.example/", "f", boilerplate),
    ]


def test_the_text_of_a_link_is_found_in_the_prose() -> None:
    sheet = read_html(PAGE)
    for raw in sheet.raws:
        if raw.start_in_prose is not None:
            shown = raw.anchor or raw.address
            assert sheet.blocks[raw.block].content.text.startswith(shown, raw.start_in_prose)


def test_blocks_hold_what_a_reader_reads() -> None:
    blocks = [(block.kind, block.content.text) for block in read_html(PAGE).blocks]
    assert (BlockKind.TITLE, "The Title & more") in blocks
    text = '"Text" & a link, https://b.example/a?b=1&c=2 relm al-Assad'
    assert (BlockKind.PARAGRAPH, text) in blocks
    assert (BlockKind.ADDRESSES, "https://c.example/1 https://c.example/2") in blocks


def test_each_character_keeps_its_place() -> None:
    text = (
        "<p>A &amp; B &lt;c&gt; &eacute; d&nbsp;e &#x41;f\r\n<b>g</b> &unknown; h &amp;amp; i</p>"
    )
    sheet = read_html(text)
    prose = sheet.blocks[0].content
    assert prose.text == "A & B <c> é d e Af g &unknown; h &amp; i"
    for index, char in enumerate(prose.text):
        there = text[prose.source_offset(index)]
        assert there == char or there == "&" or char == " " or (char in "amp;" and there in "amp;")


def test_what_the_page_says_of_itself() -> None:
    sheet = read_html(PAGE)
    assert (sheet.title, sheet.dek, sheet.language) == ("The Title & more", "A dek.", "en")
    assert [(item.name, item.value, item.span and item.span.line) for item in sheet.metadata] == [
        ("article:published_time", "2019-03-29", 3),
        ("canonical", "https://s.example/a", 4),
        ("json-ld:datePublished", "2019-03-28", 7),
        ("json-ld:isBasedOn", "https://o.example/", 7),
        ("json-ld:author", "Jane", 7),
        ("json-ld:author", "Joe", 7),
        ("time", "2019-03-29T10:00", 12),
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Story | Site</title><h1>Site</h1><h1>Story</h1>", "Site"),
        ("<meta property=og:title content=Story><title>x</title><h1>Logo</h1>", "Story"),
        ("<title>Story</title><nav><h1>Story</h1></nav>", "Story"),
        ("<h1>Only</h1>", "Only"),
        ("<body><header><h1>Head</h1></header><p>x", "Head"),
        ("<p>x", None),
    ],
)
def test_the_title_is_chosen(page: str, title: str | None) -> None:
    assert read_html(page).title == title


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
        ("<a href='x'>y</a><a href='//c.example/'>z</a>", "page.html", ["https://c.example/"]),
        ("<a href='http:///x'>y</a>", "page.html", ["http:///x"]),
        (
            "<a href='javascript:x'>y</a><a href='data:,x'>y</a><a href>y</a>",
            "https://a.example/",
            [],
        ),
    ],
)
def test_relative_addresses(page: str, locator: str, expected: list[str]) -> None:
    assert [raw.address for raw in read_html(page, locator).raws] == expected


@pytest.mark.parametrize(
    "wrapper",
    [
        "<nav>{}</nav>",
        "<aside>{}</aside>",
        "<footer>{}</footer>",
        "<div role=navigation>{}</div>",
        "<div class='article-sidebar x'>{}</div>",
        "<ul id=breadcrumb><li>{}</li></ul>",
        "<div class=relatedArticles>{}</div>",
    ],
)
def test_boilerplate(wrapper: str) -> None:
    sheet = read_html(f"<p>Text</p>{wrapper.format('<a href=https://a.example/>x</a>')}<p>More</p>")
    assert [block.region for block in sheet.blocks] == [Region.PROSE, Region.RELATED, Region.PROSE]


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class=shareholders>{}</div>",
        "<div class=unrelated>{}</div>",
        "<main class=sidebar>{}</main>",
    ],
)
def test_no_boilerplate(wrapper: str) -> None:
    sheet = read_html(wrapper.format("<a href=https://a.example/>x</a>"))
    assert not sheet.blocks[0].region.is_boilerplate


def test_depth_is_no_reason_to_fail() -> None:
    sheet = read_html("<div>" * 20000 + "<a href=https://a.example/>x</a>")
    assert len(sheet.raws) == 1
    deep = "[" * 50000
    assert read_html(f"<script type=application/ld+json>{deep}</script><p>x").metadata == ()


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
    check_positions(read_html(text))
