"""Wordings of credit lines and labels of related titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.model import CreditClass
from linkassay.tables import rows


class Where(StrEnum):
    """What a wording must fill or begin."""

    BLOCK = "block"
    SENTENCE = "sentence"
    ANYWHERE = "anywhere"
    """It may start within a sentence."""
    CAPTION = "caption"
    """Anywhere in the caption of a picture, where no other wording is looked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of a class of credit lines, with a line that it must fit."""

    credit: CreditClass
    where: Where
    expression: str
    example: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.expression)


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels that introduce related titles, and who says so."""

    labels: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class _PhraseRow:
    credit: CreditClass
    where: Where
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class _WordsRow:
    pattern: str
    words: tuple[str, ...]


Words = frozenset[str]

WORD = re.compile(r"[^\W_]+|[(©]")
"""A word, or a sign that is as rare as many a word."""
_ASCII_WORD = re.compile(r"[a-z0-9]+|\(")
"""The same, found faster, of a text in ASCII and in lower case."""


@cache
def phrases() -> tuple[Phrase, ...]:
    """All wordings, in the order in which they are tried."""
    return tuple(
        Phrase(row.credit, row.where, row.pattern, row.example)
        for row in rows("phrases", "phrase", _PhraseRow)
    )


def words_of(text: str) -> Words:
    """The words of a text, in lower case, and `(` and `©` where it has them."""
    return frozenset((_ASCII_WORD if text.isascii() else WORD).findall(text.lower()))


def possible_phrases(words: Words) -> list[Phrase]:
    """The wordings that may fit a text with these words, in the order in which they are tried.

    It looks up the text's words, so that its time does not grow with the number of wordings.
    """
    having = _by_word()
    found = {
        number
        for word in ("", *(having.keys() & words))
        for needed, number in having.get(word, ())
        if needed <= words
    }
    return [phrases()[number] for number in sorted(found)]


@cache
def _by_word() -> dict[str, list[tuple[Words, int]]]:
    """For the longest word of each set that a wording needs, the set and the wording's number.

    Under no word stand the wordings of which no word is known.
    """
    known = {row.pattern: row.words for row in rows("phrase_words", "phrase", _WordsRow)}
    having: dict[str, list[tuple[Words, int]]] = {}
    for number, phrase in enumerate(phrases()):
        for written in known.get(phrase.expression, ("",)):
            needed = frozenset(written.split())
            word = max(needed, key=len, default="")
            having.setdefault(word, []).append((needed, number))
    return having


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@cache
def related_label() -> re.Pattern[str]:
    """A label such as `Related article:` at the start of a block; group `title` is what follows."""
    return re.compile(rf"{_LABEL}{_any_label()}{_LABEL} ?{_MARK} ?(?P<title>.*)", re.IGNORECASE)


@cache
def bare_label() -> re.Pattern[str]:
    """A label that is all of its block, with or without a mark: `READ MORE`, `Related:`."""
    return re.compile(rf"{_LABEL}{_any_label()}{_LABEL} ?{_MARK}?", re.IGNORECASE)


_LABEL = r"[\"“”*_]{0,2}"
_MARK = "[:–—|»→-]"


def _any_label() -> str:
    labels = [label for row in rows("phrases", "related", Labels) for label in row.labels]
    either = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return f"(?:{either})".replace("'", "['’]")
