"""Signs of walls, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


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
