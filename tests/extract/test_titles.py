"""Titles and deks: the outlet's name is cut off, and what is no title is none."""

from __future__ import annotations

import pytest

from linkassay.extract.formats.html import parse_html
from linkassay.extract.formats.markdown import parse_markdown
from linkassay.extract.formats.text import parse_text
from linkassay.extract.titles import choose_dek, is_no_title, without_outlet
from linkassay.model import BlockKind, Meta, Region

OWN = ("The Harbour Courier", "www.harbourcourier.example", "harbourcourier.example")
DEK = "What the harbour town has waited for since the spring has come at last."


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Two ships in", "Two ships in"),
        ("Two ships in - The Harbour Courier", "Two ships in"),
        ("Two ships in | Harbour Courier", "Two ships in"),
        ("Two ships in – HarbourCourier.example", "Two ships in"),
        ("Two ships in — The Harbour Courier Online", "Two ships in"),
        ("Two ships in · The Harbour Courier", "Two ships in"),
        ("Two ships in » The Harbour Courier", "Two ships in"),
        ("Harbour Courier | Two ships in", "Two ships in"),
        ("The Harbour Courier: Two ships in", "Two ships in"),
        ("Two ships in | by Ana Bell | The Harbour Courier", "Two ships in"),
        ("Two ships in - a report - The Harbour Courier", "Two ships in - a report"),
        ("Two ships in - Pebble Town", "Two ships in - Pebble Town"),
        ("Ships: Two are in", "Ships: Two are in"),
        ("The Harbour Courier", "The Harbour Courier"),
        (
            "Why The Harbour Courier moves to a new house",
            "Why The Harbour Courier moves to a new house",
        ),
    ],
)
def test_the_outlet_s_name_is_no_part_of_a_title(written: str, title: str) -> None:
    assert without_outlet(written, OWN) == title


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Bell",
        "Von Ana Bell und Tom Reed",
        "3 March 2019",
        "March 3, 2019",
        "03.05.2019",
        "Published 3 March 2019",
        "Veröffentlicht am 3. März 2019",
        "Publié le 3 mars 2019",
        "2019-03-03",
    ],
)
def test_a_day_and_a_byline_are_no_title(line: str) -> None:
    assert is_no_title(line)
    assert parse_text(f"{line}\n\nA story\n\nIt was long.\n").title == "A story"


@pytest.mark.parametrize(
    "line",
    ["Two ships in", "By night and day", "May Day", "1984", "The 3 March movement", "By Law"],
)
def test_a_title_may_begin_like_a_byline_or_hold_a_day(line: str) -> None:
    assert not is_no_title(line)


HEAD = "<meta property=og:site_name content='The Harbour Courier'>"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Two ships in | Harbour Courier</title>", "Two ships in"),
        ("<meta property=og:title content='Two ships in - The Harbour Courier'>", "Two ships in"),
        ("<title>Two ships in</title><h1>The Harbour Courier</h1>", "Two ships in"),
        ("<title>Two ships in</title><h1>Comments</h1>", "Two ships in"),
        (
            "<title>The harbour has two ships</title><h1>Harbour Courier</h1>",
            "The harbour has two ships",
        ),
        ("<title>Ships: two in</title><h1>Two big ships are in</h1>", "Two big ships are in"),
        (
            "<title>Two ships in</title><h1>Harbour news Two ships in</h1>",
            "Harbour news Two ships in",
        ),
        (
            "<title>Two big ships are in</title><h1>Harbour Two big ships are in</h1>",
            "Two big ships are in",
        ),
        ("<meta property=og:title content='Two &amp;amp; three'>", "Two & three"),
        ("<title>Two ships in</title><h1>By Ana Bell</h1>", "Two ships in"),
    ],
)
def test_the_title_of_a_page(page: str, title: str) -> None:
    assert parse_html(HEAD + page + "<p>Text.</p>").title == title


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<title>Two ships in</title><h1>Two ships in</h1>", "Two ships in"),
        ("<title>Two ships in</title><h2>Menu</h2><h2>Two ships in</h2>", "Two ships in"),
        (
            "<title>Two big ships in</title><h1>News: Two big ships in</h1>",
            "News: Two big ships in",
        ),
        ("<title>Two ships in</title><div>Two ships in</div>", "Two ships in"),
        ("<title>Arrival</title><h1>They came at last</h1>", "They came at last"),
        ("<title>Arrival</title><h1>One</h1><h1>Other</h1>", None),
    ],
)
def test_the_block_that_shows_the_title_is_marked(page: str, shown: str | None) -> None:
    blocks = [item.block for item in parse_html(page + "<p>Text.</p>").blocks]
    titles = [block.content.text for block in blocks if block.kind is BlockKind.TITLE]
    assert titles == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("stated", "shown", "dek"),
    [
        ([DEK], None, DEK),
        ([DEK], "Another line.", DEK),
        ([], "A line.", "A line."),
        ([f"{DEK} And then…"], "A line.", "A line."),
        ([f"{DEK} And then..."], None, f"{DEK} And then..."),
        ([f"{DEK} And then…", DEK], None, DEK),
        (["Ships"], "A line.", "A line."),
        (["{{ entry.description_of_the_page }}"], None, None),
        (["Two ships are in the harbour"], None, None),
        (["The Harbour Courier Online News"], None, None),
        (["word " * 200], None, None),
        (
            ["Ships &amp; boats have come, as they do each year in spring."],
            None,
            "Ships & boats have come, as they do each year in spring.",
        ),
    ],
)
def test_the_dek(stated: list[str], shown: str | None, dek: str | None) -> None:
    metadata = [Meta("description", value) for value in stated]
    assert choose_dek(metadata, shown, "Two ships are in the harbour", OWN) == dek


