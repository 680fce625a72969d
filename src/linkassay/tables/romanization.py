"""Letters as others write them: of other scripts in slugs, of Latin on plain keyboards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Romanization:
    """One row of `romanization.toml`: small letters of a script, each with plain Latin ones."""

    script: str
    letters: Mapping[str, str]
    source: str


@cache
def latin_letters() -> Mapping[int, str]:
    """What to write for each letter, as `str.translate` takes it."""
    table = rows("romanization", "romanization", Romanization, letters=dict)
    return {ord(letter): latin for row in table for letter, latin in row.letters.items()}


@cache
def plain_letters() -> Mapping[int, str]:
    """The same for Latin letters that have no accent to be taken off: ł is an l, æ an ae.

    Whoever compares words takes accents off by Unicode's decompositions, and these have none.
    """
    table = rows("romanization", "plain", Romanization, letters=dict)
    return {ord(letter): latin for row in table for letter, latin in row.letters.items()}
