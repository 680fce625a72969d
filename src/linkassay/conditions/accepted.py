"""What the configuration takes for fine, though the web did not answer as it should."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linkassay.model import Condition, HostSettings, Observation
from linkassay.urls import host_of


def accepted(
    condition: Condition | None,
    observation: Observation | None,
    hosts: Iterable[HostSettings],
    today: date,
) -> HostSettings | None:
    """The entry that takes an answer for fine, `None` where there is none.

    Of several entries the one of the nearest name counts alone. Its `accept` names the condition,
    or the status of the last answer; it counts up to and including the day that it expires.
    """
    if condition is None or observation is None:
        return None
    entry = entry_for(host_of(observation.url), hosts)
    if entry is None or has_expired(entry, today):
        return None
    status = observation.hops[-1].status if observation.hops else observation.status
    return entry if {condition.name.value, str(status)} & set(entry.accept) else None


def entry_for(host: str, hosts: Iterable[HostSettings]) -> HostSettings | None:
    """The entry that speaks of a host: its own, else that of the nearest name above it."""
    return max(
        (one for one in hosts if one.covers(host)), key=lambda one: len(one.host), default=None
    )


def has_expired(entry: HostSettings, today: date) -> bool:
    """Whether what an entry accepts no longer counts."""
    return entry.expires is not None and entry.expires < today
