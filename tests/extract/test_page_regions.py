"""Where a link of a web page stands, by what its block is, its elements, and their names."""

from __future__ import annotations

import pytest

from linkassay.extract import extract
from linkassay.model import Clock, CreditClass, Reading, Region, Source

SENTENCE = "The two ships reached the harbour on a quiet morning, and nobody in town was surprised."
LINK = "<a href=https://example.org/2020/02/19/two-ships>{}</a>"
TOLD = "<p>As the paper wrote, " + LINK.format("two ships") + " had reached the harbour.</p>"
ARTICLE = f"<h1>A headline</h1><div><p>{SENTENCE}</p>{{}}<p>{SENTENCE}</p><p>{SENTENCE}</p></div>"


def read(page: str) -> Reading:
    return next(extract(Source("page", page.encode(), "text/html")))


def regions(page: str) -> list[Region]:
    return [item.region for item in read(page).citations]


def linked(words: str) -> str:
    return LINK.format(words)


@pytest.mark.parametrize("wrapped", ["{}", "<div>{}</div>", "<section><div>{}</div></section>"])
@pytest.mark.parametrize("paragraph", ["<p>{}</p>", "<div>{}</div>", "<tr><td>{}</td></tr>"])
def test_a_link_in_a_sentence_of_the_article_is_prose(wrapped: str, paragraph: str) -> None:
    told = f"{SENTENCE} So it is said in {linked('a report')}."
    text = "".join(paragraph.format(part) for part in (SENTENCE, told, SENTENCE))
    text = f"<table>{text}</table>" if "<td>" in paragraph else text
    menu = "".join(f"<li>{linked('Menu')}</li>" for _ in range(5))
    page = f"<ul>{menu}</ul><h1>A headline</h1>{wrapped.format(text)}<ul>{menu}</ul>"
    assert regions(page)[5] is Region.PROSE
    assert {*regions(page)} == {Region.PROSE, Region.NAVIGATION}


def test_text_of_one_block_parted_by_line_breaks_is_an_article() -> None:
    page = f"<div>{SENTENCE}<br><br>{SENTENCE} {linked('Here')} it is told.<br>{SENTENCE}</div>"
    assert regions(page) == [Region.PROSE]


def test_text_without_blanks_between_its_words_is_an_article() -> None:
    text = "两艘船在一个安静的早晨到达了港口，镇上没有人感到惊讶。"
    page = f"<h1>两艘船</h1><div><p>{text}</p><p>{text}{linked('报告')}</p><p>{text}</p></div>"
    assert regions(page) == [Region.PROSE]


@pytest.mark.parametrize(
    ("link", "region"),
    [
        (linked("Menu"), Region.NAVIGATION),
        (linked("Two ships reach the harbour"), Region.TEASER),
        (f"1. {linked('Two ships reach the harbour')}", Region.TEASER),
    ],
)
def test_a_block_of_nothing_but_links_is_no_prose(link: str, region: Region) -> None:
    assert regions(ARTICLE.format(f"<p>{link}</p>")) == [region]
    assert regions(ARTICLE.format(f"<ul>{f'<li>{link}</li>' * 3}</ul>")) == [region] * 3


def test_a_list_that_the_author_wrote_words_to_is_prose() -> None:
    rows = "".join(f"<li>what was told of it in {linked(word)}</li>" for word in ("one", "two"))
    assert regions(ARTICLE.format(f"<ul>{rows}</ul>")) == [Region.PROSE] * 2


@pytest.mark.parametrize("line", ["By {}", "Tags: {}", "{} | Harbour"])
def test_a_short_line_about_the_article_is_none_of_its_prose(line: str) -> None:
    line = line.format(linked("Ana Bell"))
    for place in (f"<h1>A headline</h1><p>{line}</p>", f"<p>{line}</p><h1>A headline</h1>"):
        page = ARTICLE.replace("<h1>A headline</h1>", place).format("")
        assert regions(page) == [Region.NAVIGATION]
    assert regions(ARTICLE.format("") + f"<p>{line}</p>") == [Region.TEASER]


