"""The looks at a link in one run, interpreted as one condition. The table weighs each name."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from linkassay.conditions.barriers import barrier
from linkassay.conditions.looks import weighed
from linkassay.conditions.network import SAYS, Network, is_explained
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    Framing,
    Look,
    Observation,
    Strike,
)
from linkassay.tables.conditions import conditions, errors, statuses
from linkassay.urls import host_of, is_home, same_site

PERMANENT = frozenset({301, 308})
"""RFC 9110 15.4.2 and 15.4.9."""


def classify(
    looks: Sequence[Look],
    *,
    sibling: Observation | None = None,
    known: Observation | None = None,
    network: Network = Network.CLEAR,
) -> Condition:
    """The condition of a link by all looks at it in one run, in the order in which they were made.

    How they are weighed: `looks.weighed`. Without any look it is `unknown`. `sibling` is what a
    name beside it that cannot exist was answered, `known` the last answer that certainly was the
    page, `network` our own way out as the whole run shows it: in a suspect run nothing strikes.
    """
    read = [(look, classify_observation(look.observation, sibling=sibling, known=known,
                                        network=network)) for look in looks]  # fmt: skip
    if not read:
        return _condition(ConditionName.UNKNOWN, "was not asked")
    found = weighed(read)
    if network is Network.SUSPECT and found.strike is not Strike.NONE:
        return _condition(ConditionName.UNKNOWN, SAYS[network])
    return found


def classify_observation(
    observation: Observation,
    *,
    sibling: Observation | None = None,
    known: Observation | None = None,
    network: Network = Network.CLEAR,
) -> Condition:
    """The condition of one observation alone; its `reason` completes "The link …".

    What our own way out explains is `unknown`. A status counts even where the body broke off after
    its head.
    """
    if is_explained(observation, network):
        return _condition(ConditionName.UNKNOWN, SAYS[network])
    stands_before = barrier(observation)
    if stands_before is not None:
        return _condition(
            stands_before.name, stands_before.says, confidence=stands_before.confidence
        )
    if observation.status is None:
        return _of_error(observation)
    if 200 <= observation.status < 300:
        return _of_success(observation, observation.status)
    if observation.status == HTTPStatus.NOT_MODIFIED and known is not None:
        return _condition(ConditionName.OK, "has not changed since it was last seen")
    return _of_status(observation, observation.status)


def _of_error(observation: Observation) -> Condition:
    if observation.error is None:
        return _condition(ConditionName.UNKNOWN, "was not asked")
    row = errors()[observation.error]
    says = (row.redirected if len(observation.hops) > 1 else None) or row.says
    if row.condition is ConditionName.ADDRESS_REFUSED and observation.detail:
        says = f"{says}: {observation.detail}"
    return _condition(row.condition, says)


def _of_status(observation: Observation, status: int) -> Condition:
    says = f"answers {_phrase(status)}"
    if status == HTTPStatus.SERVICE_UNAVAILABLE and observation.header("retry-after") is not None:
        return _condition(ConditionName.RATE_LIMITED, f"{says} and asks to come back later")
    row = statuses().get(status)
    if row is None:
        return _condition(_by_class(status), says)
    return _condition(row.condition, says, confidence=row.confidence, strike=row.strike)


def _by_class(status: int) -> ConditionName:
    if 400 <= status < 500:
        return ConditionName.CLIENT_ERROR
    return ConditionName.SERVER_ERROR if 500 <= status < 600 else ConditionName.UNEXPECTED_STATUS


def _of_success(observation: Observation, status: int) -> Condition:
    row = statuses().get(status)
    if row is None or row.condition is not ConditionName.OK:
        return _of_status(observation, status)
    says = f"answers {_phrase(status)}"
    if _is_empty(observation, status):
        return _condition(ConditionName.NO_CONTENT, f"{says} with an empty body")
    # Two secrets of one address may go by one name: from the one to the other is no move.
    if len(observation.hops) > 1 and observation.final_url != observation.url:
        return _of_redirect(observation)
    if observation.framing is Framing.CUT:
        says = f"{says}, but breaks off"
        return _condition(ConditionName.OK, says, confidence=Confidence.PROBABLE)
    return _condition(ConditionName.OK, says, confidence=row.confidence)


def _is_empty(observation: Observation, status: int) -> bool:
    """Nothing came though a body was due and its end is proven; for 202 nothing came is enough."""
    if observation.raw_bytes or observation.framing in (Framing.CUT, Framing.CAPPED):
        return False
    return status == HTTPStatus.ACCEPTED or observation.framing is not Framing.NONE


def _of_redirect(observation: Observation) -> Condition:
    asked, final = observation.url, observation.final_url
    ends_at_home = is_home(final) and not is_home(asked)
    ours = same_site(asked, final)
    if ends_at_home and ours:
        says = f"redirects to the site's front page: {final}"
        return _condition(ConditionName.REDIRECT_HOME, says)
    # The front page of another site may be the target of a short link or the mark of a sold name.
    doubt = Confidence.SUSPECTED if ends_at_home else None
    if all(hop.status in PERMANENT for hop in observation.hops[:-1]):
        says = f"has moved for good to {final}"
        return _condition(ConditionName.OK_REDIRECTED, says, confidence=doubt)
    says = f"answers by a redirect to {final}"
    if not ours:
        doubt = doubt or Confidence.PROBABLE
        says = f"answers by way of {host_of(final)}: {final}"
    return _condition(ConditionName.OK_VIA_TEMPORARY, says, confidence=doubt)


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _condition(
    name: ConditionName,
    reason: str,
    *,
    confidence: Confidence | None = None,
    strike: Strike | None = None,
) -> Condition:
    row = conditions()[name]
    return Condition(name, confidence or row.confidence, reason, strike or row.strike)
