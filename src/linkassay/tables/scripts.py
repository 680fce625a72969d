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
    """The letters of a script that look like Latin ones; `home` are the domains of countries that
    write it, where such a name is an ordinary one."""

    script: str
    letters: str
    home: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Names:
    """Words of one kind, and who says so."""

    names: frozenset[str]
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
def lookalikes() -> dict[str, Lookalike]:
    """By script, which of its letters look like Latin ones."""
    return {row.script: row for row in rows("scripts", "lookalike", Lookalike)}


@cache
def common_names() -> frozenset[str]:
    """How the names of letters begin that are of no script of their own."""
    return frozenset(name for row in rows("scripts", "common", Names) for name in row.names)


@cache
def host_endings() -> frozenset[str]:
    """The last parts by which a name of two parts is known to be a host's."""
    return frozenset(name for row in rows("scripts", "ending", Names) for name in row.names)


@cache
def hidden() -> dict[str, Deceit]:
    """What each hidden character misleads by."""
    return {
        chr(int(code, 16)): row.what
        for row in rows("scripts", "hidden", Hidden)
        for code in row.characters
    }
