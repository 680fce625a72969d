"""The words around the names in a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class BylineWord(StrEnum):
    """What a word does in a byline; `bylines.toml` and `byline_leads.toml` say each at length."""

    LEAD = "lead"
    OTHER_WORK = "other-work"
    JOINT = "joint"
    SHY_JOINT = "shy-joint"
    BEFORE_PLACE = "before-place"
    PLACE = "place"
    LABEL = "label"
    DATE = "date"
    BUTTON = "button"
    ROLE = "role"
    ROLE_ENDING = "role-ending"
    SIDE_ROLE = "side-role"
    DEGREE = "degree"
    GENERATION = "generation"
    PARTICLE = "particle"
    CREW = "crew"
    OUTLET_WORD = "outlet-word"
    OUTLET_ENDING = "outlet-ending"
    AGENCY = "agency"
    NOBODY = "nobody"
    NO_NAME = "no-name"
    EVERYDAY = "everyday"


@dataclass(frozen=True, slots=True)
class BylineWords:
    """The words of one kind in one language, and where they were met."""

    kind: BylineWord
    language: str
    words: tuple[str, ...]
    source: str


@cache
def byline_words(kind: BylineWord) -> frozenset[str]:
    """All words and phrases of a kind, in lower case."""
    rows_ = _leads() if kind in (BylineWord.LEAD, BylineWord.OTHER_WORK) else _rows()
    return frozenset(word for row in rows_ if row.kind is kind for word in row.words)


@cache
def byline_lead() -> re.Pattern[str]:
    """What opens a byline, with the blank or colon after it."""
    return _opening(BylineWord.LEAD)


@cache
def other_work_lead() -> re.Pattern[str]:
    """What opens the credit of a picture or of another's part, with the blank or colon after it."""
    return _opening(BylineWord.OTHER_WORK)


@cache
def joints() -> re.Pattern[str]:
    """What stands between two names, with the blanks around it."""
    plain = _any_of(byline_words(BylineWord.JOINT))
    shy = _any_of(byline_words(BylineWord.SHY_JOINT))
    return re.compile(rf"(?:^|\s)(?:(?i:{plain})|(?:{shy})(?=\s\S+\s\S))(?=\s)")


def _opening(kind: BylineWord) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(byline_words(kind))})(?:\s?:\s?|\s|$)", re.IGNORECASE)


def _any_of(words: frozenset[str]) -> str:
    """One of these words, the longest first; ordered by the first letter, so that few are tried."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return "|".join(groups)


@cache
def _rows() -> tuple[BylineWords, ...]:
    return rows("bylines", "bylines", BylineWords)


@cache
def _leads() -> tuple[BylineWords, ...]:
    return rows("byline_leads", "bylines", BylineWords)
