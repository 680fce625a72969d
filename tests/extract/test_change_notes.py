"""A paragraph that opens with the label and the day of a change states the last change."""

from __future__ import annotations

from datetime import date

import pytest

from judged import judged
from linkassay.extract import extract
from linkassay.extract.change_notes import read_change_note
from linkassay.model import Clock, Reading, Source
from linkassay.tables import load

PAGE = "https://www.harbourcourier.com/2022/06/20/costs"
TEXT = (
    "# The Harbour\n\nBy Ana Bell\n\nPublished: 14 March 2018\n\n"
    "The council met in the old customs house to talk about the breakwater, and nobody agreed.\n\n"
    "The harbour master answered that money was short, and that nothing was promised so far.\n\n"
)
REST = f"the committee has since published [a second report]({PAGE}) with all that it found out."

NOTES = [
    "Update, 20 June 2022: {}",
    "Update (Monday, June 20, 2022, 3:45 p.m.): {}",
    "**UPDATE 2022-06-20:** {}",
    "*Updated at 3:45 p.m. on June 20, 2022. {}*",
    "[Update 20 June 2022: {}]",
    "*This article was updated on 20 June 2022 to say that {}*",
    "Editor's note, 20 June 2022: {}",
    "P.S. (20 June 2022): {}",
    "Update vom 20. Juni 2022: {}",
    "Nachtrag (20.06.2022, 14:30 Uhr): {}",
    "Mise à jour du 20 juin 2022 : {}",
    "Actualización del 20 de junio de 2022: {}",
    "Обновление от 20 июня 2022 года: {}",
]
OTHERS = [
    "As of 20 June 2022, {}",
    "Update 20 June 2022 was a bad release of the program, and {}",
    "The update of 20 June 2022: {}",
    "Published on 20 June 2022: {}",
]


def read(text: str) -> Reading:
    return next(extract(Source("a.md", text.encode())))


def changed(text: str) -> list[date | None]:
    return [clue.days.earliest for clue in read(text).clues if clue.clock is Clock.MODIFIED]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_a_change_gives_its_day(note):
    assert changed(TEXT + note.format(REST)) == [date(2022, 6, 20)]


@pytest.mark.parametrize("note", NOTES)
def test_a_link_that_a_note_of_a_change_brought_is_not_accused(note):
    assert judged(TEXT + note.format(REST), locator="a.md") == []


@pytest.mark.parametrize("other", OTHERS)
def test_what_looks_like_a_note_is_none(other):
    assert changed(TEXT + other.format(REST)) == []


def test_a_link_from_after_the_note_is_accused():
    text = TEXT + NOTES[0].format(REST.replace("2022/06", "2024/06"))
    assert "url-date-after-document" in {item.rule for item in judged(text, locator="a.md")}


def test_a_note_has_the_line_and_the_words_of_its_head():
    clue = next(c for c in read(TEXT + NOTES[0].format(REST)).clues if c.clock is Clock.MODIFIED)
    assert clue.text == "Update, 20 June 2022"
    assert clue.span is not None
    assert (clue.span.line, clue.span.column) == (11, 1)


CHANGES = sorted(
    {
        written
        for row in load("date_labels")["label"]
        if row["clock"] == "modified" and not row.get("follows")
        for written in row["labels"]
        if not any(word[-1] in "'’" for word in written.split())  # such a word is never read
    }
)


@pytest.mark.parametrize("label", CHANGES)
def test_every_label_of_a_change_may_open_a_note(label):
    for written in (label, label.upper(), f"**[{label.title()}"):
        found = read_change_note(f"{written}: 2022-06-20: {REST}", lambda: None)
        assert found is not None
        assert found.days.earliest == date(2022, 6, 20)


def test_a_paragraph_that_opens_with_another_word_is_no_note():
    assert read_change_note(f"Then it was updated: 2022-06-20: {REST}", lambda: None) is None