def test_a_sentence_of_a_card_outside_the_article_is_a_teaser() -> None:
    card = f"<div><h3>{linked('A card')}</h3><p>{SENTENCE} {linked('More')} of it.</p></div>"
    page = ARTICLE.format(TOLD) + f"<div>{card * 2}{linked('Menu') * 20}</div>"
    prose, *cards = regions(page)[:5]
    assert (prose, *cards[1::2]) == (Region.PROSE, Region.TEASER, Region.TEASER)


def test_sections_of_one_text_are_one_article() -> None:
    section = f"<section><h2>Part</h2><p>{SENTENCE}</p>{TOLD}<p>{SENTENCE}</p></section>"
    long = section.replace("</section>", f"<p>{SENTENCE}</p>" * 5 + "</section>")
    assert regions(f"<main><h1>A</h1>{section}{long}{section}</main>") == [Region.PROSE] * 3


@pytest.mark.parametrize(
    ("wrapper", "region"),
    [
        ("<nav>{}</nav>", Region.NAVIGATION),
        ("<footer>{}</footer>", Region.NAVIGATION),
        ("<header>{}</header>", Region.NAVIGATION),
        ("<form>{}</form>", Region.NAVIGATION),
        ("<div role=navigation>{}</div>", Region.NAVIGATION),
        ("<div role=Banner>{}</div>", Region.NAVIGATION),
        ("<ul id=Breadcrumb><li>{}</li></ul>", Region.NAVIGATION),
        ("<aside>{}</aside>", Region.RELATED),
        ("<div role=complementary>{}</div>", Region.RELATED),
        ("<div class='x Sidebar'>{}</div>", Region.RELATED),
        ("<nav><div class=related>{}</div></nav>", Region.NAVIGATION),
        ("<div class=trending>{}</div>", Region.TEASER),
        ("<div itemscope itemtype=https://schema.org/Comment>{}</div>", Region.COMMENT),
        ("<ol class=commentlist><li>{}</li></ol>", Region.COMMENT),
        ("<div id=comments>{}</div>", Region.COMMENT),
        ("<figure><figcaption>{}</figcaption></figure>", Region.RELATED),
        ("<div class=wp-caption-text>{}</div>", Region.RELATED),
        ("<ol class=references><li>{}</li></ol>", Region.REFERENCE),
        ("<section role=doc-endnotes>{}</section>", Region.REFERENCE),
        ("<div hidden>{}</div>", Region.HIDDEN),
        ("<nav hidden>{}</nav>", Region.HIDDEN),
        ("<nav><div style='display: none'>{}</div></nav>", Region.HIDDEN),
        ("<div style='visibility:hidden'>{}</div>", Region.HIDDEN),
        ("<div class=shareholders>{}</div>", Region.PROSE),
        ("<div class=related-to-spain>{}</div>", Region.PROSE),
        ("<div class=commentary>{}</div>", Region.PROSE),
        ("<p class=author>{}</p>", Region.PROSE),
        ("<blockquote><footer>{}</footer></blockquote>", Region.PROSE),
        ("<article><header>{}</header></article>", Region.PROSE),
    ],
)
def test_what_an_element_says_of_a_sentence_inside_the_article(
    wrapper: str, region: Region
) -> None:
    told = f"{SENTENCE} So it is said in {linked('a report')}."
    assert regions(ARTICLE.format(wrapper.format(told))) == [region]


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class=sidebar>{}</div>",
        "<div class='comments related'>{}</div>",
        "<div id=comments>{}</div>",
        "<aside>{}</aside>",
        "<form>{}</form>",
        "<div style='display:none'>{}</div>",
        "<body class=sidebar>{}</body>",
        "<div class=card>{}</div>",
    ],
)
def test_no_article_is_lost_to_a_name_of_what_holds_it(wrapper: str) -> None:
    page = wrapper.format(ARTICLE.format(TOLD))
    for whole in (page, page.replace("<h1>A headline</h1>", "")):
        assert regions(whole + f"<p>{SENTENCE}</p>"[:40]) == [Region.PROSE]


def test_what_holds_the_main_heading_is_believed_in_no_name() -> None:
    page = f"<div class=sidebar>{ARTICLE.format(TOLD)}</div>"
    other = f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div>"
    assert regions(page + other) == [Region.PROSE]
    assert regions(page.replace("h1>", "h2>") + other) == [Region.RELATED]


