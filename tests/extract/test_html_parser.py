"""Two parsers, one tree: what lexbor and marks give is what justhtml gives, or is not taken."""

from __future__ import annotations

import random
from typing import Any

import pytest

from linkassay.extract.decode import decode
from linkassay.extract.formats.html_marks import MARK, MOST_ATTRIBUTES, UnprovenError
from linkassay.extract.formats.html_open_tags import DEEPEST, MOST_ALIKE
from linkassay.extract.formats.html_parser import marked_tree, parse_tree, placed_tree
from linkassay.extract.formats.html_tree import TreeReader
from linkassay.extract.parsed import Place
from linkassay.model import Lines
from score.data import Absent, pages

BASE = "https://site.example/page"


def _path(place: Place | None) -> list[tuple[object, ...]]:
    """The elements around a block with what they say, the innermost first.

    A `p` around a table is left out: justhtml takes the doctype of XHTML+RDFa for one of old pages,
    in which a table does not end a paragraph (WHATWG HTML, 13.2.6.4.1).
    """
    path: list[tuple[object, ...]] = []
    while place is not None:
        if place.tag != "p" or not path or path[-1][0] != "table":
            path.append((place.tag, place.declared, place.named))
        place = place.outer
    return path


def reading(text: str, root: Any) -> tuple[object, ...]:
    """All that the walk through a tree gives."""
    reader = TreeReader(text, Lines(text), BASE)
    reader.walk(root)
    page = reader.page
    return (
        reader.blocks,
        [_path(item.place) for item in reader.blocks],
        reader.titles,
        reader.deks,
        reader.names.found,
        tuple(reader.anchors),
        (page.title, page.language, page.base, page.statements),
    )


def taken(text: str, *, fragment: bool = False) -> bool:
    """Whether lexbor's tree was taken; then it says what justhtml's says."""
    try:
        tree = marked_tree(text, fragment=fragment)
    except UnprovenError:
        return False
    assert reading(text, tree) == reading(text, placed_tree(text, fragment=fragment)), text
    return True


LINK = '<a href="https://a.example/?x=1&amp;y=2">words</a>'

TAKEN = {
    "a page": f"<!doctype html><html lang=de><head><title>T &amp; t</title></head><body>{LINK}",
    "nothing": "",
    "no head": f"<h1>Title</h1><p>{LINK}",
    "CRLF": f"<p>one\r\ntwo {LINK}\r\n<pre>\r\n\r\nthree\r\n</pre>",
    "unclosed": f"<p>one<p>{LINK}<ul><li>two<li>{LINK}<table><tr><td>{LINK}<td>x</table>",
    "formatting reopened": f"<p><b><i>one</p>two {LINK}<p>three</b>four</i>",
    "nested links": "<a href=/x>one<a href=/y>two</a>three</a>",
    "a link around a block": "<p><a href=/x>one<p>two</a>three",
    "nested forms": f"<form><form>{LINK}</form>x</form>",
    "an end tag of its own": "one</br>two</p>three",
    "entities in attributes": '<a href="/x?a=1&copy=2&lt;&quot;" title="a>b">x</a>',
    "quotes in attributes": "<a href='/x?\"y' title=\"it's\">x</a><a href=/z?a=b'c>y</a>",
    "attributes without blanks": '<a href="/x"title="y"class=z>x</a>',
    "an attribute twice": "<a href=/x href=/y>x</a>",
    "capitals": "<DIV CLASS=Related><A HREF=/x>x</A></DIV><PRE>\nx</PRE>",
    "a link in a comment": f"one<!-- {LINK} -->two<!-->three<!--->four<!-- x --!>five",
    "bogus comments": "one<?php echo '<a href=/x>' ?>two<!x y z>three</ x y z>four",
    "a comment before the doctype": "<!-- c --><!doctype html><p>one<table><tr><td>x</table>",
    "a late doctype": "<p>one</p><!doctype html><p>two",
    "attributes of an end tag": '<p>one</p class="x" <p>two',
    "many paragraphs": "<p>x" * (DEEPEST + 1),
    "a long picture": f"<svg>{'<path d=M1/>' * (DEEPEST + 1)}</svg>x",
    "a long table": f"<table>{'<tr><td>x<td>y</tr>' * DEEPEST}</table>",
    "a few alike": "<p><b></p>" * MOST_ALIKE + "x",
    "signs": "a < b > c & d &notanentity; &amp;amp; &nbsp; &#x41;&#65 \u00ad \u2028",
    "a script": '<script type="application/ld+json">{"@type":"Article","headline":"<x>"}</script>',
    "a script in a comment of a script": "<script><!-- '<script>' --></script>" + LINK,
    "raw text": f"<style>a > b</style><textarea>\n{LINK}</textarea><noscript>{LINK}</noscript>x",
    "shown raw text": "<xmp>https://a.example/x &amp;</xmp><iframe src=/x>y</iframe>",
    "a picture": '<svg><title>t</title><a xlink:href="/x"><path d="M1"/></a></svg>words',
    "a formula": "<math><mi>x</mi><mo>&lt;</mo></math>words",
    "a template": f"<template><meta name=author content=A>{LINK}</template>x",
    "a choice": "<select><option>one<option selected>two</select>x",
    "a heading in a header": "<header><h1>T</h1></header><nav>x</nav><footer>y</footer>",
    "a tag that never ends": "<p>one</p><a href='https://a.example/",
    "an element of its own": "<x-y data-a=1>x</x-y><h:p>y</h:p>",
    "the end of the body": f"<body>one</body>\n{LINK}</html>\n",
}  # fmt: skip

