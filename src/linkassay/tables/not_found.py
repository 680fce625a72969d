"""How pages say that a page is not there, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import load, rows


@dataclass(frozen=True, slots=True)
class NotFoundWords:
    """The words of one language (ISO 639-1): what is spoken of, what is said of it, what else.

    `items` are offered, shown or told for a while: said to be missing they were there once.
    """

    language: str
    things: tuple[str, ...]
    missing: tuple[str, ...]
    removed: tuple[str, ...]
    alone: tuple[str, ...]
    fillers: tuple[str, ...]
    source: str
    items: tuple[str, ...] = ()


@cache
def not_found_words() -> tuple[NotFoundWords, ...]:
    """The words of every language, in the table's order."""
    return rows("not_found", "language", NotFoundWords)


@cache
def not_found_codes() -> frozenset[str]:
    """Numbers that say it in any language."""
    return frozenset(load("not_found")["code"])


@cache
def skipped_words() -> frozenset[str]:
    """Words of regret that may stand anywhere, even within a phrase."""
    return frozenset(load("not_found")["skipped"])


@cache
def regret_words() -> tuple[str, ...]:
    """Words of titles that say no more than that something is wrong."""
    return tuple(load("not_found")["regret"])


@cache
def trouble_words() -> tuple[str, ...]:
    """Beginnings of words by which titles tell of another hindrance than a missing page."""
    return tuple(load("not_found")["trouble"])


@cache
def check_words() -> tuple[str, ...]:
    """Beginnings of words by which titles tell of something that is asked before the page."""
    return tuple(load("not_found")["checks"])


@cache
def outage_words() -> tuple[str, ...]:
    """Beginnings of words in a row by which titles tell that a whole site is out of order."""
    return tuple(load("not_found")["outage"])
