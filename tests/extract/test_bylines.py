"""The visible byline: who is named near the title, and who is named elsewhere."""

from __future__ import annotations

import pytest

from linkassay.extract import extract
from linkassay.extract.formats.html import parse_html
from linkassay.model import VISIBLE, Attribution, CreditClass, Source

LONG = (
    "The ships came in on Tuesday, and the harbour was full of people who had waited for them. " * 3
)


def bylines(text: str, locator: str = "a.html") -> list[Attribution]:
    (reading,) = extract(Source(locator, text.encode()))
    return [
        item
        for item in reading.attributions
        if item.credit is CreditClass.BYLINE and item.source == VISIBLE
    ]


def persons(text: str, locator: str = "a.html") -> list[str | None]:
    return [item.person for item in bylines(text, locator)]


def page(line: str, *, before: str = "", after: str = "") -> str:
    return (
        f"{before}<article><h1>Two ships in</h1>{line}<p>{LONG}</p><p>{LONG}</p>{after}</article>"
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<p>By Ana Bell</p>", ["Ana Bell"]),
        ("<p>By Ana Bell and Tom Reed</p>", ["Ana Bell", "Tom Reed"]),
        ("<p>Von Ana Bell, Lübeck</p>", ["Ana Bell"]),
        ("<p>Par Ana Bell avec AFP</p>", ["Ana Bell"]),
        ("<p>Por Ana Bell y Tom Reed</p>", ["Ana Bell", "Tom Reed"]),
        ("<p>Di Ana Bell</p>", ["Ana Bell"]),
        ("<p>Door Ana Bell</p>", ["Ana Bell"]),
        ("<p>Автор: Анна Белова</p>", ["Анна Белова"]),
        ("<h4>By Ana Bell</h4>", ["Ana Bell"]),
        ("<p>By Ana Bell, Political Editor | 3 May 2019 | 5 min read</p>", ["Ana Bell"]),
        ("<p>3 May 2019, 10:30 by Ana Bell</p>", ["Ana Bell"]),
        ("<p>Veröffentlicht am 03.05.2019 von Ana Bell</p>", ["Ana Bell"]),
        ("<p>Harbour | By Ana Bell</p>", ["Ana Bell"]),
        ("<p>Ana Bell | 03.05.19</p>", ["Ana Bell"]),
        ("<p>Ana Bell Zuletzt geändert am 06.11.2023</p>", ["Ana Bell"]),
        ("<p>3. Mai 2019 , Ana Bell</p>", ["Ana Bell"]),
        ("<p>Ana Bell et Tom Reed</p><p>Publié le 02/11/23 à 16h33</p>", ["Ana Bell", "Tom Reed"]),
        ("<p>03.05.2019</p><p>Ana Bell</p>", ["Ana Bell"]),
        ("<p>By Ana Bell, 05/03/2019 Business, Small Harbours No Comments</p>", ["Ana Bell"]),
        ("<p>Posted 3 May 2019 | By Ana Bell | 4 May 2019</p>", ["Ana Bell"]),
        ("<p>By Ana Bell CNBX Executive News Editor</p>", ["Ana Bell"]),
        ("<p>By Ana Bell courier.example.org Archive</p>", ["Ana Bell"]),
        ("<p><a href=/@abl>Ana Bell</a></p>", ["Ana Bell"]),
        ("<p><a href=/autor/white-17><b class=author>Ana White</b></a></p>", ["Ana White"]),
        ("<p>Ana Bell, Tom Reed 3 May 2019, 10:42</p>", ["Ana Bell", "Tom Reed"]),
        ("<div class=byline><a href=/a>Ana Bell</a> <button>Follow</button></div>", ["Ana Bell"]),
        ("<span class='article__author-name'>Ana Bell</span>", ["Ana Bell"]),
        ("<div class=author-byline><span>Ana Bell</span><span>Editor</span></div>", ["Ana Bell"]),
        ("<p>Text: <a rel=author href=/x>Kathrin</a></p>", ["Kathrin"]),
        ("<p><a href=https://a.example/autor/ana-bell/>Ana Bell</a></p>", ["Ana Bell"]),
        ("<p class=byline>By <a>Ana Bell</a> and <a>Tom Reed</a></p>", ["Ana Bell", "Tom Reed"]),
        ("<div class=byline>By <b>Ana</b> Bell <time>3 May</time></div>", ["Ana Bell"]),
        ("<div itemprop=author>Ana Bell</div>", ["Ana Bell"]),
        ("<div data-testid=byline-name>Ana Bell</div>", ["Ana Bell"]),
        ("<div class=byline>By<span hidden> nobody</span> Ana Bell</div>", ["Ana Bell"]),
    ],
)
def test_a_byline_near_the_title(line: str, found: list[str]) -> None:
    assert persons(page(line)) == found


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Law</p>",
        "<p>By Night and Day</p>",
        "<p>By Popular Demand</p>",
        "<p>By the time they came, it was over.</p>",
        "<p>By 2019 it had doubled.</p>",
        "<p>New Harbour</p>",
        "<p>Premier League | 3 May 2019</p>",
        "<p>Middling Grades 4,5 (12)</p>",
        "<p>Ana Bell has 3 ships</p>",
        "<p><a href=/people/>All People Here</a></p>",
        "<div class=author-image>Tom Reed</div>",
        "<div class=byline>Subscribe</div>",
        "<div class=byline>Staff</div>",
        "<p>Photo: Tom Reed</p>",
        "<figure><figcaption>By Tom Reed</figcaption></figure>",
        "<figure><figcaption class=author>Tom Reed</figcaption></figure>",
        "<p hidden>By Tom Reed</p>",
        "<div style='display:none' class=byline>Tom Reed</div>",
        "<p class=byline>Fotos: Tom Reed</p>",
        "<p>Interview mit Tom Reed</p>",
        "<p>Von der Küste</p>",
        "<p>Por qué llegan los barcos</p>",
        "<p>Posted: 3 May 2019 / 04:13 PM PST</p>",
        "<p>Ana Bell</p>",
        "<p><a href=https://a.example/s>Ana Bell</a></p><p>3 May 2019</p>",
        "<p>Ana Bell Ships Today</p><p>12 ships</p>",
        "<p><a href=https://a.example/people/ships>Storm Edda</a></p>",
        "<p><a href=https://a.example/people/royal-visit>Royal Visit</a></p>",
        "<p><a href=https://a.example/people/storm-edda>Storm Edda in Pictures: the harbour has "
        "taken a battering following heavy rain</a></p>",
    ],
)
def test_what_is_no_byline_near_the_title(line: str) -> None:
    assert persons(page(line)) == []


