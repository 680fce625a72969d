"""Which signs of the tables a page has: of walls, sign-ins, error pages, parked names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from linkassay.extract.page_words import compared_words, spaced
from linkassay.tables.page_signs import PageSign, SignPlace, page_signs

_BETWEEN_PARTS = re.compile(r"\s[-–—‒|·•»«:/]+\s|[:|»«·•–—]|\s[-–—]$")
"""What stands between a page's own title and the name of its site."""

MOST_WORDS_OF_SITE = 5
"""Words that may stand beside the phrase of a whole title (our own choice)."""


def signs_in(
    title: str | None, heading: str | None, text: Sequence[str], words: int, page: str
) -> tuple[str, ...]:
    """The names of the signs that a page has, in the order of the tables.

    `text` are the compared words of what it shows, `words` how many these are, `page` its source.
    """
    places = _Places(title or "", heading or "", text, words, page)
    return tuple(sign.row.sign for sign in _signs() if places.have(sign))


@dataclass(frozen=True, slots=True)
class _Sign:
    """A row, and its phrases as they are looked for."""

    row: PageSign
    phrases: tuple[str, ...]


@cache
def _signs() -> tuple[_Sign, ...]:
    return tuple(_Sign(row, tuple(_sought(row))) for row in page_signs())


def _sought(row: PageSign) -> Iterator[str]:
    if row.where is SignPlace.SOURCE:
        yield from row.words
    else:
        yield from (spaced(compared_words(word)) for word in row.words)


class _Places:
    """The places of one page in which signs are looked for."""

    def __init__(
        self, title: str, heading: str, text: Sequence[str], words: int, page: str
    ) -> None:
        self._words = words
        self._text = {
            SignPlace.TITLE: spaced(compared_words(title)),
            SignPlace.HEADING: spaced(compared_words(heading)),
            SignPlace.TEXT: spaced(text),
            SignPlace.SOURCE: page,
        }
        self._parts = {
            SignPlace.TITLE: _parts(title),
            SignPlace.HEADING: _parts(heading),
        }

    def have(self, sign: _Sign) -> bool:
        row = sign.row
        if row.limit is not None and self._words > row.limit:
            return False
        if row.whole:
            return any(self._is_whole(phrase, row.where) for phrase in sign.phrases)
        text = self._text[row.where]
        return any(phrase in text for phrase in sign.phrases)

    def _is_whole(self, phrase: str, where: SignPlace) -> bool:
        """Whether one part is the phrase, and the others no more than a site's name and numbers."""
        parts = self._parts[where]
        if phrase not in parts:
            return False
        others = " ".join(part for part in parts if part != phrase)
        return len(others.split()) <= MOST_WORDS_OF_SITE


def _parts(text: str) -> list[str]:
    """The parts of a title, without the numbers that stand alone."""
    pieces = (compared_words(part) for part in _BETWEEN_PARTS.split(f"{text} "))
    worded = ([word for word in piece if not word.isdigit()] for piece in pieces)
    return [spaced(piece) for piece in worded if piece]
