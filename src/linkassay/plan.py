"""Whom to ask.

Takes: readings and settings. Gives: probes, and the links that are not asked with the reason.
Never: asks, reads a clock, or knows what an answer means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkassay.model import NotChecked, Probe, Reading

ASKED_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be asked, and what will not."""

    probes: tuple[Probe, ...]
    not_checked: tuple[NotChecked, ...]


def make(readings: Iterable[Reading], *, offline: bool) -> Plan:
    """One probe for each link that can be asked, in order of first citation."""
    probes: dict[str, Probe] = {}
    left_out: dict[str, NotChecked] = {}
    for citation in (citation for reading in readings for citation in reading.citations):
        url, link = citation.url, citation.link
        if citation.error is not None:
            left_out.setdefault(url, NotChecked(url, "malformed"))
        elif link is None or link.scheme not in ASKED_SCHEMES:
            left_out.setdefault(url, NotChecked(url, "scheme"))
        elif offline:
            left_out.setdefault(url, NotChecked(url, "offline"))
        else:
            probes.setdefault(url, Probe(url))
    return Plan(tuple(probes.values()), tuple(left_out.values()))
