"""What the rules about answers share: one condition, said with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from linkassay.model import Case, Evidence, Level, LinkCheck, State, Violation, format_date


def on_condition(
    case: Case, names: Collection[str], advice: str, *, dead_is_error: bool = False
) -> Iterator[Violation]:
    """A violation where this run's condition of the case's link has one of these names.

    With `dead_is_error` the level rises once the link's whole history says dead: what is seen once
    is said as that (design section 3).
    """
    check = case.check
    if check is None or check.condition is None or check.condition.name not in names:
        return
    dead = dead_is_error and check.state.state is State.DEAD
    yield Violation(
        message=f"The link {check.condition.reason}{_history(check)}.",
        advice=advice,
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
        yield Evidence("hop", f"{hop.url} → {answer}{onward}")
    if observation.error is not None:
        detail = f": {observation.detail}" if observation.detail else ""
        yield Evidence("answer", f"{observation.error}{detail}")
