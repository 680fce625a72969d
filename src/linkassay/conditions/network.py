"""Whether the failures of a run are explained by our own way out to the network."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256

from linkassay.model import ControlPage, ErrorKind, Observation
from linkassay.urls import host_of
from linkassay.urls.ip import is_public, parse_ip

NEEDS_NETWORK = frozenset(
    {
        ErrorKind.DNS_NAME,
        ErrorKind.DNS_NO_ADDRESS,
        ErrorKind.DNS_TEMPORARY,
        ErrorKind.NO_ROUTE,
        ErrorKind.CONNECT,
        ErrorKind.CONNECT_TIMEOUT,
    }
)
"""Errors that a missing network causes too. A resolver without a network may even say that a name
does not exist."""

MOST_FAILING, FEWEST_HOSTS = 0.3, 10
"""Where more than this share of at least so many hosts that were alive fails in one run, the fault
is more likely ours (docs/design.md, States)."""


class Network(StrEnum):
    """Our own way out, as all looks of a run show it."""

    CLEAR = "clear"
    DOWN = "down"
    """No public host answered at all."""
    INTERCEPTED = "intercepted"
    """Something between us and the web answers in its place: a portal, a proxy, a resolver."""
    SUSPECT = "suspect"
    """So many hosts failed at once that the fault is more likely ours."""


SAYS = {
    Network.DOWN: "could not be asked: no public host answered in this run",
    Network.INTERCEPTED: "could not be asked: this network answers in the place of the web",
    Network.SUSPECT: "failed together with so many other hosts that the fault may be ours",
}
"""Completes "The link …" where our own way out explains a failure."""


def network_down(failed: Iterable[Observation], peers: Iterable[str | None]) -> bool:
    """Whether no public host answered, though at least one failure asks for an explanation.

    `failed` are looks of a run, among them all that failed by an error of `NEEDS_NETWORK`; `peers`
    the IP addresses that answered in it, at any hop, `None` where an answer does not tell its own:
    that counts as public. Stops at the first failure, and at the first public host. An answer of
    this machine or of a private network proves nothing about the way out. Where nothing was asked,
    or all that was asked answered, the network is not down.
    """
    return any(map(needs_network, failed)) and not any(
        peer is None or is_public(peer) for peer in peers
    )


def reached_public(peers: Iterable[str | None]) -> bool:
    """Whether an address that is known to be public answered: there is a way out to be judged."""
    return any(peer is not None and is_public(peer) for peer in peers)


def intercepted(answers: Iterable[tuple[ControlPage, Observation]]) -> bool:
    """Whether pages whose answers are known were answered otherwise, and none rightly.

    A control page that was not answered says nothing: it may be down, or not be there at all.
    """
    told = [_is_right(page, seen) for page, seen in answers if seen.status is not None]
    return bool(told) and not any(told)


def too_many_failing(failing: int, alive_before: int) -> bool:
    """Whether too many of the hosts that were alive before failed in one run."""
    return alive_before >= FEWEST_HOSTS and failing > MOST_FAILING * alive_before


def is_explained(observation: Observation, network: Network) -> bool:
    """Whether our own way out explains what was seen.

    A missing network never explains why a non-public address, named as such, cannot be reached. A
    network that answers in the place of others cannot do so over a secure connection whose
    certificate was found in order. A suspect run takes nothing from a single look (`classify`).
    """
    match network:
        case Network.CLEAR:
            return False
        case Network.DOWN:
            return needs_network(observation)
        case Network.INTERCEPTED:
            return observation.status is None or not observation.final_url.startswith("https://")
        case Network.SUSPECT:
            return False


def needs_network(observation: Observation) -> bool:
    """Whether a missing network explains this failure."""
    return observation.error in NEEDS_NETWORK and not _is_inside(observation.final_url)


def _is_right(page: ControlPage, seen: Observation) -> bool:
    if seen.status != page.status or host_of(seen.final_url) != host_of(page.url):
        return False
    return not page.body or seen.body_sha256 == sha256(page.body.encode()).hexdigest()


def _is_inside(url: str) -> bool:
    """Whether the host is written as an IP address that is not public."""
    host = host_of(url).strip("[]")
    return parse_ip(host) is not None and not is_public(host)
