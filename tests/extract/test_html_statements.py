"""What an audited page states about itself: its title, its fields, and the times in its words."""

from __future__ import annotations

import pytest

from linkassay.extract.formats.html import parse_html
from linkassay.extract.metadata import facts

PAGE = """\
<!doctype html>
<html lang="en"><head><title>The  Title &amp; more - Site</title>
<meta property="article:published_time" content="2019-03-29">
<link rel="canonical" href="https://s.example/a">
<script type="application/ld+json">
{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
 "datePublished": "2019-03-28", "author": [{"name": "Jane"}, "Joe"], "isBasedOn": {"url": "https://o.example/"}}]}
</script><script type="application/ld+json">{broken</script>
</head><body><article><header><h1>The Title &amp; more</h1><p class="standfirst">A dek.</p>
<time datetime="2019-03-29T10:00">x</time></header></article></body></html>
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_the_page_says_of_itself(line_end: str) -> None:
    document = parse_html(PAGE.replace("\n", line_end))
    assert (document.title, document.dek, document.language) == ("The Title & more", "A dek.", "en")
    found = [(item.name, item.value, item.span and item.span.line) for item in document.metadata]
    assert found == [
        ("article:published_time", "2019-03-29", 3),
        ("canonical", "https://s.example/a", 4),
        ("json-ld:datePublished", "2019-03-28", 7),
        ("json-ld:author", "Jane", 7),
        ("json-ld:author", "Joe", 7),
        ("json-ld:isBasedOn", "https://o.example/", 7),
        ("time", "2019-03-29T10:00", 10),
    ]
    for item in document.metadata:
        assert item.span is not None
        assert document.text[item.span.start : item.span.end] == item.value


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("<article><time datetime=2019 itemprop='x dateModified'>x</time>", ["datemodified"]),
        ("<article><time datetime=2019 itemprop=startDate>x</time>", ["time"]),
        ("<article class=comments-open><time datetime=2019>x</time>", ["time"]),
        ("<article><time>2019</time>", []),
    ],
)
def test_a_time_is_named_by_what_it_states(page: str, names: list[str]) -> None:
    assert [item.name for item in parse_html(page).metadata] == names


def test_only_the_first_time_of_an_article_is_stated() -> None:
    page = "<article><time datetime=2019>x</time><p><time datetime=2024>a teaser's</time></article>"
    assert [item.value for item in parse_html(page).metadata] == ["2019"]


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ("<time datetime=2019>x</time>", None),
        ("<article><time datetime=2019>x</time></article>", "2019"),
        ("<article><aside><time datetime=2019>x</time></aside></article>", None),
        ("<p><time itemprop=datePublished datetime=2019>x</time>", "2019"),
        ("<aside><time itemprop=datePublished datetime=2019>x</time></aside>", None),
        (
            "<time itemprop=datePublished datetime=2019>x</time>"
            "<time itemprop=datePublished datetime=2024>x</time>",
            "2019",
        ),
        ("<time itemprop=startDate datetime=2019>x</time>", None),
        (
            "<article><time datetime=2019>x</time><p>Text</p>"
            "<article><time datetime=2024>a teaser</time></article></article>",
            "2019",
        ),
        ("<article>Text<ol class=comment-list><li><time datetime=2024>x</time></ol>", None),
        ("<article>Text<div id=comments><time datetime=2024 itemprop=datePublished>x</time>", None),
        (
            "<article>Text<div itemscope itemtype=https://schema.org/Comment>"
            "<time datetime=2024 itemprop=datePublished>x</time></div></article>",
            None,
        ),
    ],
)
def test_a_time_counts_where_it_is_the_page_s_own_and_not_of_comments(
    page: str, published: str | None
) -> None:
    found = facts(parse_html(page).metadata).published
    assert (found.value if found else None) == published


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Story | Site</title><h1>Site</h1><h1>Story</h1>", "Story"),
        ("<meta property=og:title content=Story><title>x</title><h1>Logo</h1>", "Story"),
        ("<title>Story</title><nav><h1>Story</h1></nav>", "Story"),
        ("<title>Story</title><h1>Site</h1><h1>Story in full</h1>", "Story in full"),
        ("<title>One</title><title>Two</title>", "One"),
        ("<body><svg><title>Logo</title></svg><p>x", None),
        ("<aside><h1>Menu</h1></aside><p>x", None),
        ("<h1>Only</h1>", "Only"),
        ("<body><header><h1>Head</h1></header><p>x", "Head"),
        ("<p>x", None),
    ],
)
def test_the_title_is_chosen(page: str, title: str | None) -> None:
    assert parse_html(page).title == title


def linked(
    *works: str, head: str = "", locator: str = "https://s.example/news/the-pier"
) -> list[str]:
    """The days that a page's scripts of JSON-LD give it."""
    scripts = "".join(f"<script type=application/ld+json>{work}</script>" for work in works)
    page = f"<!doctype html><title>The pier is shut</title>{head}{scripts}<h1>The pier is shut</h1>"
    metadata = parse_html(page, locator).metadata
    return [item.value for item in metadata if item.name.endswith("datePublished")]


