"""Scripts that stand together, letters that look alike, characters that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.model import Deceit
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Together:
    """Scripts that people write in one word."""

    scripts: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Lookalike:
    """The letters of a script that look like Latin ones."""

    script: str
    letters: str
    source: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """Characters, by their code points, that mislead in one way."""

    what: Deceit
    characters: tuple[str, ...]
    source: str


@cache
def written_together() -> tuple[frozenset[str], ...]:
    """The sets of scripts that people write in one word."""
    return tuple(row.scripts for row in rows("scripts", "together", Together))


@cache
def lookalikes() -> dict[str, frozenset[str]]:
    """By script, its letters that look like Latin ones."""
    return {row.script: frozenset(row.letters) for row in rows("scripts", "lookalike", Lookalike)}


@cache
def hidden() -> dict[str, Deceit]:
    """What each hidden character misleads by."""
    return {
        chr(int(code, 16)): row.what
        for row in rows("scripts", "hidden", Hidden)
        for code in row.characters
    }
