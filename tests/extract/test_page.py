import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.page import page_facts
from linkassay.model import PageFacts


def test_the_facts_of_a_head() -> None:
    head = """<html><head><title> A
    Title </title><link rel="nofollow canonical" href="https://a.example/x">
    <meta property="article:published_time" content="2019-03-29T10:00Z">
    <meta property="article:modified_time" content="2019-04-01">
    </head><body><title>no</title><meta name=date content=1999>"""
    assert page_facts(head.encode()) == PageFacts(
        title="A Title",
        canonical="https://a.example/x",
        published="2019-03-29T10:00Z",
        published_source="article:published_time",
        modified="2019-04-01",
    )


def test_the_page_s_own_article_field_comes_first() -> None:
    head = """<meta name="date" content="2001"><meta property="article:published_time" content=2003>
    <script type="application/ld+json">{"@type":"Article","datePublished":"2002"}</script>"""
    facts = page_facts(head.encode())
    assert (facts.published, facts.published_source) == ("2003", "article:published_time")


def test_linked_data_comes_before_other_fields() -> None:
    node = '{"@type":"NewsArticle","datePublished":"2019-03-28","dateModified":"2019-03-30"}'
    script = f'<script type="application/ld+json">{{"@graph":[{node}]}}</script>'
    head = f'<meta name="date" content="2001-01-01">{script}'
    facts = page_facts(head.encode())
    assert (facts.published, facts.published_source) == ("2019-03-28", "json-ld:datePublished")
    assert facts.modified == "2019-03-30"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ("<title>Ж</title>".encode("cp1251"), "windows-1251"),
        ("<meta charset=windows-1251><title>Ж</title>".encode("cp1251"), None),
        ("<title>Ж</title>".encode("utf-16"), None),
        ("<title>Ж</title>".encode(), "bz2_codec"),
    ],
)
def test_the_head_is_decoded_first(head: bytes, charset: str | None) -> None:
    assert page_facts(head, charset).title == "Ж"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x00\xff" * 50,
        b"<div>" * 50_000,
        b"<x " + b"a " * 120_000 + b">",
        b"<script type=application/ld+json>" + b"[" * 100_000,
        b"<template>" * 20_000,
    ],
)
def test_hostile_heads_say_nothing(head: bytes) -> None:
    assert page_facts(head) == PageFacts()


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "nonsense"]))
def test_no_bytes_raise(head: bytes, charset: str | None) -> None:
    page_facts(b"<title>" + head, charset)
