"""Signs of walls, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class SignWeight(StrEnum):
    """What a sign of a page proves, the strongest first (see `walls.toml`)."""

    PROOF = "proof"
    NOTICE = "notice"
    HINT = "hint"
    CLUE = "clue"


@dataclass(frozen=True, slots=True)
class HeaderSign:
    """A header that gives a wall away. Empty `statuses` means: with any status.

    `challenge`: it names a challenge, so that it counts with a 404 or 410 too.
    """

    header: str
    wall: str
    source: str
    value: str | None = None
    exceptions: tuple[str, ...] = ()
    statuses: frozenset[int] = frozenset()
    challenge: bool = False


@dataclass(frozen=True, slots=True)
class StatusSign:
    """A status that only refuses programs, on any host where `host` is `None`."""

    status: int
    wall: str
    source: str
    host: str | None = None


@dataclass(frozen=True, slots=True)
class WallAddress:
    """What the address of a wall begins with behind its host, on any host where it is `None`."""

    path: str
    wall: str
    source: str
    host: str | None = None


@dataclass(frozen=True, slots=True)
class PageWall:
    """What signs of `page_signs_walls.toml` are in words, and what they prove.

    `any_scheme`: also where nobody between us and the host could have answered.
    """

    signs: tuple[str, ...]
    wall: str
    weight: SignWeight
    any_scheme: bool = False


@cache
def header_signs() -> tuple[HeaderSign, ...]:
    """Every header sign, in the table's order."""
    return rows("walls", "header", HeaderSign)


@cache
def status_signs() -> tuple[StatusSign, ...]:
    """Every status sign, in the table's order."""
    return rows("walls", "status", StatusSign)


@cache
def header_names() -> frozenset[str]:
    """The headers that a fetch must keep so that walls can be told."""
    return frozenset(sign.header for sign in header_signs())


@cache
def wall_addresses() -> tuple[WallAddress, ...]:
    """Every address of a wall, in the table's order."""
    return rows("walls", "address", WallAddress)


@cache
def _page_walls() -> Mapping[str, PageWall]:
    return {name: row for row in rows("walls", "page", PageWall) for name in row.signs}


def page_wall(sign: str) -> PageWall | None:
    """What a sign is in words and what it proves; `None` for signs of other kinds."""
    return _page_walls().get(sign)
