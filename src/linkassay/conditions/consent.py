"""Consent walls: the page is shown to those who agreed to something first."""

from __future__ import annotations

from linkassay.conditions.arrival import Arrival, Naming, arrival, names_gate
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import have, names_itself, shows_at_most, signs_of
from linkassay.model import ConditionName, Confidence, Observation, PageFacts
from linkassay.tables.gates import Gate
from linkassay.tables.page_signs import SignKind, SignWeight

_DIALOGUE_WORDS = 500
"""Longer pages are no mere dialogue (our own choice): purposes and partners are many."""
_BANNER_WORDS = 15
"""So short is a page that holds a question for consent and nothing else (our own choice)."""


def consent(observation: Observation) -> Barrier | None:
    """Whether this answer asks for consent first, or for another word such as one's age.

    A banner on a page that is shown is no wall.
    """
    status = observation.status
    if status is None or not (200 <= status < 300 or status == 403):
        return None
    where = arrival(observation)
    if where is None and not signs_of(observation.facts, SignKind.CONSENT):
        return None
    if names_gate(observation.url, Gate.CONSENT, weak=True):
        return None
    if where is not None and _is_gate(where, observation.facts):
        says = f"redirects to a page that asks for consent first: {where.final}"
        return Barrier(ConditionName.CONSENT_WALL, says, Confidence.CERTAIN)
    if _asks(observation):
        says = "shows a question for consent instead of its own page"
        return Barrier(ConditionName.CONSENT_WALL, says, Confidence.PROBABLE)
    return None


def _is_gate(where: Arrival, facts: PageFacts | None) -> bool:
    naming = where.naming(Gate.CONSENT)
    if naming is Naming.ALONE:
        return facts is None or facts.words is None or facts.words <= _DIALOGUE_WORDS
    asks = bool(signs_of(facts, SignKind.CONSENT)) and shows_at_most(facts, _DIALOGUE_WORDS)
    if naming is Naming.WEAK:
        return where.comes_back() or (asks and where.comes_back(only_back=False))
    return asks and where.comes_back()


def _asks(observation: Observation) -> bool:
    facts = observation.facts
    signs = signs_of(facts, SignKind.CONSENT)
    if facts is None or not signs or names_itself(observation):
        return False
    if have(signs, SignWeight.NOTICE):
        return shows_at_most(facts, _DIALOGUE_WORDS)
    return facts.heading is None and shows_at_most(facts, _BANNER_WORDS)