PIER = '{"@type": "Article", "headline": "The pier is shut", "datePublished": "2015-03-12"}'
BOAT = (
    '{"@type": "Article", "headline": "A boat is in", "datePublished": "2016-05-01",'
    ' "url": "https://s.example/news/a-boat-is-in"}'
)


def test_an_article_at_another_address_is_another_page_s() -> None:
    assert linked(BOAT) == []
    assert linked(BOAT.replace('"url"', '"mainEntityOfPage"')) == []
    work = BOAT.replace('"url": ', '"mainEntityOfPage": {"@id": ').replace('in"}', 'in"}}')
    assert linked(work) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://s.example/",
        "https://s.example/en/news/the-pier.html",
        "https://s.example/index.php",
    ],
)
def test_an_address_that_tells_no_page_says_nothing(address: str) -> None:
    assert linked(BOAT.replace("https://s.example/news/a-boat-is-in", address)) == ["2016-05-01"]


def test_an_article_with_the_page_s_title_is_its_own_wherever_it_stands() -> None:
    work = BOAT.replace("A boat is in", "The pier is shut")
    assert linked(work) == ["2016-05-01"]


@pytest.mark.parametrize("works", [(BOAT, PIER), (PIER, BOAT), (f"[{BOAT}, {PIER}]",)])
def test_the_page_s_own_article_is_chosen_among_teasers(works: tuple[str, ...]) -> None:
    assert linked(*works) == ["2015-03-12"]
    bare = [work.replace("https://s.example/news/a-boat-is-in", "") for work in works]
    assert linked(*bare) == ["2015-03-12"]


def test_a_page_that_nobody_can_place_keeps_its_only_article() -> None:
    assert linked(BOAT, locator="a.html") == ["2016-05-01"]
    canonical = '<link rel=canonical href="https://s.example/news/the-pier">'
    assert linked(BOAT, head=canonical, locator="a.html") == []


def test_the_day_of_a_cited_work_is_not_the_page_s() -> None:
    page = """<article itemscope itemtype="https://schema.org/ScholarlyArticle"><h1>A pier</h1>
    <meta itemprop=datePublished content=2017-01-30><ol>
    <li itemprop=citation itemscope itemtype="https://schema.org/ScholarlyArticle">
    <meta itemprop=datePublished content=1988></li></ol></article>"""
    assert [item.value for item in parse_html(page).metadata] == ["2017-01-30"]


def test_microdata_state_a_day_in_what_a_reader_sees() -> None:
    page = (
        "<div itemscope itemtype='https://schema.org/Article'><p itemprop=datePublished>12.03.2015"
    )
    (item,) = parse_html(page).metadata
    assert (item.name, item.value) == ("datepublished", "12.03.2015")
    assert item.span is not None
    assert page[item.span.start : item.span.end] == "12.03.2015"


def test_a_time_in_a_quotation_is_of_what_it_quotes() -> None:
    page = "<article><blockquote><time datetime=2015-03-12>x</time></blockquote></article>"
    assert parse_html(page).metadata == ()
