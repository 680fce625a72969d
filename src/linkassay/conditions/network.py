"""Whether the failures of a run are explained by a missing network of our own."""

from __future__ import annotations

from collections.abc import Iterable

from linkassay.model import ErrorKind, Observation
from linkassay.urls import host_of
from linkassay.urls.ip import is_public, parse_ip

NEEDS_NETWORK = frozenset(
    {
        ErrorKind.DNS_NAME,
        ErrorKind.DNS_TEMPORARY,
        ErrorKind.NO_ROUTE,
        ErrorKind.CONNECT,
        ErrorKind.CONNECT_TIMEOUT,
    }
)
"""Errors that a missing network causes too. A resolver without a network may even say that a name
does not exist."""


def network_down(looks: Iterable[Observation]) -> bool:
    """Whether no public host answered, though at least one failure asks for an explanation.

    Stops at the first answer of a public host. An answer of this machine or of a private network
    proves nothing about the way out. Where nothing was asked, or all that was asked answered, the
    network is not down. With the network down, each observation that `needs_network` is our own
    trouble; the others stand as they are.
    """
    in_need = False
    for look in looks:
        if _proves_network(look):
            return False
        in_need = in_need or needs_network(look)
    return in_need


def needs_network(observation: Observation) -> bool:
    """Whether a missing network explains this failure.

    It never explains why a non-public address, named as such, cannot be reached.
    """
    return observation.error in NEEDS_NETWORK and not _is_inside(observation.final_url)


def _proves_network(observation: Observation) -> bool:
    """Whether a public host answered; a hop that does not tell its peer counts as public."""
    return any(
        hop.status is not None and (hop.peer is None or is_public(hop.peer))
        for hop in observation.hops
    )


def _is_inside(url: str) -> bool:
    """Whether the host is written as an IP address that is not public."""
    host = host_of(url).strip("[]")
    return parse_ip(host) is not None and not is_public(host)
