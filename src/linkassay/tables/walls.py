"""Signs of walls, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import load


@dataclass(frozen=True, slots=True)
class HeaderSign:
    """A header that gives a wall away. Empty `statuses` means: with any status."""

    header: str
    value: str | None
    exceptions: tuple[str, ...]
    statuses: frozenset[int]
    wall: str
    source: str


@dataclass(frozen=True, slots=True)
class StatusSign:
    """A status that only refuses programs, on any host where `host` is `None`."""

    status: int
    host: str | None
    wall: str
    source: str


@cache
def header_signs() -> tuple[HeaderSign, ...]:
    """Every header sign, in the table's order."""
    return tuple(
        HeaderSign(
            row["header"],
            row.get("value"),
            tuple(row.get("except", ())),
            frozenset(row.get("statuses", ())),
            row["wall"],
            row["source"],
        )
        for row in load("walls")["header"]
    )


@cache
def status_signs() -> tuple[StatusSign, ...]:
    """Every status sign, in the table's order."""
    return tuple(
        StatusSign(row["status"], row.get("host"), row["wall"], row["source"])
        for row in load("walls")["status"]
    )


@cache
def header_names() -> frozenset[str]:
    """The headers that a fetch must keep so that walls can be told."""
    return frozenset(sign.header for sign in header_signs())


@cache
def consent_hosts() -> frozenset[str]:
    """Hosts that ask for consent before the page is shown."""
    return frozenset(row["host"] for row in load("walls")["consent"])


@cache
def login_segments() -> frozenset[str]:
    """Path segments that ask for a sign-in."""
    return frozenset(load("walls")["login"]["segments"])
