"""The looks at a link in one run, interpreted as one condition. The table weighs each name.

What reads pages is loaded with the first answer: a run that asks nobody has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from http import HTTPStatus

from linkassay.conditions.barrier import Barrier
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

_ReadPage = Callable[
    [Observation, str, Confidence, Observation | None, Observation | None], Condition
]


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
    stands_before = _barrier()(observation)
    if stands_before is not None:
        return _condition(
            stands_before.name, stands_before.says, confidence=stands_before.confidence
        )
    if observation.status is None:
        return _of_error(observation)
    if 200 <= observation.status < 300:
        return _of_success(observation, observation.status, sibling, known)
    if observation.status == HTTPStatus.NOT_MODIFIED and known is not None:
        return _condition(ConditionName.OK, "has not changed since it was last seen")
    return _of_status(observation, observation.status, known)


def _of_error(observation: Observation) -> Condition:
    from linkassay.conditions.unasked import by_its_address

    if observation.error is None:
        return _condition(ConditionName.UNKNOWN, "was not asked")
    told = by_its_address(observation)
    if told is not None:
        return told
    row = errors()[observation.error]
    says = (row.redirected if len(observation.hops) > 1 else None) or row.says
    if row.condition is ConditionName.ADDRESS_REFUSED and observation.detail:
        says = f"{says}: {observation.detail}"
    return _condition(row.condition, says)


def _of_status(observation: Observation, status: int, known: Observation | None) -> Condition:
    says = f"answers {_phrase(status)}"
    if status == HTTPStatus.SERVICE_UNAVAILABLE and observation.header("retry-after") is not None:
        return _condition(ConditionName.RATE_LIMITED, f"{says} and asks to come back later")
    row = statuses().get(status)
    if row is None:
        found = _condition(_by_class(status), says)
    else:
        found = _condition(row.condition, says, confidence=row.confidence, strike=row.strike)
    return _despite_its_status(observation, found, known)


def _despite_its_status(
    observation: Observation, found: Condition, known: Observation | None
) -> Condition:
    """A failure whose body may be the page all the same: browsers show it whatever the status."""
    from linkassay.conditions.identity import ENOUGH_WORDS, proves_itself

    facts = observation.facts
    refused = found.name in (ConditionName.FORBIDDEN, ConditionName.CLIENT_ERROR)
    if facts is None or not (refused or found.strike is not Strike.NONE):
        return found
    if facts.script_only:
        says = f"{found.reason} with a page that a script fills, which a browser may show"
        return _condition(ConditionName.CLIENT_DEPENDENT, says)
    shown = proves_itself(replace(observation, status=HTTPStatus.OK.value), known)
    if shown is None or (facts.words or 0) < ENOUGH_WORDS:
        return found
    says = f"{found.reason} and shows the page all the same: {shown}"
    return _condition(ConditionName.OK, says, confidence=Confidence.PROBABLE)


def _by_class(status: int) -> ConditionName:
    if 400 <= status < 500:
        return ConditionName.CLIENT_ERROR
    return ConditionName.SERVER_ERROR if 500 <= status < 600 else ConditionName.UNEXPECTED_STATUS


def _of_success(
    observation: Observation,
    status: int,
    sibling: Observation | None,
    known: Observation | None,
) -> Condition:
    row = statuses().get(status)
    if row is None or row.condition is not ConditionName.OK:
        return _of_status(observation, status, known)
    says = f"answers {_phrase(status)}"
    if _is_empty(observation, status):
        return _condition(ConditionName.NO_CONTENT, f"{says} with an empty body")
    if observation.framing is Framing.CUT:
        says = f"{says}, but breaks off"
        return _condition(ConditionName.OK, says, confidence=Confidence.PROBABLE)
    sure = row.confidence or conditions()[ConditionName.OK].confidence
    return _read_page()(observation, says, sure, sibling, known)


@cache
def _barrier() -> Callable[[Observation], Barrier | None]:
    from linkassay.conditions.barriers import barrier

    return barrier


@cache
def _read_page() -> _ReadPage:
    from linkassay.conditions.pages import read_page

    return read_page


def _is_empty(observation: Observation, status: int) -> bool:
    """Nothing came though a body was due and its end is proven; for 202 nothing came is enough."""
    if observation.raw_bytes or observation.framing in (Framing.CUT, Framing.CAPPED):
        return False
    return status == HTTPStatus.ACCEPTED or observation.framing is not Framing.NONE


@lru_cache(maxsize=64)
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
