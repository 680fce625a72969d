"""Which signs of the tables a page has: of walls, sign-ins, error pages, parked names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from linkassay.extract.page_source import rows_in_source
from linkassay.extract.page_words import compared_words, spaced
from linkassay.tables.page_signs import SignPlace, page_signs

_BETWEEN_PARTS = re.compile(r"\s[-–—‒|·•»«:/]+\s|[:|»«·•–—]")
"""What stands between a page's own title and the name of its site."""

MOST_WORDS_OF_SITE = 5
"""Words that may stand beside the phrase of a whole title (our own choice)."""


def signs_in(
    title: str | None, heading: str | None, shown: Sequence[str], words: int, page: str
) -> tuple[str, ...]:
    """The names of the signs that a page has, in the order of the tables.

    `shown` are the compared words of what it shows, `words` how many it shows, `page` its source.
    """
    found = set(rows_in_source(page, words))
    found.update([wanted.number for wanted in _found(SignPlace.TEXT, shown, words)])
    for place, line in ((SignPlace.TITLE, title), (SignPlace.HEADING, heading)):
        if line is not None:
            found.update(_in_line(place, line, words))
    if not found:
        return ()
    rows = page_signs()
    return tuple(rows[number].sign for number in sorted(found))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A phrase of a row: the row by its number, and up to how many words a page may
    show for it."""

    number: int
    text: str
    whole: bool
    limit: float


@dataclass(frozen=True, slots=True)
class _Place:
    """What is wanted in one place, by the longest of its words; up to how many words at all."""

    by_word: dict[str, list[_Wanted]]
    limit: float


@cache
def _place(place: SignPlace) -> _Place:
    by_word: dict[str, list[_Wanted]] = {}
    for number, row in enumerate(page_signs()):
        limit = inf if row.limit is None else row.limit
        for phrase in row.words if row.where is place else ():
            words = compared_words(phrase)
            wanted = _Wanted(number, spaced(words), row.whole, limit)
            by_word.setdefault(max(words, key=len), []).append(wanted)
    limits = (wanted.limit for listed in by_word.values() for wanted in listed)
    return _Place(by_word, max(limits, default=-1))


def _in_line(place: SignPlace, line: str, words: int) -> list[int]:
    """The rows whose phrases are found in a title or heading."""
    found = _found(place, compared_words(line), words)
    parts = _parts(line) if found else []
    return [one.number for one in found if not one.whole or _is_whole(one.text, parts)]


def _found(where: SignPlace, compared: Sequence[str], words: int) -> list[_Wanted]:
    """The phrases in a text; looked up by its words, so that many cost no more than few."""
    place = _place(where)
    known = place.by_word.keys() & compared if words <= place.limit else ()
    maybe = [one for word in known for one in place.by_word[word] if words <= one.limit]
    if not maybe:
        return []
    text = spaced(compared)
    return [one for one in maybe if one.text in text]


def _is_whole(phrase: str, parts: Sequence[Sequence[str]]) -> bool:
    """Whether one part is the phrase, and the others no more than a site's name and numbers."""
    others = [part for part in parts if phrase not in (spaced(part), spaced(_worded(part)))]
    beside = sum(len(_worded(part)) for part in others)
    return len(others) < len(parts) and beside <= MOST_WORDS_OF_SITE


def _parts(line: str) -> list[list[str]]:
    """The compared words of each part of a title."""
    return [compared_words(part) for part in _BETWEEN_PARTS.split(line)]


def _worded(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word.isdigit()]
