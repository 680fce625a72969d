"""One observation read as one condition. What each name weighs stands in the table."""

from __future__ import annotations

from http import HTTPStatus

from linkassay.conditions.network import needs_network
from linkassay.conditions.walls import asks_for_login, host, wall
from linkassay.model import Condition, Confidence, Framing, Observation, Strike
from linkassay.tables.conditions import conditions, errors, statuses
from linkassay.urls import is_home, same_site

PERMANENT = frozenset({301, 308})


def classify(observation: Observation, *, network_down: bool = False) -> Condition:
    """The condition of one observation.

    `network_down`: no public host answered in this run, so DNS and connection errors are ours.
    A status counts even where the body broke off after its head. `reason` completes "The link …".
    """
    if network_down and needs_network(observation):
        return _condition("unknown", "could not be asked: no public host answered in this run")
    if observation.status is None:
        return _of_error(observation)
    barrier = wall(observation)
    if barrier is not None:
        return _condition("bot-blocked", f"shows programs {barrier}, so the page was not seen")
    if 200 <= observation.status < 300:
        return _of_success(observation, observation.status)
    return _of_status(observation, observation.status)


def _of_error(observation: Observation) -> Condition:
    if observation.error is None:
        return _condition("unknown", "was not asked")
    row = errors()[observation.error]
    says = row.redirected if len(observation.hops) > 1 else row.says
    if row.condition == "address-refused" and observation.detail:
        says = f"{says}: {observation.detail}"
    return _condition(row.condition, says)


def _of_status(observation: Observation, status: int) -> Condition:
    says = f"answers {_phrase(status)}"
    if status == 503 and observation.header("retry-after") is not None:
        return _condition("rate-limited", f"{says} and asks to come back later")
    row = statuses().get(status)
    if row is None:
        return _condition(_by_class(status), says)
    return _condition(row.condition, says, confidence=row.confidence, strike=row.strike)


def _by_class(status: int) -> str:
    return {4: "client-error", 5: "server-error"}.get(status // 100, "unexpected-status")


def _of_success(observation: Observation, status: int) -> Condition:
    row = statuses().get(status)
    if row is None or row.condition != "ok":
        return _of_status(observation, status)
    if _is_empty(observation, status):
        return _condition("no-content", f"answers {_phrase(status)} with an empty body")
    if len(observation.hops) > 1:
        return _of_redirect(observation)
    says = f"answers {_phrase(status)}"
    if observation.framing is Framing.CUT:
        return _condition("ok", f"{says}, but breaks off", confidence=Confidence.PROBABLE)
    return _condition("ok", says, confidence=row.confidence)


def _is_empty(observation: Observation, status: int) -> bool:
    """Nothing came though a body was due and its end is proven; for 202 nothing came is enough."""
    if observation.raw_bytes or observation.framing in (Framing.CUT, Framing.CAPPED):
        return False
    return status == 202 or observation.framing is not Framing.NONE


def _of_redirect(observation: Observation) -> Condition:
    asked, final = observation.url, observation.final_url
    if asks_for_login(asked, final):
        return _condition(
            "auth-required", f"redirects to a sign-in page: {final}", confidence=Confidence.PROBABLE
        )
    ends_at_home = is_home(final) and not is_home(asked)
    ours = same_site(asked, final)
    if ends_at_home and ours:
        return _condition("redirect-home", f"redirects to the site's front page: {final}")
    # The front page of another site may be the target of a short link or the mark of a sold name.
    doubt = Confidence.SUSPECTED if ends_at_home else None
    if all(hop.status in PERMANENT for hop in observation.hops[:-1]):
        return _condition("ok-redirected", f"has moved for good to {final}", confidence=doubt)
    if not ours:
        doubt = doubt or Confidence.PROBABLE
        return _condition(
            "ok-via-temporary", f"answers by way of {host(final)}: {final}", confidence=doubt
        )
    return _condition("ok-via-temporary", f"answers by a redirect to {final}", confidence=doubt)


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _condition(
    name: str, reason: str, *, confidence: Confidence | None = None, strike: Strike | None = None
) -> Condition:
    row = conditions()[name]
    return Condition(name, confidence or row.confidence, reason, strike or row.strike)
