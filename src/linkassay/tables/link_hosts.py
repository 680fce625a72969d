"""Hosts whose addresses stand for another place, and markets for names, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from linkassay.tables import rows


class HostKind(StrEnum):
    """What the addresses of a host are."""

    SHORTENER = "shortener"
    """They lead to another site, whatever they look like."""
    RESOLVER = "resolver"
    """They are names that are meant to be cited, wherever they lead today."""
    MARKET = "market"
    """A name that leads there is for sale, or kept by somebody without a page."""


@dataclass(frozen=True, slots=True)
class HostsOfKind:
    """Hosts (each with all below it) of one kind; with `path` only where one of these stands in
    the address."""

    kind: HostKind
    hosts: tuple[str, ...]
    source: str
    path: tuple[str, ...] = ()


@cache
def _by_host() -> Mapping[str, HostsOfKind]:
    return {host: row for row in rows("link_hosts", "host", HostsOfKind) for host in row.hosts}


@lru_cache(maxsize=1024)
def hosts_of(name: str) -> HostsOfKind | None:
    """The row of a host (lower case) or of one above it; `None` where the table has neither."""
    labels = name.split(".")
    names = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((_by_host()[one] for one in names if one in _by_host()), None)
