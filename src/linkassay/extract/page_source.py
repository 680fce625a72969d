"""Which literals of the tables of signs stand in the source of a page, written exactly so.

A literal that has a word with signs on both sides is looked up by that, so that many cost no more
than few. The others are looked for in groups, by the longest piece that all of a group have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from linkassay.tables.page_signs import SignPlace, page_signs

_SIGNS_PART = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_INNER = re.compile(rb"(?<=[^0-9A-Za-z])[0-9A-Za-z]+(?=[^0-9A-Za-z])")
_SHORTEST = 3
"""Characters of a word by which a literal is looked up: shorter ones are in many a page."""
_PIECE = 4
"""Characters that the literals of a group have in common at least."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal of a row: the row by its number, and up to how many words a page may show."""

    number: int
    text: str
    limit: int


@dataclass(frozen=True, slots=True)
class _Literals:
    """All literals, by a word or a piece of each. Up to `limit` words any is looked for."""

    limit: int
    by_word: Mapping[bytes, Sequence[Literal]]
    by_piece: Mapping[str, Sequence[Literal]]


def rows_in_source(page: str, words: int) -> list[int]:
    """The numbers of the rows of which a literal stands in a page that shows so many words."""
    known = _literals()
    if words > known.limit:
        return []
    said = set(page.encode("ascii", "replace").translate(_SIGNS_PART).split())
    maybe = [one for word in known.by_word.keys() & said for one in known.by_word[word]]
    for piece in [piece for piece in known.by_piece if piece in page]:
        maybe += known.by_piece[piece]
    return [one.number for one in maybe if words <= one.limit and one.text in page]


@cache
def _literals() -> _Literals:
    rows = [(at, row) for at, row in enumerate(page_signs()) if row.where is SignPlace.SOURCE]
    every = [Literal(at, text, row.limit or 0) for at, row in rows for text in row.words]
    by_word: dict[bytes, list[Literal]] = {}
    rest: list[Literal] = []
    for one in every:
        inner = max(_INNER.findall(one.text.encode("ascii", "replace")), key=len, default=b"")
        if len(inner) >= _SHORTEST:
            by_word.setdefault(inner, []).append(one)
        else:
            rest.append(one)
    return _Literals(max((one.limit for one in every), default=-1), by_word, _by_piece(rest))


def _by_piece(literals: Sequence[Literal]) -> Mapping[str, Sequence[Literal]]:
    """Literals by the longest piece that all of a group have: it is told soonest to be missing.

    A group has the piece of `_PIECE` characters in common that most literals have.
    """
    common = Counter(piece for one in literals for piece in _pieces(one.text, _PIECE))
    groups: dict[str, list[Literal]] = {}
    for one in literals:
        pieces = _pieces(one.text, _PIECE)
        groups.setdefault(max(pieces, key=lambda piece: (common[piece], piece)), []).append(one)
    found: dict[str, list[Literal]] = {}
    for group in groups.values():
        found.setdefault(_in_all([one.text for one in group]), []).extend(group)
    return found


def _in_all(texts: Sequence[str]) -> str:
    """The longest piece that all these texts have."""
    shortest = min(texts, key=len)
    lengths = range(len(shortest), 0, -1)
    pieces = (piece for length in lengths for piece in sorted(_pieces(shortest, length)))
    return next(piece for piece in pieces if all(piece in text for text in texts))


def _pieces(text: str, length: int) -> set[str]:
    return {text[at : at + length] for at in range(max(1, len(text) - length + 1))}
