"""Signs of walls, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import load, rows


@dataclass(frozen=True, slots=True)
class HeaderSign:
    """A header that gives a wall away. Empty `statuses` means: with any status."""

    header: str
    wall: str
    source: str
    value: str | None = None
    exceptions: tuple[str, ...] = ()
    statuses: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StatusSign:
    """A status that only refuses programs, on any host where `host` is `None`."""

    status: int
    wall: str
    source: str
    host: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentHost:
    """A host that asks for consent before the page is shown."""

    host: str
    source: str


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
def consent_hosts() -> frozenset[str]:
    """Hosts that ask for consent before the page is shown."""
    return frozenset(row.host for row in rows("walls", "consent", ConsentHost))


@cache
def login_segments() -> frozenset[str]:
    """Path segments that ask for a sign-in."""
    return frozenset(load("walls")["login"]["segments"])
