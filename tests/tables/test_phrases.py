"""Credit wordings: every class has one, and no wording takes long on any text."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest

from linkassay.model import CreditClass
from linkassay.tables import rows
from linkassay.tables.phrases import (
    Labels,
    Phrase,
    Where,
    phrases,
    possible_phrases,
    related_label,
    words_of,
)

ROOT = Path(__file__).parents[2]
KNOWN_GROUPS = {"at", "outlet", "person", "licence", "date", "title", "place"}


READ_OTHERWISE = {
    CreditClass.RELATED,
    CreditClass.BYLINE,
    CreditClass.PUBLISHER,
    CreditClass.PUBLISHED,
    CreditClass.UPDATED,
    CreditClass.CANONICAL,
}


def test_every_class_that_wordings_tell_has_one():
    assert {phrase.credit for phrase in phrases()} == set(CreditClass) - READ_OTHERWISE


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.example)
def test_a_wording_fits_its_example_and_names_only_known_groups(phrase):
    assert phrase.pattern.search(phrase.example)
    assert set(phrase.pattern.groupindex) <= KNOWN_GROUPS


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.example)
def test_a_wording_has_no_quantifier_without_an_end_over_anything(phrase):
    """`.*` and `[^.]*` inside a longer pattern are what makes a search quadratic."""
    unbounded = re.findall(r"(?:\.|\[\^[^\]]*\])[*+]", phrase.pattern.pattern)
    assert unbounded == []


def fits(phrase: Phrase, text: str) -> bool:
    """Whether a wording fits where a credit line may stand: at words, or in whole blocks."""
    for match in phrase.pattern.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if (
            phrase.where in (Where.BLOCK, Where.WHOLE)
            and before.strip("*_ ") + after.strip("*_ ") == ""
        ):
            return True
        if phrase.where is Where.SENTENCE and not before[-1:].isalnum():
            return True
        if phrase.where is Where.OPENING and before.strip("*_ ") == "":
            return True
        if phrase.where is Where.ANYWHERE:
            return True
    return False


STRIDES = (1, 31)
"""Each wording stands before these neighbours of it: some are of its own language."""
AROUND = ("{}", "x {}", "*{}*", "_{}_", "“{}", "x. {} x", "x{}", "{}x", "{} (AP)", "1{}1", "({})")
TEXTS = [
    *(phrase.example for phrase in phrases()),
    *(around.format(one.example) for one, around in zip(phrases(), cycle(AROUND), strict=False)),
    *(
        text
        for file in ("docs/design.md", "docs/contributing.md", "README.md")
        for text in (ROOT / file).read_text("utf-8").split("\n\n")
    ),
    *(
        f"{one.example} {other.example}"
        for stride in STRIDES
        for one, other in zip(phrases(), [*phrases()[stride:], *phrases()[:stride]], strict=True)
    ),
]


def test_every_wording_that_fits_a_text_is_possible_there():
    """Trying the possible ones alone finds what trying all of them does."""
    fitting = 0
    for text in TEXTS:
        possible = possible_phrases(words_of(text))
        others = [phrase for phrase in phrases() if phrase not in possible]
        assert [phrase.example for phrase in others if fits(phrase, text)] == [], text
        fitting += sum(fits(phrase, text) for phrase in possible)
    assert fitting > len(phrases())


def test_few_wordings_are_possible_in_a_text_that_has_none():
    text = "The harbour council met on Tuesday, and the harbour master spoke of the harbour."
    assert possible_phrases(words_of(text)) == []
    possible = possible_phrases(words_of("Originally published by Project Syndicate."))
    assert len(possible) < len(phrases()) / 3


def test_the_related_rows_name_their_source():
    assert all(row.source and row.labels for row in rows("phrases", "related", Labels))


def test_a_label_needs_its_mark():
    assert related_label().fullmatch("Read more: Two Ships")
    assert related_label().fullmatch("Read more books") is None
