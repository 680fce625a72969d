"""Gates that a redirect may lead to instead of the page, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class Gate(StrEnum):
    """What may stand before a page."""

    WALL = "wall"
    """A check for programs."""
    LOGIN = "login"
    CONSENT = "consent"
    PORTAL = "portal"
    """The sign-in page of a network between us and the host."""
    OFFER = "offer"
    """An offer to subscribe."""


@dataclass(frozen=True, slots=True)
class GateHosts:
    """Hosts of gates, each with all names below it."""

    gate: Gate
    hosts: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class GateLabels:
    """Labels of the hosts of gates. `alone`: they say so without another sign."""

    gate: Gate
    labels: frozenset[str]
    source: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class GatePaths:
    """Names of gates in a path: words in a row, in lower case. `alone`: see `gates.toml`."""

    gate: Gate
    names: tuple[str, ...]
    source: str
    alone: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnParameters:
    """Parameters that hold where to go afterwards. `only_back`: they hold nothing else."""

    names: frozenset[str]
    source: str
    only_back: bool = False


@dataclass(frozen=True, slots=True)
class ProtocolParameters:
    """Parameters that only the protocol of a gate has."""

    gate: Gate
    names: frozenset[str]
    source: str


Words = tuple[str, ...]


@cache
def gate_hosts() -> Mapping[str, Gate]:
    """The gate of each known host."""
    return {host: row.gate for row in rows("gates", "host", GateHosts) for host in row.hosts}


@cache
def labels(gate: Gate, *, alone: bool) -> frozenset[str]:
    """The labels of the hosts of a gate."""
    found = rows("gates", "label", GateLabels)
    return frozenset[str]().union(
        *(row.labels for row in found if row.gate is gate and row.alone is alone)
    )


@cache
def path_names(gate: Gate, *, alone: bool) -> frozenset[Words]:
    """The names of a gate in paths, each as its words."""
    return frozenset(
        tuple(name.split())
        for row in rows("gates", "path", GatePaths)
        for name in row.names
        if row.gate is gate and row.alone is alone
    )


@cache
def return_parameters(*, only_back: bool) -> frozenset[str]:
    """The parameters that tell where to go afterwards, folded; all of them or the sure ones."""
    found = rows("gates", "parameter", ReturnParameters)
    return frozenset[str]().union(*(row.names for row in found if row.only_back or not only_back))


@cache
def protocol_parameters(gate: Gate) -> frozenset[str]:
    """The parameters that only the protocol of a gate has, folded."""
    found = rows("gates", "protocol", ProtocolParameters)
    return frozenset[str]().union(*(row.names for row in found if row.gate is gate))
