"""The words of written dates: months, weekdays, and what stands before a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class NamesInOrder:
    """The months or the weekdays of one language in their order, each with all its forms."""

    language: str
    names: tuple[tuple[str, ...], ...]
    source: str


@dataclass(frozen=True, slots=True)
class YearLeads:
    """The words of one language that make the four digits behind them a year."""

    language: str
    before: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a word names: a place in the order, from 1, and the languages in which it does so."""

    number: int
    languages: frozenset[str]


@cache
def months() -> dict[str, Named]:
    """The month each word names. January is 1."""
    return _by_word(rows("date_words", "months", NamesInOrder))


@cache
def line_months() -> dict[str, int]:
    """The month that each word names in a date line, in lower case: of more languages, and short.

    Raises `ValueError` for a word that is two months.
    """
    words = {word.lower(): named.number for word, named in months().items()}
    for row in rows("date_words", "line_months", NamesInOrder):
        for number, forms in enumerate(row.names, 1):
            for form in forms:
                if words.setdefault(form, number) != number:
                    raise ValueError(f"date_words.toml: “{form}” is {number} and {words[form]}")
    return words


@cache
def weekdays() -> dict[str, Named]:
    """The weekday each word names. Monday is 1, as in ISO 8601."""
    return _by_word(rows("date_words", "weekdays", NamesInOrder))


@cache
def year_leads() -> dict[str, frozenset[str]]:
    """The words before a year, as inside a sentence, and the languages in which they do so."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("date_words", "years", YearLeads):
        for words in row.before:
            found[words] = found.get(words, frozenset()) | {row.language}
    return found


def _by_word(table: Iterable[NamesInOrder]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for word, number, language in _forms(table):
        known = found.get(word)
        languages = known.languages if known else frozenset[str]()
        if known and known.number != number:
            raise ValueError(f"date_words.toml: “{word}” is number {known.number} and {number}")
        found[word] = Named(number, languages | {language})
    return found


def _forms(table: Iterable[NamesInOrder]) -> Iterator[tuple[str, int, str]]:
    """Each form as inside a sentence, with the capital that begins one, and all in capitals."""
    for row in table:
        for number, forms in enumerate(row.names, 1):
            for form in forms:
                for written in {form, form[0].upper() + form[1:], form.upper()}:
                    yield written, number, row.language
