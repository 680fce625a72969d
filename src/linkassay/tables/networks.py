"""Address ranges that the connection guard refuses, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from linkassay.tables import load, rows

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Denied:
    """One refused range, its name for people, and the registry that says so."""

    network: Network
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Embedding:
    """An interface identifier's first 32 bits that mark an embedded IPv4 address."""

    prefix: int
    name: str
    source: str


@cache
def denied() -> tuple[Denied, ...]:
    """Every refused range, in the table's order."""
    return rows("networks", "denied", Denied, network=ip_network)


@cache
def embeddings() -> tuple[Embedding, ...]:
    """Every interface identifier that gives an embedded IPv4 address away."""
    return rows("networks", "embedding", Embedding, prefix=lambda digits: int(digits, 16))


@cache
def ipv6_global() -> IPv6Network:
    """The only block of IPv6 that is given out as global unicast."""
    return IPv6Network(load("networks")["ipv6_global"])


@cache
def web_ports() -> frozenset[int]:
    """The ports the guard connects to."""
    return frozenset(load("networks")["web_ports"])
