"""Refusals by place and by purse, and networks that answer in the place of a host."""

from __future__ import annotations

from urllib.parse import urlsplit

from linkassay.conditions.arrival import Naming, arrival
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import names_itself, signs_of
from linkassay.model import ConditionName, Confidence, Observation
from linkassay.tables.gates import Gate
from linkassay.tables.page_signs import SignKind
from linkassay.tables.walls import SignWeight, page_wall

_LEGAL_BLOCK = 451


def geo_blocked(observation: Observation) -> Barrier | None:
    """Whether this answer says that the page is kept from readers in our place."""
    if not signs_of(observation.facts, SignKind.GEO_BLOCK):
        return None
    if observation.status != _LEGAL_BLOCK and names_itself(observation):
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
    where = arrival(observation)
    if where is None or not where.at_other_site:
        return None
    found = [page_wall(name) for name in signs_of(observation.facts, SignKind.PORTAL)]
    notice = next((row for row in found if row and row.weight is not SignWeight.HINT), None)
    naming = where.naming(Gate.PORTAL)
    comes_back = where.comes_back(only_back=False)
    if where.at_local_host and (comes_back or naming or found):
        return "the sign-in page of a network"
    if naming is Naming.ALONE or (naming and (comes_back or found)):
        return "the sign-in page of a network"
    if notice is not None:
        return notice.wall
    return "the sign-in page of a network" if found and comes_back else None


def _by_page(observation: Observation) -> str | None:
    signs = signs_of(observation.facts, SignKind.PORTAL)
    if not signs or names_itself(observation):
        return None
    plain = urlsplit(observation.final_url).scheme == "http"
    for row in map(page_wall, signs):
        if row is not None and row.weight is not SignWeight.HINT and (plain or row.any_scheme):
            return row.wall
    return None
