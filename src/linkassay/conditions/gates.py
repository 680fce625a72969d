"""Gates of which no more is known than that they are to send readers back to the page."""

from __future__ import annotations

from linkassay.conditions.arrival import arrival
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import says_nothing_there, shows_at_most
from linkassay.model import ConditionName, Confidence, Observation

_GATE_WORDS = 60
"""So short is a page that only asks something before it sends readers back (our own choice)."""


def gate(observation: Observation) -> Barrier | None:
    """Whether the chain ended at a page that has the asked address to go back to.

    At another site that is enough; at its own one the page must say little, and not that there is
    nothing.
    """
    where = arrival(observation)
    status = observation.status
    if where is None or status is None or not 200 <= status < 300 or not where.comes_back():
        return None
    if says_nothing_there(observation):
        return None
    if not where.at_other_site and not shows_at_most(observation.facts, _GATE_WORDS):
        return None
    asks = "a page that asks readers for something before it lets them on"
    says = f"redirects to {asks}: {where.final}"
    return Barrier(ConditionName.CONSENT_WALL, says, Confidence.PROBABLE)
