"""The words of written dates: whole, and one meaning a word."""

from __future__ import annotations

import pytest

from linkassay.tables import rows
from linkassay.tables.date_words import NamesInOrder, YearLeads, months, weekdays, year_leads

LANGUAGES = ["en", "de", "fr", "es", "ru"]


@pytest.mark.parametrize(("key", "count"), [("months", 12), ("weekdays", 7)])
def test_every_language_has_all_names_in_order(key, count):
    table = rows("date_words", key, NamesInOrder)
    assert [row.language for row in table] == LANGUAGES
    for row in table:
        assert row.source
        assert len(row.names) == count
        assert all(row.names)


def test_every_language_has_words_before_a_year():
    table = rows("date_words", "years", YearLeads)
    assert [row.language for row in table] == LANGUAGES
    assert all(row.source for row in table)
    assert year_leads()["en"] == {"fr", "es"}


@pytest.mark.parametrize(
    ("word", "number"),
    [("March", 3), ("MARCH", 3), ("mars", 3), ("Mars", 3), ("мае", 5), ("Dez", 12)],
)
def test_a_word_names_one_month(word, number):
    assert months()[word].number == number


@pytest.mark.parametrize("word", ["march", "ago", "may", "mar", "märz", "dezember", "sun"])
def test_words_of_other_meaning_name_none(word):
    assert word not in months()


def test_monday_is_the_first_day():
    assert {weekdays()[word].number for word in ("Monday", "Montag", "lundi", "lunes")} == {1}
    assert weekdays()["воскресенье"].number == 7
