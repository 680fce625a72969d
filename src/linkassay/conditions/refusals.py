"""Refusals by place and by purse, and networks that answer in the place of a host."""

from __future__ import annotations

from linkassay.conditions.arrival import Naming, arrival
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import (
    have,
    names_itself,
    say_together,
    shows_at_most,
    signs_of,
)
from linkassay.model import ConditionName, Confidence, Observation
from linkassay.tables.gates import Gate
from linkassay.tables.page_signs import SignKind, SignWeight
from linkassay.urls.parts import parts_of

_LEGAL_BLOCK = 451
_GONE = frozenset({404, 410})
_REFUSALS = frozenset({403, 451})
_SIGN_IN = "the sign-in page of a network"
_NOTICE_WORDS = 80
"""So short is the page with which a network answers in place of others (our own choice)."""


def geo_blocked(observation: Observation) -> Barrier | None:
    """Whether this answer says that the page is kept from readers in our place."""
    signs = signs_of(observation.facts, SignKind.GEO_BLOCK)
    if not signs:
        return None
    status = observation.status or 0
    if status in _REFUSALS:
        found = have(signs, SignWeight.NOTICE, SignWeight.SUBJECT)
    else:
        together = status not in _GONE and say_together(signs, refused=False)
        found = together or have(signs, SignWeight.NOTICE)
    if not found or (status != _LEGAL_BLOCK and names_itself(observation)):
        return None
    says = "says that it is not available where we ask from"
    return Barrier(ConditionName.GEO_BLOCKED, says, Confidence.PROBABLE)


def paywalled(observation: Observation) -> bool:
    """Whether this is the page, and it says that a part of it is for subscribers."""
    facts = observation.facts
    if facts is None or observation.status is None or not 200 <= observation.status < 300:
        return False
    return facts.free is False or (facts.free is None and bool(signs_of(facts, SignKind.PAYWALL)))


def portal(observation: Observation) -> str | None:
    """What answered in the place of the host, in words, or `None`: trouble of our own network.

    Only what came without TLS can be answered by another, but for filters that own the keys.
    """
    says = _by_redirect(observation) or _by_page(observation)
    return f"could not be asked: {says} answered in its place" if says else None


def _by_redirect(observation: Observation) -> str | None:
    where, facts = arrival(observation), observation.facts
    if where is None or not where.at_other_site:
        return None
    signs = signs_of(facts, SignKind.PORTAL)
    naming = where.naming(Gate.PORTAL)
    carried = where.comes_back(only_back=False) or where.carries_whole
    if where.at_local_host and (carried or naming or signs):
        return _SIGN_IN
    if naming is Naming.ALONE or (naming and (carried or signs)):
        return _SIGN_IN
    if have(signs, SignWeight.PROOF, SignWeight.NOTICE):
        return signs[0].says
    if not carried or where.comes_back():
        return _SIGN_IN if carried and signs else None
    # Only a network that reads along can send an address without TLS elsewhere.
    plain = parts_of(observation.url).scheme == "http" and where.carries_whole
    bare = shows_at_most(facts, _NOTICE_WORDS) and not names_itself(observation)
    return _SIGN_IN if plain and bare else None


def _by_page(observation: Observation) -> str | None:
    signs = signs_of(observation.facts, SignKind.PORTAL)
    if not signs or names_itself(observation):
        return None
    plain = parts_of(observation.final_url).scheme == "http"
    counted = (SignWeight.PROOF, SignWeight.NOTICE) if plain else (SignWeight.PROOF,)
    return next((row.says for row in signs if row.weight in counted), None)
