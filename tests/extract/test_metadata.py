"""Facts of a page: the same for the page that is audited and the page that the web gives."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.formats.html import parse_html
from linkassay.extract.metadata import Facts, clock_of, facts, meta_statements
from linkassay.extract.page import head_statements, page_facts
from linkassay.extract.page_scan import scan
from linkassay.model import Clock, Meta
from linkassay.tables.metadata import Fact, Field, FieldKind, field_named, fields

TYPES = {FieldKind.JSON_LD: "NewsArticle", FieldKind.JSON_LD_PAGE: "WebPage"}
IN_HEAD = [
    row
    for row in fields()
    if row.kind not in (FieldKind.TIME, FieldKind.MICRODATA) and row.fact is not Fact.AUTHOR_OUTLET
]


def element_of(row: Field, value: str) -> str:
    """An element of a page's head in which the row's field has a value."""
    if row.kind is FieldKind.META:
        return f'<meta name="{row.name}" content="{value}">'
    if row.kind is FieldKind.LINK:
        return f'<link rel="{row.name.removeprefix("link:")}" href="{value}">'
    item = {"@type": TYPES[row.kind], row.name.partition(":")[2]: value}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def audited(head: str) -> list[Meta]:
    return list(parse_html(f"<head>{head}</head><body><p>Text").metadata)


def fetched(head: str) -> list[Meta]:
    return list(head_statements(scan(f"<head>{head}</head>")))


def without_spans(statements: list[Meta]) -> list[tuple[str, str]]:
    return [(item.name, item.value) for item in statements]


def values(found: Facts) -> dict[str, list[str]]:
    """The values of each fact, without their spans."""
    return {
        name: [item.value for item in (value if isinstance(value, tuple) else [value])]
        for name in Facts.__slots__
        if (value := getattr(found, name))
    }


ATTRIBUTE_OF = {
    Fact.AUTHOR: "authors",
    Fact.SITE_NAME: "site_name",
    Fact.BASED_ON: "based_on",
    Fact.RIGHTS_HOLDER: "rights_holder",
    Fact.SOURCE_ORGANIZATION: "source_organization",
    Fact.CREDIT_TEXT: "credit_text",
    Fact.PAGE_ADDRESS: "page_address",
}


@pytest.mark.parametrize("row", IN_HEAD, ids=lambda row: row.name)
def test_both_kinds_of_page_give_the_same_fact(row: Field) -> None:
    head = element_of(row, "2019-03-29")
    assert without_spans(audited(head)) == without_spans(fetched(head))
    expected = {ATTRIBUTE_OF.get(row.fact, str(row.fact)): ["2019-03-29"]}
    assert values(facts(audited(head))) == values(facts(fetched(head))) == expected


FIRST = {row.fact: row for row in reversed(IN_HEAD)}


@pytest.mark.parametrize(
    "row", [row for row in IN_HEAD if row is not FIRST[row.fact]], ids=lambda row: row.name
)
def test_a_field_of_more_trust_counts_before_it(row: Field) -> None:
    head = element_of(row, "2001-01-01") + element_of(FIRST[row.fact], "2019-03-29")
    for statements in (audited(head), fetched(head)):
        found = values(facts(statements))
        assert found[ATTRIBUTE_OF.get(row.fact, str(row.fact))] == ["2019-03-29"]


DATED = [row for row in IN_HEAD if row.fact in (Fact.PUBLISHED, Fact.MODIFIED)]


@pytest.mark.parametrize("row", DATED, ids=lambda row: row.name)
def test_a_fetched_page_has_the_day_that_an_audited_page_has(row: Field) -> None:
    head = element_of(row, "2019-03-29")
    found = page_facts(head.encode())
    day = {Fact.PUBLISHED: found.published, Fact.MODIFIED: found.modified}[row.fact]
    assert day == "2019-03-29"
    clocks = {Fact.PUBLISHED: Clock.PUBLISHED, Fact.MODIFIED: Clock.MODIFIED}
    assert [clock_of(item.name) for item in audited(head)] == [clocks[row.fact]]


@pytest.mark.parametrize("name", ["author", "viewport", "article:tag", ""])
def test_a_field_that_states_no_time_has_no_clock(name: str) -> None:
    assert clock_of(name) is None


@pytest.mark.parametrize(
    ("element", "statements"),
    [
        ('<meta property=" OG:Title " name=title content=" x ">', ["og:title", "title"]),
        ("<meta itemprop='datePublished Author' content=x>", ["datepublished", "author"]),
        ("<meta name=author property=author content=x>", ["author"]),
        ("<meta name=author content=' '>", []),
        ("<meta name=author>", []),
        ("<meta charset=utf-8>", []),
        ("<link rel='nofollow LICENSE canonical' href=x>", ["link:license", "canonical"]),
        ("<link rel=stylesheet href=x>", []),
        ("<link rel=canonical>", []),
    ],
)  # fmt: skip
def test_an_element_states_by_each_of_its_names(element: str, statements: list[str]) -> None:
    expected = [(name, "x") for name in statements]
    assert without_spans(audited(element)) == without_spans(fetched(element)) == expected


SCRIPTS = [
    ('{"@type": "Organization", "name": "x", "datePublished": "2019"}', []),
    ('{"@type": "https://schema.org/NewsArticle", "datePublished": "2019"}',
     [("json-ld:datePublished", "2019")]),
    ('{"@type": ["WebPage", "NewsArticle"], "datePublished": "2019"}',
     [("json-ld:datePublished", "2019")]),
    ('{"@type": "WebPage", "mainEntity": {"@type": "Article", "dateModified": "2019"}}',
     [("json-ld:dateModified", "2019")]),
    ('[[{"@type": "WebPage", "datePublished": "2019"}]]', [("json-ld-page:datePublished", "2019")]),
    ('{"@type": "Article", "author": {"@id": "#a"}, "comment": {"datePublished": "2024"}}', []),
    ('{"@graph": [{"@type": "Article", "author": [{"@id": "#a"}, "Joe"]},'
     ' {"@id": "#a", "name": "Jane"}]}', [("json-ld:author", "Jane"), ("json-ld:author", "Joe")]),
    ('{"@type": "Article", "license": {"@id": "https://l.example/"}, "headline": {"@value": "H"}}',
     [("json-ld:license", "https://l.example/"), ("json-ld:headline", "H")]),
    ('{"@type": "Article", "headline": "two\nlines"}', [("json-ld:headline", "two\nlines")]),
    ('{"@type": "Article", "datePublished": 2019}', []),
    ('[{"@type": "Article", "headline": "1"}, {"@type": "Article", "headline": "2"}]',
     [("json-ld:headline", "1")]),
    ('[{"@type": "Article", "headline": "1"}, {"@type": "NewsArticle", "headline": "1"}]',
     [("json-ld:headline", "1"), ("json-ld:headline", "1")]),
    ('{"@type": "Article", "author": {"@type": "Person", "name": ["Ana Bell", "Tom Reed"]}}',
     [("json-ld:author", "Ana Bell"), ("json-ld:author", "Tom Reed")]),
    ('{"@type": "Article", "author": [{"@type": "NewsMediaOrganization", "name": "The Courier"},'
     ' {"@type": ["Person", "Organization"], "name": "Ana Bell"}]}',
     [("json-ld:author", "Ana Bell"), ("json-ld:author.Organization", "The Courier")]),
    ('{"@graph": [{"@type": "Article", "author": {"@id": "#o"}},'
     ' {"@id": "#o", "@type": "Organization", "name": "The Courier"}]}',
     [("json-ld:author.Organization", "The Courier")]),
    ('{"@type": "OddType", "headline": "H", "author": "Ana Bell"}',
     [("json-ld-page:author", "Ana Bell"), ("json-ld-page:headline", "H")]),
    ('{"@type": "VideoObject", "headline": "H", "author": "Ana Bell"}', []),
    ('{"@type": "OddType", "author": "Ana Bell"}', []),
    ('{"@type": "ImageObject", "author": "Tom Reed"}', []),
    ("{broken", []), ("[" * 50_000, []), ("null", []), ("1" * 5_000, []),
]  # fmt: skip


@pytest.mark.parametrize(("script", "expected"), SCRIPTS)
def test_json_ld_speaks_of_articles_and_works(script: str, expected: list[tuple[str, str]]) -> None:
    head = f'<script type="application/LD+json; charset=utf-8">{script}</script>'
    assert without_spans(audited(head)) == without_spans(fetched(head)) == expected


def test_a_value_of_json_ld_is_found_where_it_stands() -> None:
    script = (
        r'{"@type": "Article", "description": "Jane wrote", "author": " Jane ", '
        r'"license": "https:\/\/l.example\/", "headline": "x"}'
    )
    document = parse_html(f"é<script type='application/ld+json'>{script}</script>")
    found = {
        item.name: item.span and document.text[item.span.start : item.span.end]
        for item in document.metadata
    }
    assert found == {
        "json-ld:author": "Jane",
        "json-ld:description": "Jane wrote",
        "json-ld:headline": "x",
        "json-ld:license": None,
    }


def test_a_value_that_stands_twice_is_the_first() -> None:
    script = '{"@type": "Article", "author": "Jane", "headline": "Jane"}'
    text = f"<script type=application/ld+json>{script}</script>"
    spans = {item.span and item.span.start for item in parse_html(text).metadata}
    assert spans == {text.index("Jane")}


def test_an_address_is_no_name_of_an_author() -> None:
    statements = [
        Meta("json-ld:author", "https://a.example/jane"),
        Meta("author", "Jane"),
        Meta("author", "Joe"),
        Meta("author", "Jane"),
        Meta("dc.creator", "Somebody"),
    ]
    assert [item.value for item in facts(statements).authors] == ["Jane", "Joe"]


@pytest.mark.parametrize(
    ("content", "address"),
    [
        ("0; url=https://a.example/", "https://a.example/"),
        ("5;URL='https://a.example/'", "https://a.example/"),
        (" 0.5 , https://a.example/ ", "https://a.example/"),
        ("30", None),
        ("", None),
        ("0;url=", None),
    ],
)
def test_where_a_page_sends_its_reader_on(content: str, address: str | None) -> None:
    pair = [("refresh", address)] if address else []
    assert list(meta_statements({"http-equiv": "Refresh", "content": content})) == pair
    assert list(meta_statements({"http-equiv": "x", "content": content})) == []


PIECE = st.sampled_from(
    ["<meta name=date content=", "<meta property='og:title' content='", "'>", "2019-03-29", ">",
     "<link rel=canonical href=", "<script type=application/ld+json>", "</script>", " ", "x",
     '{"@type":"Article","datePublished":"2019"}', "<title>", "</title>", "&amp;", "<!--", "-->"]
)  # fmt: skip


@given(st.lists(PIECE, max_size=12).map("".join))
def test_any_head_gives_both_kinds_the_same_facts(head: str) -> None:
    whole = f"<head>{head}</head>"
    one = list(parse_html(whole).metadata)
    other = list(head_statements(scan(whole)))
    assert values(facts(one)) == values(facts(other))


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("harbour:publishDate", Fact.PUBLISHED),
        ("date:published_time", Fact.PUBLISHED),
        ("harbour:modifiedDate", Fact.MODIFIED),
        ("harbour:startDate", None),
        ("publishDateFormat", None),
    ],
)
def test_the_end_of_a_name_tells_a_system_s_own_day(name: str, fact: Fact | None) -> None:
    field = field_named(name)
    assert (field.fact if field else None) is fact


def test_a_system_s_own_name_is_trusted_less_than_every_known_one() -> None:
    own = field_named("harbour:publishDate")
    assert own is not None
    assert all(own.rank >= field.rank for field in fields())
