"""Labels by which a document states its own days, and the words that may stand beside one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.model import Clock
from linkassay.tables import rows

_NO_LETTER = re.compile(r"[\W\d_]")


@dataclass(frozen=True, slots=True)
class DateLabel:
    """One wording, as words in lower case, and of which clock it speaks.

    One that is `shy` names an event's day as well.
    """

    words: tuple[str, ...]
    clock: Clock
    language: str
    shy: bool


class Beside(StrEnum):
    """What a word is that may stand beside a day without being more than a day's company."""

    JOINT = "joint"
    CLOCK = "clock"
    EXTRA = "extra"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class _LabelRow:
    clock: Clock
    language: str
    labels: tuple[str, ...]
    source: str
    follows: bool = False
    shy: bool = False


@dataclass(frozen=True, slots=True)
class _BesideRow:
    kind: Beside
    language: str
    words: frozenset[str]
    source: str


def label_before(words: Sequence[str]) -> DateLabel | None:
    """The longest label that the last of these words (lower case) are.

    A shy one must be all of them: "Start date" and "Effective date" are of something else.
    """
    known = _labels(follows=False)
    tried = (tuple(words[-length:]) for length in range(min(MOST_WORDS, len(words)), 0, -1))
    label = next((known[one] for one in tried if one in known), None)
    return label if label is None or not label.shy or len(words) == len(label.words) else None


def label_after(words: Sequence[str]) -> DateLabel | None:
    """The longest label that the first of these words (lower case) are."""
    known = _labels(follows=True)
    tried = (tuple(words[:length]) for length in range(min(MOST_WORDS, len(words)), 0, -1))
    return next((known[one] for one in tried if one in known), None)


@cache
def words_beside(kind: Beside) -> frozenset[str]:
    """The words of one kind, in lower case, of all languages."""
    return frozenset[str]().union(*(row.words for row in _beside_rows() if row.kind is kind))


@cache
def change_words() -> frozenset[str]:
    """The labels of one word that speak of a change."""
    found = _labels(follows=False).items()
    return frozenset(
        words[0] for words, label in found if label.clock is Clock.MODIFIED and len(words) == 1
    )


@cache
def change_openings() -> frozenset[str]:
    """The letters with which the labels of a change begin, up to the first other sign."""
    found = _labels(follows=False).items()
    return frozenset(
        _NO_LETTER.split(words[0])[0] for words, label in found if label.clock is Clock.MODIFIED
    )


@cache
def _labels(*, follows: bool) -> dict[tuple[str, ...], DateLabel]:
    return {
        (words := tuple(written.split())): DateLabel(words, row.clock, row.language, row.shy)
        for row in rows("date_labels", "label", _LabelRow)
        if row.follows is follows
        for written in row.labels
    }


@cache
def _beside_rows() -> tuple[_BesideRow, ...]:
    return rows("date_labels", "beside", _BesideRow)


MOST_WORDS = 9
"""Words of the longest label (French MediaWiki's: `tests/tables/test_date_labels.py`)."""