@pytest.mark.parametrize(
    "after",
    [
        "<p>By Tom Reed</p>",
        "<div class=byline>Tom Reed</div>",
        "<p>See also <a rel=author href=/x>Tom Reed</a></p>",
        "<ul><li>A teaser<li>By Tom Reed</ul>",
    ],
)
def test_a_name_below_the_text_is_no_byline(after: str) -> None:
    assert persons(page("", after=after)) == []
    assert persons(page("<p>By Ana Bell</p>", after=after)) == ["Ana Bell"]


@pytest.mark.parametrize("place", ["aside", "footer", "nav", "div class=comments"])
def test_a_name_in_other_parts_of_a_page_is_no_byline(place: str) -> None:
    line = f"<{place}><p class=byline>Tom Reed</p></{place.split()[0]}>"
    assert persons(page(line)) == []


def test_a_name_far_above_the_title_is_no_byline() -> None:
    teasers = "<p>A teaser</p><p>By Tom Reed</p>" + "<p>Menu</p>" * 6
    assert persons(page("<p>By Ana Bell</p>", before=teasers)) == ["Ana Bell"]


def test_a_name_before_a_day_is_a_byline_close_below_the_title_only() -> None:
    line = "<p>Ana Bell | 3 May 2019</p>"
    assert persons(page(line)) == ["Ana Bell"]
    assert persons(page("<p>Share</p>" * 6 + line)) == []
    assert persons(page("", before=line)) == []
    assert persons(page("<p><a href=https://a.example/x>Ana Bell | 3 May 2019</a></p>")) == []


def test_a_name_beside_a_day_is_a_byline_close_below_the_title_only() -> None:
    lines = "<p>Ana Bell</p><p>3 May 2019</p>"
    assert persons(page(lines)) == ["Ana Bell"]
    assert persons(page("<p>Share</p>" * 6 + lines)) == []


def test_who_write_together_are_named_together() -> None:
    other = "<p class=author>Tom Reed</p>"
    both = ["Ana Bell", "Tom Reed"]
    assert persons(page("<p>By Ana Bell</p>" + "<p>Share</p>" * 3 + other)) == both
    assert persons(page("<p>By Ana Bell</p>" + "<p>Share</p>" * 7 + other)) == ["Ana Bell"]
    assert persons(page(f"<p>By Ana Bell</p><h3>Another ship</h3>{other}")) == ["Ana Bell"]
    assert persons(page(f"{other}<h3>Latest</h3><p>By Ana Bell</p>")) == ["Ana Bell"]


def test_the_title_of_a_bar_is_not_yet_the_article_s() -> None:
    bar = "<h1>Two ships in</h1>" + "<p>Menu</p>" * 30
    assert persons(bar + page("<p>By Ana Bell</p>").replace("h1", "h2")) == ["Ana Bell"]
    assert persons(bar + page("<p>By Ana Bell</p>").replace("Two", "Ten")) == []


def test_an_agency_is_an_outlet_and_no_person() -> None:
    (found,) = bylines(page("<p>By The Associated Press</p>"))
    assert (found.person, found.outlet) == (None, "The Associated Press")


def test_the_outlet_of_a_writer_stands_beside_the_name() -> None:
    (found,) = bylines(page("<p>By Ana Bell, Reuters</p>"))
    assert (found.person, found.outlet) == ("Ana Bell", "Reuters")


