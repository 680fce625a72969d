"""Wordings of credit lines and labels of related titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.model import CreditClass
from linkassay.tables import load, rows


class Where(StrEnum):
    """What a wording must fill or begin."""

    BLOCK = "block"
    """The whole block, without the signs around it."""
    WHOLE = "whole"
    """The whole block, with the signs around it."""
    OPENING = "opening"
    """The beginning of a block."""
    SENTENCE = "sentence"
    ANYWHERE = "anywhere"
    """It may start within a sentence."""
    CAPTION = "caption"
    """Anywhere in the caption of a picture, where no other wording is looked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of a class of credit lines, with a line that it must fit.

    `table` is the one it stands in, which says its language: ISO 639-1, or "any". Where `known` is
    set, only an outlet of the table, an agency or a host counts.
    """

    credit: CreditClass
    table: str
    where: Where
    written: str
    example: str
    known: bool = False

    @property
    def language(self) -> str:
        return TABLES[self.table]

    @property
    def expression(self) -> str:
        """The regular expression, its `{parts}` written out.

        They are those of its own table and of `phrases.toml`; raises `KeyError` for any other.
        """
        return _expression(self.table, self.written)

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.table, self.written)


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
    known: bool = False


Words = frozenset[str]

WORD = re.compile(r"[^\W_]+|[(©/\[–—]")
"""A word, or a sign that is as rare as many a word."""
_ASCII_SIGNS = "(/["
_TO_BLANKS = bytes(code if chr(code).isalnum() else 0x20 for code in range(256))
"""For each ASCII character itself where it is a letter or a figure, else a blank."""


TABLES: Mapping[str, str] = {
    "phrases": "en",
    "phrases_en": "en",
    "phrases_de": "de",
    "phrases_fr": "fr",
    "phrases_es": "es",
    "phrases_ru": "ru",
    "phrases_any": "any",
}
"""The tables of wordings in the order in which they are tried, each with its language."""

_PART = re.compile(r"\{([a-z_]+)\}")


@cache
def phrases() -> tuple[Phrase, ...]:
    """All wordings, in the order in which they are tried."""
    return tuple(
        Phrase(row.credit, name, row.where, row.pattern, row.example, row.known)
        for name in TABLES
        for row in rows(name, "phrase", _PhraseRow)
    )


@cache
def _parts(table: str) -> Mapping[str, str]:
    return {**load("phrases")["parts"], **load(table).get("parts", {})}


def words_of(text: str) -> Words:
    """The words of a text, in lower case, and the signs that wordings ask for."""
    small = text.lower()
    if not small.isascii():
        return frozenset(WORD.findall(small))
    words = small.encode().translate(_TO_BLANKS).decode("ascii").split()
    words += [sign for sign in _ASCII_SIGNS if sign in small]
    return frozenset(words)


def possible_phrases(words: Words) -> list[Phrase]:
    """The wordings that may fit a text with these words, in the order in which they are tried.

    It looks up the text's words, so that its time does not grow with the number of wordings.
    """
    having = _by_word()
    if "" not in having and having.keys().isdisjoint(words):
        return []
    known = [having[word] for word in having.keys() & words]
    found = {number for one in known for needed, number in one if needed <= words}
    found.update(number for _, number in having.get("", ()))
    known_phrases = phrases()
    return [known_phrases[number] for number in sorted(found)]


@cache
def _by_word() -> dict[str, list[tuple[Words, int]]]:
    """For the longest word of each set that a wording needs, the set and the wording's number.

    Under no word stand the wordings of which no word is known.
    """
    known: dict[str, str] = load("phrase_words")["words"]
    having: dict[str, list[tuple[Words, int]]] = {}
    for number, phrase in enumerate(phrases()):
        for written in known.get(phrase.example, "").split("|"):
            needed = frozenset(written.split())
            word = max(needed, key=len, default="")
            having.setdefault(word, []).append((needed, number))
    return having


@cache
def _compiled(table: str, written: str) -> re.Pattern[str]:
    return re.compile(_expression(table, written))


def _expression(table: str, written: str) -> str:
    parts = _parts(table)
    while _PART.search(written):
        written = _PART.sub(lambda part: parts[part[1]], written)
    return written


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
