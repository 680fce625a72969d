"""The facts of a page that the web gave us."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.page import MOST_BYTES, page_facts
from linkassay.extract.page_words import compared_words
from linkassay.model import PageFacts


def facts(page: str) -> PageFacts:
    return page_facts(page.encode())


def test_the_facts_of_a_page() -> None:
    page = """<!doctype html><html lang="fr-CA"><head><title> A
    Title </title><link rel="nofollow canonical" href="https://a.example/x">
    <meta property="article:published_time" content="2019-03-29T10:00Z">
    <meta property="article:modified_time" content="2019-04-01">
    </head><body><title>no</title><meta name=date content=1999>
    <h1><a href=/>Un <b>é</b>t&eacute;</a></h1><p>à la mer"""
    found = facts(page)
    assert found == PageFacts(
        title="A Title",
        heading="Un été",
        words=5,
        canonical="https://a.example/x",
        language="fr-CA",
        published="2019-03-29T10:00Z",
        published_source="article:published_time",
        modified="2019-04-01",
        text_hash=found.text_hash,
        sketch=found.sketch,
    )
    assert found.text_hash is not None
    assert found.text_hash != facts(page.replace("mer", "montagne")).text_hash
    assert found.text_hash == facts(page.replace("à la mer", "&agrave;\n la &quot;MER")).text_hash


def test_the_page_s_own_article_field_comes_first() -> None:
    head = """<meta name="date" content="2001"><meta property="article:published_time" content=2003>
    <script type="application/ld+json">{"@type":"Article","datePublished":"2002"}</script>"""
    found = facts(head)
    assert (found.published, found.published_source) == ("2003", "article:published_time")


def test_linked_data_comes_before_other_fields() -> None:
    node = '{"@type":"NewsArticle","datePublished":"2019-03-28","dateModified":"2019-03-30"}'
    script = f'<script type="application/ld+json">{{"@graph":[{node}]}}</script>'
    found = facts(f'<meta name="date" content="2001-01-01">{script}')
    assert (found.published, found.published_source) == ("2019-03-28", "json-ld:datePublished")
    assert found.modified == "2019-03-30"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ("<title>Ж</title>".encode("cp1251"), "windows-1251"),
        ("<meta charset=windows-1251><title>Ж</title>".encode("cp1251"), None),
        ("<title>Ж</title>".encode("utf-16"), None),
        ("<title>Ж</title>".encode(), "bz2_codec"),
    ],
)
def test_the_page_is_decoded_first(head: bytes, charset: str | None) -> None:
    assert page_facts(head, charset).title == "Ж"


def test_a_day_that_stands_in_the_body_is_none_of_the_page_s_fields() -> None:
    assert facts("<head></head><body><meta name=date content=2019>").published is None


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<svg><title>Menu</title></svg><title>Page</title>", "Page"),
        ("<body><title>Late</title>", "Late"),
        ("<title>A <b>bold</b> &lt;one&gt;</title>", "A <b>bold</b> <one>"),
        ("<title> </title>", None),
        ("<!-- <title>no</title> --><title>yes</title>", "yes"),
        ("<script>'<title>no</title>'</script><title>yes</title>", "yes"),
        ("<TITLE lang=de>ja</TITLE >", "ja"),
    ],
)
def test_title(page: str, title: str | None) -> None:
    assert facts(page).title == title


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("<h1><img alt=Logo></h1><h1>Two</h1>", "Two"),
        ("<h1>One<h2>Two</h2>", "One"),
        ("<h1 hidden>No</h1><h1>Yes</h1>", "Yes"),
        ("<template><h1>No</h1></template><h1>Yes</h1>", "Yes"),
        ("<h1><svg><title>icon</title><text>x</text></svg> Новости</h1>", "Новости"),
        ("<H1>見出し<br>二行</H1>", "見出し 二行"),
        ("<h2>Only a second one</h2>", None),
        ("<h1>Never closed", "Never closed"),
    ],
)
def test_heading(page: str, heading: str | None) -> None:
    assert facts(page).heading == heading


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("<html lang=de>", "de"),
        ("<html xml:lang='pt-BR'>", "pt-BR"),
        ("<meta http-equiv=Content-Language content='ru'>", "ru"),
        ("<html lang=''><meta http-equiv=content-language content=uk>", "uk"),
        ("<meta http-equiv=content-language content='de, en'>", None),
        ("<p lang=fr>Bonjour", None),
    ],
)
def test_language(page: str, language: str | None) -> None:
    assert facts(page).language == language


@pytest.mark.parametrize(
    ("page", "has"),
    [
        ("<form><input type=Password name=p></form>", True),
        ("<div style='display:none'><input type='password'></div>", True),
        ("<input type=text name=password>", False),
        ("<template><input type=password></template>", False),
        ("<!-- <input type=password> -->", False),
        ("<script>document.write('<input type=password>')</script>", False),
    ],
)
def test_password(page: str, has: bool) -> None:
    assert facts(page).password is has


def _data(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("page", "free"),
    [
        ("<p>Text", None),
        (_data('{"@type":"NewsArticle","isAccessibleForFree":false}'), False),
        (_data('{"@type":"NewsArticle","isAccessibleForFree":"False"}'), False),
        (_data('{"@type":"NewsArticle","isAccessibleForFree":"true"}'), True),
        (_data('[{"@graph":[{"isAccessibleForFree":"https://schema.org/False"}]}]'), False),
        (_data('{"isAccessibleForFree":true,"hasPart":{"isAccessibleForFree":"false"}}'), False),
        (_data('{"hasPart":[{"isAccessibleForFree":false,"cssSelector":".p"}]}'), False),
        ("<body>" + _data('{"mainEntity":{"isAccessibleForFree":true}}'), True),
        (_data('{"@type":"MusicEvent","isAccessibleForFree":false}'), None),
        (_data('{"@type":["Dataset"],"isAccessibleForFree":false}'), None),
        (
            _data('{"@type":"https://schema.org/ReportageNewsArticle","isAccessibleForFree":0}'),
            None,
        ),
        (_data('{"@type":["A","schema:BlogPosting"],"isAccessibleForFree":false}'), False),
        (_data('{"isAccessibleForFree":'), None),
        (_data('{"isAccessibleForFree":"perhaps"}'), None),
        ("<meta itemprop=isAccessibleForFree content=False>", False),
        ("<meta property='article:content_tier' content=metered>", False),
        ("<meta property='article:content_tier' content=free>", True),
    ],
)
def test_free(page: str, free: bool | None) -> None:
    assert facts(page).free is free


def test_a_page_that_was_cut_before_it_shows_a_word_has_an_unknown_number_of_them() -> None:
    head = b"<style>" + b"a{}" * (MOST_BYTES // 3) + b"</style><p>Text"
    assert page_facts(head).words is None
    assert page_facts(b"<script>x()</script>", whole=False).words is None
    assert page_facts(b"<script>x()</script>").words == 0


def test_what_stands_behind_the_limit_changes_nothing() -> None:
    head = b"<p>" + b"word " * (MOST_BYTES // 5 - 10)
    assert page_facts(head + b"x" * 99_999).text_hash == page_facts(head + b"x" * 9_999).text_hash


PIECES = st.sampled_from(
    ["<", ">", "<div", " id=a", " hidden", " style='display:none'", "</div>", "<h1>", "</h1", "<p>",
     "<title>", "</title>", "<svg", "/>", "<template>", "</template>", "<!--", "-->", "<script",
     "</script>", "<noscript>", "<meta http-equiv=refresh content='0;url=", "'", '"', "&#9;", "&#",
     "9" * 5000, "&amp", "<input type=password>", "location='/'", "<body onload=", "\x00", "的",
     "é", "\ud7ff", "<a name=", "{", '"isAccessibleForFree":', "[" * 2000, "text "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
def test_no_page_raises(page: str, whole: bool) -> None:
    page_facts(page.encode(), None, ("a", ":~:text=a,b", "/x", "%ff", ""), whole=whole)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "utf-16"]))
def test_no_bytes_raise(head: bytes, charset: str | None) -> None:
    page_facts(head, charset, ("a", ":~:text=\udcff"))
    page_facts(b"<title>" + head, charset)


def test_compared_words_are_strings_that_can_be_stored() -> None:
    assert compared_words("a\udcffb") == ["a", "b"]


def test_what_a_tag_states_depends_on_where_it_stands_though_it_is_read_once() -> None:
    tag = '<meta property="article:published_time" content="2031-02-03">'
    for _ in range(2):
        assert page_facts(f"<head>{tag}</head><body>a".encode()).published == "2031-02-03"
        assert page_facts(f"<head></head><body>a{tag}".encode()).published is None
        assert page_facts(f"<template>{tag}</template>a".encode()).published is None


def test_a_long_tag_is_read_like_a_short_one() -> None:
    for filling in ("", "x" * 5_000):
        page = (
            f"<link rel=canonical data-x='{filling}' href=/a><div class='{filling}' hidden>b</div>c"
        )
        facts = page_facts(page.encode())
        assert (facts.canonical, facts.words) == ("/a", 1)