@pytest.mark.parametrize(
    ("page", "dek"),
    [
        ("<h1>Two ships in</h1><p class=standfirst>A line.</p>", "A line."),
        (
            "<p class=dek>A teaser.</p><h1>Two ships in</h1><p class=dek>A line.</p>",
            "A line.",
        ),
        ("<h1>Two ships in</h1><aside><p class=subtitle>A teaser.</p></aside>", None),
        ("<h1>Two ships in</h1>" + "<p>Text.</p>" * 9 + "<p class=subtitle>A teaser.</p>", None),
    ],
)
def test_a_line_counts_as_dek_below_the_title_only(page: str, dek: str | None) -> None:
    assert parse_html(page).dek == dek


def test_front_matter_gives_a_dek() -> None:
    text = f"---\ntitle: Two ships in\ndescription: {DEK}\n---\n\nText.\n"
    assert (parse_markdown(text).title, parse_markdown(text).dek) == ("Two ships in", DEK)


BODY = (
    "The quay reopens on Monday, the council of the town said at last. It had been closed for a"
    " year, and nobody knew when the work would end.\n"
)


@pytest.mark.parametrize(
    "written",
    [
        "Two ships in\n=====",
        "Two ships in\n------------",
        "=====\nTwo ships in\n=====",
        "Two ships in",
    ],
)
def test_the_line_under_a_title_is_no_part_of_it(written: str) -> None:
    document = parse_text(f"{written}\n\n{BODY}")
    assert document.title == "Two ships in"
    assert document.blocks[0].block.kind is BlockKind.TITLE


def test_marks_alone_are_no_title() -> None:
    assert parse_text(f"=====\n\n{BODY}").title is None
    assert parse_text(f"Two ships == in\n\n{BODY}").title == "Two ships == in"


MAIL = (
    "From: Ana Bell <ana@example.org>\nTo: Tom Reed <tom@example.org>\n"
    "Date: Mon, 4 Mar 2019 10:00:00 +0000\nSubject: Two ships\n are in\n"
)


def test_the_subject_of_a_mail_is_its_title_and_its_header_no_prose() -> None:
    document = parse_text(f"{MAIL}\n{BODY}")
    assert document.title == "Two ships are in"
    assert [item.block.region for item in document.blocks] == [Region.NAVIGATION, Region.PROSE]
    (day,) = document.metadata
    assert (day.name, day.value) == ("date", "Mon, 4 Mar 2019 10:00:00 +0000")
    assert day.span is not None
    assert document.text[day.span.start : day.span.end] == day.value


@pytest.mark.parametrize(
    "header",
    [
        "From: Ana Bell\nand so on",
        "To: Tom Reed\nSubject: Two ships",
        " From: a\nTo: b",
        "From: Venice",
    ],
)
def test_other_lines_are_no_header_of_a_mail(header: str) -> None:
    document = parse_text(f"{header}\n\n{BODY}")
    assert document.blocks[0].block.region is Region.PROSE
    assert document.metadata == ()


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            "<title>Panic - The Harbour Book</title><h1 class=menu-title>The Harbour Book</h1>"
            "<main><h1>Panic</h1></main>",
            "Panic",
        ),
        (
            "<title>The quay - Two ships in</title><h1>Two ships in</h1><h2>The quay</h2>",
            "Two ships in",
        ),
        ("<title>Logging</title><h1>Logging <span>@11.19.1</span></h1>", "Logging"),
        ("<title>Ships</title><h1>Ships 2.0 are in</h1>", "Ships 2.0 are in"),
        (
            "<title>QuayError in harbour</title><h1>Enum QuayError <button>Copy path</button></h1>",
            "Enum QuayError",
        ),
        ("<title>Two ships in</title><h1><button>Two ships in</button></h1>", "Two ships in"),
    ],
)
def test_bars_versions_and_buttons_are_no_title(page: str, title: str) -> None:
    assert parse_html(page).title == title


def test_a_heading_that_is_all_button_keeps_its_words() -> None:
    page = "<h2><button>Two ships</button></h2><h2>The quay <button>copy</button></h2><p>Words.</p>"
    words = [item.block.content.text for item in parse_html(page).blocks]
    assert words == ["Two ships", "The quay", "Words."]


@pytest.mark.parametrize(
    "line",
    [
        "Автор: Иван Петров 4 марта 2019 г.",
        "By 3 March 2019 the quay was in use, and by May the harbour.",
        "By Ana Bell and Tom Reed, March 3, 2019.",
    ],
)
def test_a_byline_with_its_day_is_no_dek(line: str) -> None:
    told = line.endswith("harbour.")
    assert (parse_text(f"Two ships in\n\n{line}\n\n{BODY}").dek == line) is told
    assert (choose_dek([Meta("description", line)], None, "Two ships in") == line) is told
    assert (choose_dek([], line, "Two ships in") == line) is told


def test_the_dek_may_stand_below_the_byline() -> None:
    above = "Two ships in\n\nBy Ana Bell, 3 March 2019.\n\n"
    text = f"{above}What the town has waited for, at last.\n\n{BODY}"
    assert parse_text(text).dek == "What the town has waited for, at last."
