"""What the rules about answers share: a condition said with its evidence, a small example."""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    LinkCheck,
    Rule,
    State,
    Violation,
    format_date,
)

_PAGE = "https://example.org/page"


def answered(answer: str, why: str) -> Example:
    """An example with one link, at which the web answers so."""
    return Example(f"See {_PAGE} for more.\n", {_PAGE: answer}, why=why)


FINE = answered("200", "it answers")


def on_condition(case: Case, rule: Rule, *, dead_is_error: bool = False) -> Iterator[Violation]:
    """A violation where the rule claims this run's condition of the case's link.

    With `dead_is_error` the level rises once the link's whole history says dead: what is seen once
    is said as that.
    """
    check = case.check
    if check is None or check.condition is None or check.condition.name not in rule.conditions:
        return
    dead = dead_is_error and check.state.state is State.DEAD
    yield Violation(
        message=f"The link {check.condition.reason}{_history(check)}.",
        evidence=tuple(_evidence(check)),
        level=Level.ERROR if dead else None,
        confidence=check.condition.confidence,
        span=case.citations[0].span if case.citations else None,
    )


def _history(check: LinkCheck) -> str:
    state = check.state
    if state.since is None or state.strikes < 2:
        return ""
    since = format_date(state.since.date())
    if state.state is State.DEAD:
        return f"; it has failed {state.strikes} times since {since} and counts as dead"
    return f"; it has failed {state.strikes} times since {since}"


def _evidence(check: LinkCheck) -> Iterator[Evidence]:
    observation = check.observation
    if observation is None:
        return
    for hop in observation.hops:
        answer = hop.status if hop.status is not None else "no answer"
        onward = f", to {hop.location}" if hop.location else ""
        yield Evidence(EvidenceKind.HOP, f"{hop.url} → {answer}{onward}")
    if observation.error is not None:
        detail = f": {observation.detail}" if observation.detail else ""
        yield Evidence(EvidenceKind.ANSWER, f"{observation.error}{detail}")
    for other in check.tried:
        yield Evidence(EvidenceKind.ANSWER, f"also tried: {other.url} {other.condition.reason}")
