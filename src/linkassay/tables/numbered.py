"""Words of a path behind which eight digits are no day, and most other numbers no date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class NumberedKind(StrEnum):
    """What the numbers behind a word count."""

    LAW = "law"
    STANDARD = "standard"
    VERSION = "version"
    SERIES = "series"
    LISTING = "listing"
    CALENDAR = "calendar"
    ITEM = "item"
    ARTICLE = "article"

    @property
    def names_months(self) -> bool:
        """Whether a year or a month behind the word is not the time of a page either."""
        return self is not NumberedKind.ARTICLE

    @property
    def names_days(self) -> bool:
        """Whether even a whole day behind the word is not the day of a page."""
        return self in (NumberedKind.VERSION, NumberedKind.CALENDAR)


@dataclass(frozen=True, slots=True)
class Numbered:
    """One row of `numbered.toml`: words in small letters, each a whole part of a path."""

    kind: NumberedKind
    words: tuple[str, ...]
    source: str


@cache
def numbered() -> Mapping[str, NumberedKind]:
    """What each word counts."""
    table = rows("numbered", "numbered", Numbered)
    return {word: row.kind for row in table for word in row.words}