NOT_TAKEN = {
    "text moved out of a table": "one<table>two<tr><td>x</table>",
    "an image in a table": "<table><tr><td><image src=/x></table>",
    "plaintext": "one<plaintext><a href=/x>",
    "CDATA": "<svg><![CDATA[<a href=/x>]]></svg>",
    "tags in the title of a picture": "<svg><title><b>x</b></title></svg>",
    "HTML in a picture": f"<svg><foreignObject>{LINK}</foreignObject></svg>",
    "an open comment of a script": "<script><!-- <script></script><a href=/x></script>",
    "a link in a choice": f"<select>{LINK}</select>",
    "our own mark": f"<p {MARK}=7>x",
    "deep": "<div>" * (DEEPEST + 1),
    "deep behind stray end tags": "<div></i>" * (DEEPEST + 1),
    "deep behind end tags that close less": "<form><div></form>" * (DEEPEST + 1),
    "deep behind a picture": f"<svg>{'<div/>' * (DEEPEST + 1)}",
    "deep in HTML in a picture": f"<svg><foreignObject>{'<x-y/>' * (DEEPEST + 1)}",
    "many alike": "<p><b></p>" * (MOST_ALIKE + 1) + "x",
    "many attributes": f"<p {' '.join(f'a{n}=1' for n in range(MOST_ATTRIBUTES + 1))}>x",
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_lexbor_s_tree_says_what_justhtml_s_says(text: str) -> None:
    assert taken(text)


@pytest.mark.parametrize("text", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_where_a_place_is_in_doubt_justhtml_reads(text: str) -> None:
    assert not taken(text)
    assert reading(text, parse_tree(text)) == reading(text, placed_tree(text))


PIECES = (
    *(f"<{name}>" for name in (
        "p", "b", "i class=c", "table", "tr", "td", "ul", "li", "dl", "dd", "div", "div hidden",
        "form", "button", "h1", "h2", "pre", "listing", "nobr", "caption", "col", "tbody", "font",
        "html lang=de", "head", "body class=x", "blockquote cite=/q", "svg", "math", "mi", "title",
        "textarea", "script", "style", "noscript", "xmp", "iframe src=/f", "template", "select",
        "option", "header", "nav", "article", "span class=comment", "time datetime=2020-01-01",
        "a href=/x", "a href='/y?a=1&amp;b'", 'a href="https://b.example/" title="a>b"', "br/",
        "img src=/i.png alt=pic", "input type=hidden", "base href=https://c.example/", "x-y",
        'meta name=author content="A &quot;B&quot;"', "object", "marquee", "ruby", "rt", "desc",
    )),
    *(f"</{name}>" for name in (
        "p", "b", "i", "table", "tr", "td", "ul", "li", "div", "form", "button", "h1", "pre", "a",
        "font", "nobr", "body", "html", "svg", "math", "title", "script", "style", "textarea",
        "select", "template", "noscript", "br", "span", "article", "p class=x", "object",
    )),
    "words ", "more words", "https://d.example/x ", "&amp;", "&lt;b&gt;", "&nbsp;", "\n", "\r\n",
    "  ", "<!-- c -->", "<!-->", "<!--x--!>", "<!doctype html>", "<?php echo 1 ?>", "< ", '"', "é",
    '<a href="https://e.example/',
)  # fmt: skip
"""Pieces of pages, put together without any order."""


def soup(number: int) -> tuple[str, bool]:
    """A page or a fragment of pieces, the same for the same number."""
    chance = random.Random(number)
    pieces = chance.choices(PIECES, k=chance.randint(1, 25))
    return "".join(pieces), chance.random() < 0.3


def test_soup_is_read_alike_or_not_taken() -> None:
    """Half of all soup is so bad that justhtml must read it; far worse than real pages."""
    count = 1500
    assert sum(taken(text, fragment=fragment) for text, fragment in map(soup, range(count))) > 700


@pytest.mark.slow
def test_real_pages_are_read_alike() -> None:
    try:
        texts = [decode(page.html, None, html=True).text for page in pages()]
    except Absent as problem:
        pytest.skip(str(problem))
    assert sum(map(taken, texts)) > 0.95 * len(texts)
