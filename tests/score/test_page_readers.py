"""What the scores read of pages without the reader that they score."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from score.address_days import absolute, address_day
from score.article_gold import gold_links, gold_paragraphs
from score.data import GoldPage
from score.moved_page_links import How, moved_links
from score.page_statements import page_statements, without_address, without_machine_dates

DAY = date(2014, 3, 5)


@pytest.mark.parametrize(
    ("url", "moved"),
    [
        ("https://example.org/2014/03/05/one", "https://example.org/2016/12/24/one"),
        ("https://example.org/world/2014/mar/05/one", "https://example.org/world/2016/dec/24/one"),
        (
            "https://example.org/news/2014-03-05/one?a=1",
            "https://example.org/news/2016-12-24/one?a=1",
        ),
        ("https://example.org/2014/3/5/", "https://example.org/2016/12/24/"),
    ],
)
def test_the_day_of_an_address_is_read_and_moved(url: str, moved: str) -> None:
    found = address_day(url)
    assert found is not None
    assert found.day == DAY
    assert found.moved(url, date(2016, 12, 24)) == moved


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2014/03/one",
        "https://example.org/2014/13/05/one",
        "https://example.org/a-20140305",
        "https://example.org/?day=/2014/03/05/",
        "https://web.archive.org/web/2014/https://example.org/2014/03/05/one",
        "/2014/03/05/one",
        "https://example.org/2014/03/05/to/2014/03/06/",
    ],
)
def test_an_address_that_leaves_doubt_has_no_day(url: str) -> None:
    assert address_day(url) is None


def test_an_address_that_cannot_be_joined_stays() -> None:
    assert absolute("https://example.org/a/", "../b") == "https://example.org/b"
    assert absolute("https://example.org/", "http://[x]/") == "http://[x]/"


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:published_time" content="2014-03-05T10:00:00Z">',
        '<script type="application/ld+json">{"datePublished": "2014-03-05"}</script>',
        "<p>By Ana Bell, March 5, 2014",
        "<p>5th March 2014",
        "<p>Veröffentlicht am 5. März 2014",
        "<p>le 5 mars 2014",
        "<p>5 de marzo de 2014",
        "<p>5 марта 2014 года",
        "<p>05.03.2014",
        "<p>2014/03/05",
        "<p>03/05/2014",
    ],
)
def test_a_page_states_its_day(html: str) -> None:
    assert page_statements(html).states(DAY)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://example.org/2014-03-05/'>5 March</a>",
        "<p>March 2014",
        "<p>15 March 2014",
        "<script>2014-03-05</script>",
    ],
)
def test_a_page_does_not_state_a_day(html: str) -> None:
    assert not page_statements(html).states(DAY)


@pytest.mark.parametrize(
    ("html", "changed"),
    [
        ("<p>Updated: 5 March 2014", DAY),
        ("<p>Aktualisiert am 05.03.2014", date(2014, 5, 3)),
        ('<meta property="article:modified_time" content="2014-03-05">', DAY),
        ('<script type="application/ld+json">{"dateModified":"2014-03-05"}</script>', DAY),
        ("<p>5 March 2014", None),
        ('<script type="application/ld+json">{"datePublished":"2014-03-05"}</script>', None),
    ],
)
def test_the_change_that_a_page_claims(html: str, changed: date | None) -> None:
    """Where the order of a date is open the later reading counts: the link is let off."""
    assert page_statements(html).changed == changed


def test_what_only_machines_read_is_taken_out() -> None:
    page = b"""<meta charset=utf-8><meta name=date content="2014-03-05">
    <script>d="2014-03-05"</script>
    <!-- 2014-03-05 --><time datetime="2014-03-05">5 March 2014</time>"""
    bare = without_machine_dates(page)
    assert b"2014-03-05" not in bare
    assert b"5 March 2014" in bare
    assert b"charset" in bare


def test_the_own_address_is_taken_out() -> None:
    page = b"""<link rel="canonical" href="/2014/03/05/a">
    <meta property="og:url" content="/2014/03/05/a"><link rel=stylesheet href=/a.css>"""
    assert b"2014" not in without_address(page)
    assert b"a.css" in without_address(page)


SENTENCE = "The two ships reached the harbour on a quiet morning, and nobody was surprised."
EARLY = "https://example.org/2014/02/01/one"
HTML = (
    '<meta property="article:published_time" content="2014-03-05">'
    f'<article>{f"<p>{SENTENCE}</p>" * 3}<p>{SENTENCE} <a href="{EARLY}">One</a></p>'
    f'<p>{SENTENCE} <a href="https://example.org/about">Two</a></p></article>'
)


def test_the_paragraphs_of_the_article() -> None:
    assert gold_paragraphs(HTML)[0] == SENTENCE
    assert len(gold_paragraphs(HTML)) == 5
    assert gold_paragraphs("<p>Short") == []


def test_links_of_a_page_are_moved_past_its_day() -> None:
    page = GoldPage("a.html", "https://example.org/own", HTML.encode(), DAY)
    gold = gold_links(HTML)
    assert gold is not None
    moved = list(moved_links(page, HTML, gold, page_statements(HTML)))
    assert [item.how for item in moved] == [How.MOVED] * 3 + [How.REPLACED] * 3
    for item in moved:
        at = address_day(item.url)
        assert at is not None
        assert at.day == DAY + timedelta(days=item.gap)
        assert item.states_day
        assert not item.changed
        assert item.warned, item
