"""Dates that a text writes out: a past one bounds the text from below, any other does not."""

from __future__ import annotations

from datetime import date

import pytest

from linkassay.extract import extract
from linkassay.extract.quotations import quoted
from linkassay.model import Clock, Group, Source


def firsts(text: str, *, language: str | None = None) -> dict[str, date | None]:
    """The first day that each date in the prose allows, by its rule."""
    name, whole = "a.txt", f"A headline\n\n{text}\n"
    if language is not None:
        body = f"<body><article><h1>A headline</h1><p>{text}</p></article></body>"
        name, whole = "a.html", f'<html lang="{language}"><title>A headline</title>{body}</html>'
    return {
        clue.rule: clue.days.earliest
        for clue in next(extract(Source(name, whole.encode()))).clues
        if clue.group is Group.TEXT and clue.clock is Clock.PUBLISHED
    }


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("The harbour opened on March 29, 2019.", "text-day", date(2019, 3, 29)),
        ("Der Hafen wurde am 29. März 2019 eröffnet.", "text-day", date(2019, 3, 29)),
        ("Le port a été ouvert le 1er mars 2019.", "text-day", date(2019, 3, 1)),
        ("El puerto fue inaugurado el 29 de marzo de 2019.", "text-day", date(2019, 3, 29)),
        ("Порт был открыт 29 марта 2019 г. в городе.", "text-day", date(2019, 3, 29)),
        ("Im März 2019 wurde der Hafen eröffnet.", "text-month", date(2019, 3, 1)),
        ("En mars 2019, la ville a construit le port.", "text-month", date(2019, 3, 1)),
        ("La ciudad construyó el puerto en 2019.", "text-year", date(2019, 1, 1)),
        ("Город построил порт в 2019 году.", "text-year", date(2019, 1, 1)),
        ("They met in the spring of 2019.", "text-season", date(2019, 3, 1)),
    ],
)
def test_a_past_date_in_each_language(text, rule, first):
    assert firsts(text) == {rule: first}


@pytest.mark.parametrize(
    "text",
    [
        "The 2018 report says so, and the 2030 Agenda does.",
        "The harbour was named in the 2018 World Cup year.",
        "It grew in the fiscal year 2018-19, and over 2015–2020.",
        "A report wrote “The harbour opened in 2019” and more.",
        'He read "The World in 2019", which was a book.',
        "Das Buch „Der Hafen wurde 2019 und im Jahr 2020 gebaut“ war gut.",
        "Le livre « Le port a été ouvert en 2019 » a été lu.",
        "Книга «Порт был открыт в 2019 году» была прочитана.",
        "Buch »Der Hafen wurde im Jahr 2019 gebaut« war gut.",
        "It will open in 2030.",
        "Wien 2030",
        "The harbour was closed 03/02/2021.",
    ],
)
def test_dates_of_other_things_give_no_clue(text):
    assert firsts(text) == {}


def test_what_stands_behind_a_quotation_counts():
    assert firsts("He wrote “The Harbour” and sold it in 2019.") == {"text-year": date(2019, 1, 1)}


def test_the_language_of_a_page_settles_the_order_of_a_date():
    text = "Der Hafen wurde am 03/02/2021 eröffnet."
    assert firsts(text, language="de") == {"text-day": date(2021, 2, 3)}
    assert firsts(text, language="en") == {}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('a "b" c', "b"),
        ("a “b” c", "b"),
        ("a „b“ c", "b"),
        ("a «b» c", "b"),
        ("a « b », c", " b "),
        ("a »b« c", "b"),
        ("(“b”)", "b"),
        ('"a" she said "c" d', "ac"),
        ("a “b", "b"),
        ("a,„b“ c", "b"),
        ('a "(b)" c', "(b)"),
        ("a “" + "b" * 1_001, ""),
        ('a 5" b', ""),
        ('a" b', ""),
        ("a “" + "b" * 1_001 + "” c", ""),
    ],
)
def test_what_a_quotation_holds(text, inside):
    is_quoted = quoted(text)
    held = (char for at, char in enumerate(text) if is_quoted(at) and char not in '"“”„«»')
    assert "".join(held) == inside
