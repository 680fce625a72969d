"""The gold of titles and authors: read from JSON-LD alone, and hidden whole."""

from __future__ import annotations

import json

from score.stated_gold import meta_authors, stated_gold, without_linked_data, without_statements

URL = "https://www.harbourcourier.example/a"
PAGE = b"""<meta charset=utf-8><meta name=author content="Tom Reed"><title>T</title>
<script type="application/ld+json">{"@graph": [
{"@type": "WebSite", "name": "x"},
{"@type": ["NewsArticle"], "headline": "Ships &amp;amp; boats", "description": "A line.",
 "publisher": {"name": "Harbour Courier"},
 "author": [{"@id": "#a"}, "By Eva Moll and Jo Dyck",
  {"@type": "Organization", "name": "An Outlet"}, "Harbour Courier", "Redaktion"]},
{"@id": "#a", "@type": "Person", "name": "Ana Bell"}]}</script><p>By Ana Bell"""


def test_the_gold_is_what_the_article_states() -> None:
    gold = stated_gold(PAGE, URL)
    assert gold is not None
    assert gold.title == "Ships & boats"
    assert gold.description == "A line."
    assert gold.persons == ("Ana Bell", "Eva Moll", "Jo Dyck")


def test_what_only_a_group_or_a_title_has_is_no_person() -> None:
    for name in ("NEWSROOM", "PP", "Bell, PhD", "The Harbour Courier"):
        article = json.dumps({"@type": "NewsArticle", "headline": "T", "author": name})
        page = f'<script type="application/ld+json">{article}</script>'
        gold = stated_gold(page.encode(), URL)
        assert gold is not None
        assert gold.persons == tuple(part for part in ("Bell",) if part in name)


def test_authors_of_meta_elements() -> None:
    page = b"""<meta content='Ana Bell, Tom Reed' name=author><meta name="article:author"
    content="By Eva Moll"><meta name=title content="Jo Dyck"><meta name=author content=NEWSROOM>"""
    assert meta_authors(page) == ("Ana Bell", "Tom Reed", "Eva Moll")


def test_a_page_that_states_nothing_has_no_gold() -> None:
    assert stated_gold(b"<p>By Ana Bell", URL) is None
    assert stated_gold(without_linked_data(PAGE), URL) is None


def test_what_is_hidden_is_gone_and_nothing_else() -> None:
    plain = without_linked_data(PAGE)
    assert (b"Ana Bell" in plain, b"Eva Moll" in plain, b"Tom Reed" in plain) == (True, False, True)
    bare = without_statements(PAGE)
    assert (b"Ana Bell" in bare, b"Tom Reed" in bare, b"charset" in bare) == (True, False, True)
