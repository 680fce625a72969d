"""Days that a page shows: in elements that it calls dates, near its headline, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest

from linkassay.extract import extract
from linkassay.model import DOCUMENT, Clue, Source
from linkassay.tables.clues import clue_rule

DAY = date(2015, 3, 12)
BODY = """<p>The harbour will be rebuilt at last, the council said on Monday after a long debate
that went on until the evening, and nobody had thought that it would come so soon.</p>
<p>More follows in the text, which goes on for a while and says nothing of any other day, so that
a reader must look at the head of the page to know when it was written.</p>
<p>The ferry lands on the other side until the quay is ready, and the fishing families have got
their own place by the old mole, as they had asked for in a letter to the mayor.</p>"""


def clues(page: str) -> list[Clue]:
    source = Source("https://s.example/news/pier", page.encode(), "text/html")
    return [
        clue
        for clue in next(extract(source)).clues
        if clue.subject == DOCUMENT
        and clue_rule(clue.rule).statement is not None
        and clue.rule != "htmldate"  # tests/extract/test_htmldate.py
    ]


def stated(page: str) -> list[tuple[str, date | None]]:
    return [(clue.rule, clue.days.earliest) for clue in clues(page)]


def article(head: str, *, above: str = "", below: str = "") -> str:
    return (
        f"<!doctype html><html lang=de><title>The pier is shut</title><body>{above}"
        f"<main><h1>The pier is shut</h1>{head}{BODY}</main>{below}</body></html>"
    )


@pytest.mark.parametrize(
    "head",
    [
        "<p class=date>12.03.2015</p>",
        "<div class='article-meta'><span class=pubDate>12. März 2015</span> | 3 Kommentare</div>",
        "<p class='entry-meta'>von <a href=/ann>Ann Lee</a> in <a href=/x>Hafen</a> "
        "<span class=date>12.03.2015</span></p>",
        "<p>Donnerstag, 12. März 2015, 10:15 Uhr</p>",
        "<p>12.03.2015 <a href=/a>Hafen</a>, <a href=/b>Stadt</a></p>",
        "<p>März 12, 2015</p>",
        "<p><time class=updated>12 marzo 2015</time></p>",
        "<p>Ann Lee <time datetime='2015-03-12T10:15:00Z'>vor 9 Jahren</time></p>",
        "<p>Ann Lee <abbr class=published title='2015-03-12T10:15:00Z'>lange her</abbr></p>",
        "<figure><figcaption>The old pier, as it stood until last year, in a view from the "
        "sea.</figcaption></figure><p>12.03.2015</p>",
    ],
)
def test_a_day_near_the_headline(head: str) -> None:
    assert [day for rule, day in stated(article(head)) if rule == "date-line"] == [DAY]


def test_a_day_above_the_headline() -> None:
    page = article("", above="<p class=date>12.03.2015</p>")
    assert stated(page) == [("date-line", DAY)]


def test_the_day_below_the_headline_goes_before_that_of_the_masthead() -> None:
    page = article("<p>12.03.2015 Ann Lee Hafen</p>", above="<p>31. Oktober 2023</p>")
    assert [day for _, day in stated(page)] == [DAY]


def test_a_date_s_place_is_that_of_its_element() -> None:
    page = article("<p>Hafen <span class=date>12.03.2015</span> teilen</p>")
    (clue,) = clues(page)
    assert clue.span is not None
    assert page[clue.span.start : clue.span.end] == clue.text == "12.03.2015"


def test_one_marked_day_counts_wherever_the_text_has_it() -> None:
    page = article("").replace("</main>", "<div><time>12.03.2015</time></div></main>")
    assert stated(page) == [("date-line", DAY)]


def test_several_marked_days_far_from_the_headline_say_nothing() -> None:
    more = "<div><time>12.03.2015</time></div><div><time>13.03.2015</time></div></main>"
    assert stated(article("").replace("</main>", more)) == []


@pytest.mark.parametrize(
    "element",
    [
        "<div class=comments><div class=comment><p class=date>12.03.2015</p></div></div>",
        "<div style='display:none'><p class=date>12.03.2015</p></div>",
        "<nav><p class=date>12.03.2015</p></nav>",
        "<aside><p class=date>12.03.2015</p></aside>",
        "<div class=teaser><p class=date>12.03.2015</p></div>",
        "<p class=event-date>12.03.2015</p>",
        "<table><tr><td>Joined</td><td class=date>12.03.2015</td></tr></table>",
        "<p>Wann:</p><p class=date>12.03.2015</p>",
    ],
)
def test_days_of_other_things(element: str) -> None:
    assert stated(article("", below=element)) == []


def test_a_label_in_the_next_element_speaks_of_the_day() -> None:
    page = article("<dl><dt>Veröffentlicht:</dt><dd>12.03.2015</dd></dl>")
    assert ("date-label", DAY) in stated(page)


def test_the_only_label_of_a_page_counts_below_its_teasers() -> None:
    teaser = "<div><a href=/x>Another long title of a page that stands here</a></div>"
    label = "<p>veröffentlicht 12.03.2015 <a href=/a>Ann Lee von der Zeitung am Hafen</a></p>"
    page = article("", below=teaser + label)
    assert stated(page) == [("date-label", DAY)]
    assert stated(article("", below=teaser + label + label.replace("12", "13"))) == []


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("2015-12-03", date(2015, 12, 3)), ("2015-03-12", date(2015, 3, 12))],
)
def test_what_the_metadata_state_settles_the_order_of_figures(stamp: str, day: date) -> None:
    head = f"<meta name=date content={stamp}><p class=date>03/12/2015</p>"
    assert [found for rule, found in stated(article(head)) if rule == "date-line"] == [day]


def test_a_change_beside_a_byline_is_no_publication() -> None:
    head = "<p>By Ann Lee, Updated at the harbour 2010 March 12, 2015</p>"
    assert stated(article(head)) == []


def test_a_day_that_is_a_link_above_the_headline_leads_to_another_page() -> None:
    assert stated(article("", above="<p><a href=/2015>12.03.2015</a></p>")) == []
    assert stated(article("", above="<p>12.03.2015</p>")) == [("date-line", DAY)]


@pytest.mark.parametrize(
    "head",
    [
        "<p>Joined</p><p>12.03.2015</p>",
        "<pre><code>12.03.2015</code></pre>",
        "<figure><figcaption>12.03.2015</figcaption></figure>",
        "<div class=comment><p>veröffentlicht 12.03.2015</p></div>",
    ],
)
def test_days_of_other_things_near_the_headline(head: str) -> None:
    assert stated(article(head)) == []


def test_a_label_below_the_teasers_does_not_contradict_the_metadata() -> None:
    teaser = "<div><a href=/x>Another long title of a page that stands here</a></div>"
    label = "<p>veröffentlicht 12.03.2015 <a href=/a>Ann Lee von der Zeitung am Hafen</a></p>"
    page = article("<meta name=date content=2015-03-14>", below=teaser + label)
    assert [rule for rule, _ in stated(page)] == ["metadata-date"]


def test_the_shown_day_of_a_cited_work_is_not_the_page_s() -> None:
    cited = (
        "<ol><li itemprop=citation itemscope itemtype='https://schema.org/ScholarlyArticle'>"
        "A paper, <span itemprop=datePublished>1988-01-02</span></li></ol>"
    )
    assert stated(article("", below=cited)) == []
