"""Offers to subscribe, to which readers are sent instead of the page: it is there for who pays."""

from __future__ import annotations

from linkassay.conditions.arrival import Arrival, Naming, arrival, names_gate
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import (
    names_itself,
    says_nothing_there,
    shows_at_most,
    signs_of,
)
from linkassay.model import ConditionName, Confidence, Observation, PageFacts
from linkassay.tables.gates import Gate
from linkassay.tables.page_signs import SignKind

_OFFER_WORDS, _SHORT_WORDS = 400, 150
"""With more words, the page is one about something (our own choice): prices and plans are many. A
name that others have too takes a shorter one, where it does not speak of subscribers."""


def offer(observation: Observation) -> Barrier | None:
    """Whether a chain ended at an offer to subscribe that was not itself asked for."""
    where = arrival(observation)
    status = observation.status
    if where is None or status is None or not 200 <= status < 300:
        return None
    if names_gate(observation.url, Gate.OFFER, weak=True) or names_itself(observation):
        return None
    if not _is_offer(where, observation.facts) or says_nothing_there(observation):
        return None
    says = f"redirects to an offer to subscribe: {where.final}"
    return Barrier(ConditionName.AUTH_REQUIRED, says, Confidence.PROBABLE)


def _is_offer(where: Arrival, facts: PageFacts | None) -> bool:
    naming = where.naming(Gate.OFFER)
    if naming is Naming.NO or (facts is not None and not shows_at_most(facts, _OFFER_WORDS)):
        return False
    if naming is Naming.ALONE or signs_of(facts, SignKind.PAYWALL):
        return True
    return where.comes_back(only_back=False) and shows_at_most(facts, _SHORT_WORDS)
