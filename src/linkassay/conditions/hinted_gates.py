"""What stands before all pages of a site, by signs that would be too weak on one page alone.

A page that is the same at every address is no page of its own; what it hints at, it may be.
"""

from __future__ import annotations

from linkassay.conditions.barrier import Barrier
from linkassay.conditions.hindrances import asks_first
from linkassay.conditions.not_found import is_named_by_host
from linkassay.conditions.page_signs import have, signs_of
from linkassay.model import ConditionName, Confidence, Observation, PageFacts
from linkassay.tables.page_signs import SignKind, SignPlace, SignWeight

_SAYS = "shows one page at every address, which seems to {}"


def hinted_gate(observation: Observation) -> Barrier | None:
    """What a page that its server shows at every address hints at; `None` where at nothing."""
    facts = observation.facts
    titled = any(row.where is not SignPlace.TEXT for row in signs_of(facts, SignKind.LOGIN))
    if facts is not None and (facts.password or titled):
        return _suspected(ConditionName.AUTH_REQUIRED, "ask for a sign-in")
    walls = signs_of(facts, SignKind.WALL)
    if have(walls, SignWeight.NOTICE, SignWeight.HINT, SignWeight.SUBJECT):
        return _suspected(ConditionName.BOT_BLOCKED, "keep programs out")
    if asks_first(observation) or (
        signs_of(facts, SignKind.CONSENT) and _has_no_title(observation, facts)
    ):
        return _suspected(ConditionName.CONSENT_WALL, "ask for something first")
    return None


def _has_no_title(observation: Observation, facts: PageFacts | None) -> bool:
    """Whether title and heading say no more than the name of the site."""
    said = [text for text in (facts.title, facts.heading) if text] if facts else []
    return all(is_named_by_host(text, observation.url) for text in said)


def _suspected(name: ConditionName, what: str) -> Barrier:
    return Barrier(name, _SAYS.format(what), Confidence.SUSPECTED)
