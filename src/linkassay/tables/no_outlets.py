"""Words before an outlet's name, and names that are no outlet's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class NoOutlet(StrEnum):
    """What a word does where an outlet may be named; `no_outlets.toml` says each at length."""

    LEAD = "lead"
    PLACE = "place"
    LANGUAGE = "language"
    MEDIUM = "medium"
    OTHER = "other"
    TITLE = "title"
    JOINER = "joiner"
    BEFORE = "before"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class NoOutletWords:
    """The words of one kind in one language, and where they are from."""

    kind: NoOutlet
    language: str
    words: tuple[str, ...]
    source: str


@cache
def no_outlet_words(*kinds: NoOutlet) -> frozenset[str]:
    """All words and phrases of these kinds, in lower case."""
    return frozenset(
        word for row in rows("no_outlets", "word", NoOutletWords) if row.kind in kinds
        for word in row.words
    )  # fmt: skip
