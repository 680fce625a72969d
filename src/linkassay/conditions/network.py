"""Whether a whole run had no network."""

from __future__ import annotations

from collections.abc import Iterable

from linkassay.model import Observation, Trouble

NOT_ASKED = frozenset({Trouble.ADDRESS_REFUSED, Trouble.PORT_REFUSED, Trouble.BUG})
"""Troubles of ours: they say nothing about the network."""

UNREACHED = frozenset(
    {Trouble.DNS_NAME, Trouble.DNS_TEMPORARY, Trouble.CONNECT, Trouble.CONNECT_TIMEOUT}
)
"""Troubles that a missing network causes."""


def without_network(observations: Iterable[Observation]) -> bool:
    """Whether no host at all answered, though at least one was asked (design section 3).

    Then every DNS and connect trouble of the run is ours.
    """
    asked = [item for item in observations if item.trouble not in NOT_ASKED]
    return bool(asked) and not any(_answered(item) for item in asked)


def unreached(observation: Observation) -> bool:
    """Whether this observation failed in a way that a missing network explains."""
    return observation.trouble in UNREACHED


def _answered(observation: Observation) -> bool:
    return not unreached(observation) or any(hop.status is not None for hop in observation.hops)
