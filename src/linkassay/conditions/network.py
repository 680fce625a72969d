"""Whether a whole run had no network."""

from __future__ import annotations

from collections.abc import Iterable

from linkassay.model import ErrorKind, Observation

NOT_ASKED = frozenset({ErrorKind.ADDRESS_REFUSED, ErrorKind.PORT_REFUSED, ErrorKind.BUG})
"""Troubles of ours: they say nothing about the network."""

UNREACHED = frozenset(
    {ErrorKind.DNS_NAME, ErrorKind.DNS_TEMPORARY, ErrorKind.CONNECT, ErrorKind.CONNECT_TIMEOUT}
)
"""Troubles that a missing network causes."""


def without_network(observations: Iterable[Observation]) -> bool:
    """Whether no host at all answered, though at least one was asked (design section 3).

    Then every DNS and connect trouble of the run is ours.
    """
    asked = [item for item in observations if item.error not in NOT_ASKED]
    return bool(asked) and not any(_answered(item) for item in asked)


def unreached(observation: Observation) -> bool:
    """Whether this observation failed in a way that a missing network explains."""
    return observation.error in UNREACHED


def _answered(observation: Observation) -> bool:
    return not unreached(observation) or any(hop.status is not None for hop in observation.hops)
