"""Signs of the tables in pages."""

from __future__ import annotations

import html

import pytest

from linkassay.extract.page import page_facts
from linkassay.extract.page_signs import signs_in
from linkassay.extract.page_words import compared_words
from linkassay.tables.page_signs import PageSign, SignPlace, page_signs


def signs(
    title: str = "", heading: str = "", shown: str = "", words: int | None = None, page: str = ""
) -> tuple[str, ...]:
    compared = compared_words(shown)
    return signs_in(title, heading, compared, len(compared) if words is None else words, page)


def with_phrase(row: PageSign, phrase: str, around: str = "") -> str:
    """A page in which the sign's words stand where the row says."""
    written = phrase if row.where is SignPlace.SOURCE else html.escape(phrase)
    line = f"<p>{around}</p>"
    match row.where:
        case SignPlace.TITLE:
            return f"<title>{written}</title>{line}"
        case SignPlace.HEADING:
            return f"<h1>{written}</h1>{line}"
        case SignPlace.TEXT:
            return f"{line}<p>{written}</p>"
        case SignPlace.SOURCE:
            return f"{line}<!-- {written} -->"


@pytest.mark.parametrize("row", page_signs(), ids=lambda row: row.sign)
def test_a_row_is_found_by_each_of_its_phrases(row: PageSign) -> None:
    for phrase in row.words:
        assert row.sign in page_facts(with_phrase(row, phrase).encode()).signs, phrase
        capitals = phrase if row.where is SignPlace.SOURCE else phrase.upper()
        assert row.sign in page_facts(with_phrase(row, capitals).encode()).signs, capitals


@pytest.mark.parametrize(
    "row", [row for row in page_signs() if row.limit is not None], ids=lambda row: row.sign
)
def test_a_row_is_not_looked_for_in_a_page_that_shows_more(row: PageSign) -> None:
    around = "word " * ((row.limit or 0) + 1)
    page = with_phrase(row, row.words[0], around).encode()
    assert row.sign not in page_facts(page).signs


def test_an_ordinary_page_has_no_sign() -> None:
    page = """<!doctype html><html lang=en><head><title>Harbour opens</title></head><body>
    <nav><a href=/>Home</a></nav><h1>Harbour opens</h1><p>The new harbour was opened on Friday.
    """
    assert page_facts(page.encode()).signs == ()
    assert page_facts(b"").signs == ()


WHOLE = frozenset(
    row.sign
    for row in page_signs()
    if row.where is SignPlace.HEADING and row.whole and "welcome to nginx" in row.words
)


@pytest.mark.parametrize(
    ("heading", "is_found"),
    [
        ("Welcome to nginx!", True),
        ("WELCOME TO NGINX", True),
        ("Welcome to nginx | Example", True),
        ("Example Server: Welcome to nginx", True),
        ("Welcome to nginx 2", True),
        ("Welcome to nginx, our new web server", False),
        ("Why your site says Welcome to nginx", False),
        ("Welcome to nginx – what it means if your visitors see this page", False),
        ("Unwelcome to nginx", False),
    ],
)
def test_a_whole_heading_is_little_more_than_the_phrase(heading: str, is_found: bool) -> None:
    assert bool(WHOLE.intersection(signs(heading=heading))) is is_found


def test_a_phrase_is_found_as_whole_words() -> None:
    row = next(row for row in page_signs() if row.where is SignPlace.TITLE and not row.whole)
    phrase = row.words[0]
    assert row.sign in signs(title=f"Oh: {phrase.title()}!")
    assert row.sign in signs(title=phrase.replace(" ", " – "))
    assert row.sign not in signs(title=f"x{phrase}")
    assert row.sign not in signs(title=f"{phrase}x")
    assert row.sign not in signs(heading=phrase)
