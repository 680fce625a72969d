"""Letters of other scripts as slugs write them in Latin ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class Romanization:
    """One row of `romanization.toml`: the small letters of a script, each with its Latin ones."""

    script: str
    letters: Mapping[str, str]
    source: str


@cache
def latin_letters() -> Mapping[int, str]:
    """What to write for each letter, as `str.translate` takes it."""
    table = rows("romanization", "romanization", Romanization, letters=dict)
    return {ord(letter): latin for row in table for letter, latin in row.letters.items()}