def test_the_page_s_own_outlet_is_no_person() -> None:
    head = "<meta property=og:site_name content='Harbour Courier'>"
    (found,) = bylines(head + page("<div class=byline>Harbour Courier</div>"))
    assert (found.person, found.outlet) == (None, "Harbour Courier")


def test_the_page_s_own_outlet_is_known_by_its_host() -> None:
    line = page("<div class=byline>La Navegación</div>")
    (found,) = bylines(line, "https://www.lanavegacion.example/a.html")
    assert (found.person, found.outlet) == (None, "La Navegación")


def test_a_byline_s_span_holds_its_words() -> None:
    text = page("<p>Harbour\n news</p><div class=byline>By <b>Ana Bell</b></div>")
    (found,) = bylines(text)
    assert found.span.start is not None
    assert text[found.span.start : found.span.end].startswith("By")
    assert text[found.span.start : found.span.end].endswith("Ana Bell")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A story\n\nBy Ana Bell\n\n" + LONG, ["Ana Bell"]),
        (
            "A story\n\nA line below it that says a little more.\n\nBy Ana Bell\n\n" + LONG,
            ["Ana Bell"],
        ),
        ("By Ana Bell\n\nA story\n\n" + LONG, ["Ana Bell"]),
        ("A story\n\n" + f"{LONG}\n\n{LONG}\n\nBy Tom Reed\n\n", []),
        ("A story\n\nBy Ana Bell | 3 May 2019\n\n" + LONG, ["Ana Bell"]),
    ],
)
def test_a_byline_of_a_text(text: str, found: list[str]) -> None:
    assert persons(text, "a.txt") == found


TEMPLATES = [
    ("<div>Von <a href=https://a.example/impressum/autor-1 title=x>Ana Bell</a>, Lübeck</div>", 1),
    (
        "<p class=byline>Von <a><i itemprop=name>Ana Bell</i></a> und <b>Tom Reed</b></p>",
        2,
    ),
    (
        "<div class=c-author__by-line>Von <a class=c-author__link>Ana Bell</a></div>"
        "<span class=c-author__role>Korrespondentin</span>",
        1,
    ),
    ("<div class=authorline__author>Von Ana Bell, KRD-Studio Rom</div>", 1),
    (
        "<p class=article__author><span class=article__author-name>Ana Bell</span>"
        "<span class=article__author-description>(Lyon, correspondante)</span></p>",
        1,
    ),
    ("<span class=content-metas__author>Par <a href=/auteur/ana-bell>Ana Bell</a></span>", 1),
    (
        "<div><a href=https://a.example/autor/ana-bell/ class=a_n>Ana Bell</a></div>"
        "<span>Lima</span>",
        1,
    ),
    (
        "<div class=ue-c-article__byline-name>Ana Bell</div>"
        "<div class=ue-c-article__byline-location>Ciudad Nueva</div>",
        1,
    ),
    (
        "<div data-component=byline-block><div class=x-TextContributorName>By Ana Bell</div>"
        "<div class=x-MetadataText>KRD News</div></div>",
        1,
    ),
    (
        "<p><a rel=author href=x>Ana Bell</a> in London and <a rel=author>Tom Reed</a></p>",
        2,
    ),
    (
        "<p>By <a href=https://a.example/by/ana-bell>Ana Bell</a> and <a>Tom Reed</a></p>",
        2,
    ),
    (
        "<p class=byline__names>By <a><b class=byline__name>Ana Bell</b></a>, KRD</p>",
        1,
    ),
    (
        "<p class=author-byline>By <a>Ana Bell</a> <span class=source>KRDBusiness</span></p>",
        1,
    ),
    ("<div class=authors>Ana Bell, Tom Reed</div>", 2),
    ("<div class=article-author>Ana Bell<br>Redakteurin</div>", 1),
    (
        "<div class=author-box><p class=author-name>Ana Bell</p><p>A reporter.</p></div>",
        1,
    ),
    (
        "<ul><li>3. Mai 2019<li>von <a href=/author/ab>Ana Bell</a><li>4 Kommentare</ul>",
        1,
    ),
]


@pytest.mark.parametrize(("line", "count"), TEMPLATES)
def test_bylines_as_templates_build_them(line: str, count: int) -> None:
    assert persons(page(line)) == ["Ana Bell", "Tom Reed"][:count]


def test_marked_elements_are_read_to_a_depth() -> None:
    deep = "<div class=byline>" * 3000 + "Ana Bell" + "</div>" * 3000
    assert len(parse_html(f"<h1>Two ships in</h1>{deep}").marked) <= 8


def test_many_marked_elements_cost_no_more_than_their_text() -> None:
    deep = "<div class=byline>" * 3000 + "Ana Bell" + "</div>" * 3000
    assert persons(f"<h1>Two ships in</h1>{deep}") == ["Ana Bell"]
