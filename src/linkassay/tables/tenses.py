"""The words by which a sentence tells whether a date in it has passed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class Reach(StrEnum):
    """How far from a date the verb that governs it may stand."""

    CLAUSE = "clause"
    BETWEEN_COMMAS = "between commas"


@dataclass(frozen=True, slots=True)
class TenseWords:
    """One language's words, all in lower case; `tenses.toml` says what each list holds."""

    language: str
    reach: Reach
    source: str
    common: frozenset[str]
    past: frozenset[str]
    ahead: frozenset[str]
    limits: frozenset[str]
    since: frozenset[str]
    loose: frozenset[str]
    revisions: frozenset[str]
    itself: frozenset[str]
    announces: frozenset[str]
    begins: frozenset[str]
    past_endings: tuple[str, ...] = ()
    not_past: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    participle_starts: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()
    ahead_endings: tuple[str, ...] = ()
    wishes: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    happenings: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


@cache
def tense_words() -> dict[str, TenseWords]:
    """The row of each language by its code (ISO 639-1)."""
    return {row.language: row for row in rows("tenses", "tense", TenseWords)}


@cache
def announcing_words() -> frozenset[str]:
    """Words of any language by which a sentence announces a thing, and its page, for later."""
    return frozenset(word for row in tense_words().values() for word in row.announces)


@cache
def beginning_words() -> frozenset[str]:
    """Present forms of any language that announce what they name where a day stands beside them."""
    return frozenset(word for row in tense_words().values() for word in row.begins)
