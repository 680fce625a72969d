"""Hosts that share servers, beyond what the Public Suffix List says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows

ANYWHERE = ".*"
"""How a name under any public suffix ends in the table."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A service whose users have hosts of their own below `hosts`."""

    name: str
    hosts: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Suffixes that look like a platform's, under which each name has its own server."""

    suffixes: frozenset[str]
    source: str


@cache
def platforms() -> tuple[Platform, ...]:
    """Every platform that the Public Suffix List lacks."""
    return rows("platforms", "platform", Platform)


@cache
def platform_names() -> dict[str, str]:
    """The platform's name by each of its hosts as the table writes them."""
    return {host: row.name for row in platforms() for host in row.hosts}


@cache
def suffixes_apart() -> frozenset[str]:
    """Private public suffixes that are no platform."""
    return frozenset().union(*(row.suffixes for row in rows("platforms", "apart", Apart)))
