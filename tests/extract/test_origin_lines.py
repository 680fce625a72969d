"""Of which text a line about an origin speaks: only of the document's own is it a credit."""

from __future__ import annotations

import re

import pytest

from linkassay.extract import extract
from linkassay.model import CreditClass, Source
from linkassay.tables.origin_lines import Pointer, pointer_rows, pointers

TOLD = (CreditClass.ORIGIN, CreditClass.DISCLAIMER)


def outlets(text: str, locator: str = "a.md") -> list[str | None]:
    (reading,) = extract(Source(locator, f"# The bridge\n\n{text}\n".encode()))
    return [item.outlet for item in reading.attributions if item.credit in TOLD]


@pytest.mark.parametrize("row", pointer_rows(), ids=lambda row: f"{row.kind} {row.language}")
def test_every_wording_fits_its_example(row):
    pattern = re.compile(row.pattern)
    fits = pattern.search if row.kind is Pointer.HERE else pattern.match
    assert fits(row.example)
    assert pointers(row.kind, row.language).search(row.example)


@pytest.mark.parametrize(
    "text",
    [
        "This article was first published by Reuters.",
        "Ana Bell lives in Leeds. This article was first published by Reuters.",
        "It was originally published by Reuters.",
        "This story was reported by Ana Bell. It is long.\n\nOriginally published by Reuters.",
        "The article was first published by Reuters.",
        "The article was first published by Reuters. https://reuters.com/a",
        "By Ana Bell. Originally published by Reuters.",
        "Editor's note: This article was first published by Reuters.",
        "“This article was first published by Reuters.”",
        "The original article can be read at Reuters. Ana Bell lives in Leeds.",
        "This article was first published by Reuters and is republished here.",
        "This article was first published by Reuters, and it has been edited.",
        "Der Artikel erschien zuerst bei Reuters.",
        "L'article a d'abord été publié par Reuters.",
        "El artículo fue publicado originalmente por Reuters.",
        "Статья была впервые опубликована в газете «Коммерсантъ».",
    ],
)
def test_a_line_that_stands_by_itself_or_points_here_is_a_credit(text):
    assert len(outlets(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "- Bell, A. (2019). The river. First published in Nature, 12(3), 4–9.",
        "Ana Bell, “Ships”. Originally published in The Atlantic, May 1999.",
        "*The River* is a novel by Ana Bell. It was first published in The New Yorker in 1954.",
        "Bell wrote of ships. The story was originally published by Wired.",
        "The story was first published in The Guardian. Then the police came.",
        "Tom Reed: It was first published in The Guardian.",
        "Figure 1. Reproduced with permission from Nature.",
        "Die Reederei schwieg. Das Interview wurde zuerst im Spiegel veröffentlicht.",
        "Bell, Anna: Schiffe. Zuerst erschienen in: Die Zeit, 4. Mai 1999.",
        "Le maire se tait. L'enquête a été initialement publiée par Mediapart.",
        "La alcaldesa calla. La entrevista se publicó originalmente en El Mundo.",
        "Campo, Ana. «Barcos». Publicado originalmente en El País, 4 de mayo de 1999.",
        "Белова А. Корабли. Впервые опубликовано в журнале «Новый мир», 1964.",
    ],
)
def test_a_line_about_a_text_named_before_it_is_none(text):
    assert outlets(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "This essay was first published in The Atlantic, and it made her name.",
        "First published in The New Yorker at nineteen, she has since written for Wired.",
        "Originally published in The New Yorker, the title story is the best.",
        "The article was first published by The Guardian, and the minister denied it.",
        "Der Artikel erschien zuerst in der taz, und der Minister tobte.",
        "L'article a d'abord été publié par Le Monde, puis retiré.",
        "El artículo fue publicado originalmente por El País y la ministra dimitió.",
        "Статья была впервые опубликована в газете «Коммерсантъ», и министр ушёл.",
    ],
)
def test_a_sentence_that_goes_on_telling_is_no_credit(text):
    assert outlets(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "This article was first published by Reuters.",
        "The views expressed here do not necessarily reflect the position of The Guardian.",
    ],
)
def test_what_is_quoted_within_a_block_is_somebody_s_words(line):
    assert outlets(f"The paper ran a note: “{line}” The judge was not amused.") == []
    assert len(outlets(f"The paper ran a note. {line}")) == 1


def test_what_a_rule_tells_others_to_write_is_no_credit():
    line = "This article was originally published by The Guardian."
    assert outlets(f"At the top of your page, write: {line}") == []
    assert outlets(f"Note: {line}") == ["The Guardian"]


def test_in_references_only_a_line_that_begins_its_block_and_points_here_counts():
    head = "The town has a bridge.\n\n## References\n\n"
    line = "This essay was first published in The Atlantic."
    assert outlets(f"{head}- Ana Bell, “Ships”, 1999, https://example.org/a. {line}") == []
    assert outlets(f"{head}- First published in The Atlantic, https://example.org/a.") == []
    assert outlets(f"{head}- {line} https://example.org/a") == ["The Atlantic"]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The following report was first published by Bellingcat.", "Bellingcat"),
        ("Original story by Reuters.", "Reuters"),
        ("Mit freundlicher Genehmigung der Süddeutschen Zeitung.", "Süddeutschen Zeitung"),
        ("Article paru dans Libération, mai 2020.", "Libération"),
        ("Adapted from an article that originally appeared in Wired.", "Wired"),
        ("Adapted with permission from Nature.", "Nature"),
    ],
)
def test_everyday_forms_of_an_origin(line, outlet):
    assert outlets(line) == [outlet]


@pytest.mark.parametrize(
    "line",
    [
        "Adapted from Bon Appétit.",
        "Original story by Ana Bell.",
        "Mit freundlicher Genehmigung der Stadtbibliothek.",
        "Article paru dans la revue de la ville.",
        "Originally posted by Tom Reed:",
        "Originally posted by shipfan42",
        "Reproduced by kind permission of the Trustees of the British Museum.",
        "Reprinted with permission of the Estate of Ana Bell.",
    ],
)
def test_persons_estates_and_what_a_text_merely_rests_on_are_no_outlets(line):
    assert outlets(line) == []
