"""What stands before a page, in the order in which the answers exclude each other."""

from __future__ import annotations

from linkassay.conditions.arrival import arrival
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.consent import consent
from linkassay.conditions.gates import gate
from linkassay.conditions.login import login
from linkassay.conditions.offers import offer
from linkassay.conditions.refusals import geo_blocked, portal
from linkassay.conditions.walls import walled
from linkassay.model import ConditionName, Confidence, Observation


def barrier(observation: Observation) -> Barrier | None:
    """What stands between us and the page, or `None` where the answer is about the page.

    A network of our own answers before all others. A wall of a vendor may ask for consent or a
    sign-in in its own words, and a consent page names its sign-in, so they come in this order.
    Of an answer that came from where it was asked, without a sign, its head tells alone.
    """
    facts = observation.facts
    if (facts is None or not facts.signs) and arrival(observation) is None:
        return walled(observation)
    ours = portal(observation)
    if ours is not None:
        return Barrier(ConditionName.UNKNOWN, ours, Confidence.PROBABLE)
    for stands in (walled, consent, geo_blocked, login, offer, gate):
        found = stands(observation)
        if found is not None:
            return found
    return None
