"""The quick way to the citations of a document: the same addresses at the same places."""

from __future__ import annotations

import random

import pytest

from linkassay.extract import citations, extract
from linkassay.model import Source

PAGE, MARKDOWN, TEXT = "https://site.example/p.html", "p.md", "p.txt"

Place = tuple[str | None, int | None, int | None]


def quick(locator: str, text: str) -> set[Place]:
    source = Source(locator, text.encode())
    return {(item.parsed, item.span.start, item.span.end) for item in citations(source)}


def whole(locator: str, text: str) -> set[Place]:
    (reading,) = extract(Source(locator, text.encode()))
    return {(item.parsed, item.span.start, item.span.end) for item in reading.citations}


PAGES = (
    "<p>See <a href='/a?x=1&amp;y=2'>this</a>, https://b.example/x and www.c.example.</p>",
    "<base href='/sub/'><base href='/no/'><a href=x>x</a><a href='?y'>y</a><a href='#z'>z</a>",
    "<a href='/x?a=1&copy=2&reg;&lt;&notit'>x</a><img src=/i.png alt='A &amp; B'>",
    "<p>one&amp;two https://a.example/?x=1&amp;y=2 three\r\nfour</p>",
    "<a href=/x>https://a.example/not-twice</a> https://a.example/once",
    "<!-- <a href=/x> --><script>'<a href=/y>'</script><style>a{b:url(https://c.example/)}</style>",
    "<svg><a xlink:href=/x><text>t</text></a><a href=/y /></svg><a xlink:href=/z href=/w>x</a>",
    "<pre>https://a.example/long-\nword</pre><p>https://a.example/long-\nword</p>",
    "<blockquote cite=/q>x</blockquote><iframe src=/f></iframe><area href=/r><video src=/v>",
    "<a href='https://a.example/",
    "<A HREF=' /x '>x</A>",
)


@pytest.mark.parametrize("page", PAGES)
def test_of_a_page(page: str) -> None:
    assert quick(PAGE, page) == whole(PAGE, page)


@pytest.mark.parametrize("hidden", ["<template>{}</template>", "<p hidden>{}</p>"])
def test_what_no_reader_sees_may_count_in_a_page(hidden: str) -> None:
    page = hidden.format("<a href=/x>x</a>")
    assert {parsed for parsed, _, _ in quick(PAGE, page)} == {"https://site.example/x"}


PIECES = (
    "words ", "\n", "\n\n", "[a](https://a.example/x)", "[b](<https://b.example/x y> 'title')",
    "![pic](https://c.example/i.png)", "[![p](https://c.example/j.png)](https://d.example/)",
    "<https://e.example/>", "https://f.example/x ", "www.g.example ",
    "https://h.example/?a&amp;b=2 ",
    "https://i.example/a\\_b ", "*https://j.example/*", "`https://k.example/`", "[def]", "[def][]",
    "[text][def]", "\n\n[def]: https://l.example/\n\n", "\n\n[other]: https://m.example/ 'x'\n\n",
    "\n\n[def]: https://n.example/again\n\n", "\n\n```\nhttps://o.example/\n```\n\n",
    "\n\n> quoted ",
    "\n\n- item ", "\n\n# Heading ", "\n\n<div><a href='https://p.example/'>p</a></div>\n\n",
    "<a href=https://q.example/>q</a>", "<img src='https://r.example/i.png' alt=r>", "<b>", "</b>",
    "\n\n| a | b |\n|---|---|\n| https://s.example/ | c |\n\n", "[^1]", "\n\n[^1]: https://t.example/\n\n",
    "é", "&", "\\", "[", "]", "(https://u.example/)", "<!-- https://v.example/ -->",
)  # fmt: skip


def made(number: int) -> str:
    """A text of pieces, the same for the same number."""
    chance = random.Random(number)
    return "".join(chance.choices(PIECES, k=chance.randint(1, 20)))


def test_of_markdown_and_of_text() -> None:
    for text in map(made, range(600)):
        assert quick(MARKDOWN, text) == whole(MARKDOWN, text), text
        assert quick(TEXT, text) == whole(TEXT, text), text