def test_the_comments_of_a_short_article_are_no_article() -> None:
    comment = f"<li><p>{SENTENCE}</p><p>{SENTENCE} {linked('Mine')}</p></li>"
    page = ARTICLE.format(TOLD) + f"<ol class=commentlist>{comment * 5}</ol>"
    assert regions(page) == [Region.PROSE] + [Region.COMMENT] * 5


def test_articles_in_an_article_are_cards_where_they_are_short() -> None:
    card = f"<article><p>{SENTENCE} {linked('More')}</p></article>"
    section = f"<article>{f'<p>{SENTENCE}</p>' * 6}{TOLD}</article>"
    told = regions(f"<article>{ARTICLE.format(TOLD)}{card}{section}</article>")
    assert told == [Region.PROSE, Region.TEASER, Region.PROSE]


def test_hidden_words_stand_in_no_sentence_and_their_links_are_cited() -> None:
    hidden = f"<span hidden>not {linked('for you')}</span>"
    reading = read(ARTICLE.format(f"<p>{SENTENCE} {linked('One')}{hidden} {linked('two')}.</p>"))
    assert {item.anchor: item.region for item in reading.citations} == {
        "for you": Region.HIDDEN,
        "One": Region.PROSE,
        "two": Region.PROSE,
    }
    assert f"{SENTENCE} One two." in [passage.text for passage in reading.document.passages]


@pytest.mark.parametrize(
    "around",
    ["<div class=trending>{}</div>", "<div id=comments>{}</div>", "<p hidden>{}", "<nav>{}</nav>"],
)
def test_what_is_not_the_article_gives_no_clue(around: str) -> None:
    dated = f"{SENTENCE} It was in the summer of 2015."
    assert read(ARTICLE.format(f"<p>{dated}</p>")).clues
    assert not read(ARTICLE.format(around.format(dated))).clues


def test_many_nested_elements_take_time_that_grows_with_their_number() -> None:
    page = f"<div>{SENTENCE}" * 20_000
    assert read(page).document.passages[0].text == SENTENCE


@pytest.mark.parametrize(
    ("around", "credited"),
    [
        ("<p>{}</p>", True),
        ("<p class=byline>{}</p>", True),
        ("<footer>{}</footer>", True),
        ("<div class=trending>{}</div>", False),
        ("<div id=comments>{}</div>", False),
        ("<div class=related>{}</div>", False),
        ("<p hidden>{}</p>", False),
        ("<figure><figcaption>{}</figcaption></figure>", False),
        ("<pre><code>{}</code></pre>", False),
    ],
)
def test_who_is_credited_where(around: str, credited: bool) -> None:
    page = ARTICLE.format(around.format("This story was first published by The Harbour Courier."))
    assert bool(read(page).attributions) is credited


def test_a_list_of_sources_keeps_its_access_dates_and_gives_no_clue() -> None:
    source = f"<li>{linked('The report')}. Summer of 2015. Accessed 3 May 2020.</li>"
    page = ARTICLE.format("") + f"<section><h2>Sources</h2><ol>{source}</ol></section>"
    reading = read(page)
    assert [item.region for item in reading.citations] == [Region.REFERENCE]
    assert [item.credit for item in reading.attributions] == [CreditClass.ACCESSED]
    dated = {clue.text for clue in reading.clues if clue.clock is Clock.PUBLISHED}
    assert dated == {"2020/02/19"}


def test_the_posts_of_a_blogger_blog_are_no_widget_of_a_sidebar():
    sentence = "The harbour was quiet in the morning, and nobody had come to look at the ship. "
    post = "".join(f"<p>{sentence * 3}</p>" for _ in range(3))
    thread = "".join(f'<dd class="comment-body"><p>{sentence * 4}</p></dd>' for _ in range(9))
    page = (
        f'<div class="widget Blog" id="Blog1"><div class="post-body">{post}</div>'
        f'<div id="comments"><dl>{thread}<dd class="comment-body"><p>See '
        f'<a href="https://example.org/2019/03/29/a">that</a>, as I said. {sentence}</p></dd></dl>'
        '</div></div><div class="widget HTML"><p>Read <a href="https://example.org/b">this</a> '
        f"too. {sentence}</p></div>"
    )
    (reading,) = extract(Source("a.html", page.encode()))
    assert [item.region for item in reading.citations] == [Region.COMMENT, Region.RELATED]
