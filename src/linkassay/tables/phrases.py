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


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of a class of credit lines, with a line that it must fit."""

    credit: CreditClass
    where: Where
    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels that introduce related titles, and who says so."""

    labels: tuple[str, ...]
    source: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """All wordings, in the order in which they are tried."""
    return rows("phrases", "phrase", Phrase, pattern=re.compile)


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
