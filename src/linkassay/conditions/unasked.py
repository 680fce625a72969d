"""The end of a chain that was not asked: what its address tells, though nobody saw its page."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from linkassay.conditions.barriers import barrier
from linkassay.conditions.moved import Kept, redirect
from linkassay.model import Condition, ConditionName, Confidence, ErrorKind, Observation

_WHY = "which its robots.txt asks programs not to read"


def by_its_address(observation: Observation) -> Condition | None:
    """What stands before a page, or in its place, by the address that a redirect led to.

    `None` where the chain ended otherwise, or the address tells nothing. Never more than suspected
    where the page would be lost: a page may lie at any address.
    """
    if observation.error is not ErrorKind.ROBOTS or len(observation.hops) < 2:
        return None
    shown = replace(observation, status=HTTPStatus.OK.value, error=None, facts=None)
    stands = barrier(shown)
    if stands is not None and stands.name is not ConditionName.UNKNOWN:
        return Condition(stands.name, Confidence.PROBABLE, f"{stands.says}, {_WHY}")
    led = redirect(shown)
    if led is None or led.kept is not Kept.NO:
        return None
    return Condition(led.name, Confidence.SUSPECTED, f"{led.says}, {_WHY}")
