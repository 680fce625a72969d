"""What the rules about answers share: a condition said with its evidence, a small example."""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.conditions import NOT_ASKED, OF_HOST, PASSING, Told, proofs_of_life, told_of
from linkassay.model import (
    Case,
    Condition,
    ConditionName,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    LinkCheck,
    Look,
    Observation,
    Purpose,
    Rule,
    State,
    Strike,
    Violation,
    format_date,
)
from linkassay.urls import host_of

ANSWER = "answer"
"""The problem that the rules about answers tell of in turn (`Rule.problem`)."""

FLAPPING, DEAD_HOST, DEAD_LINK = "flapping-link", "dead-host", "dead-link"

_PAGE = "https://example.org/page"


def answered(answer: str, why: str) -> Example:
    """An example with one link, at which the web answers so."""
    return Example(f"See {_PAGE} for more.\n", {_PAGE: answer}, why=why)


def shown(page: str, why: str, answer: str = "200") -> Example:
    """An example with one link, at which the web shows this page."""
    return Example(f"See {_PAGE} for more.\n", {_PAGE: answer}, pages={_PAGE: page}, why=why)


FINE = answered("200", "it answers")


def on_condition(case: Case, rule: Rule) -> Iterator[Violation]:
    """A violation where the rule is the one that tells what is known of the case's link."""
    check = case.check
    told = None if check is None else told_of(check)
    if check is None or told is None or not tells(rule, case, check, told):
        return
    yield violation(case, check, told)


def tells(rule: Rule, case: Case, check: LinkCheck, told: Told) -> bool:
    """Whether this rule tells it: of each link one rule does.

    A whole host, a link that flaps and one that counts as dead have rules of their own, whatever
    the answer was; else it is the one that claims the condition.
    """
    if check.state.state is State.FLAPPING:
        return rule.slug == FLAPPING
    if told.name in OF_HOST or (told.name in PASSING and host_of(check.link.url) in case.outages):
        return rule.slug == DEAD_HOST
    if check.state.state is State.DEAD:
        return rule.slug == DEAD_LINK
    return told.name in rule.conditions


def violation(case: Case, check: LinkCheck, told: Told) -> Violation:
    """What is told of a link, with its history and what it rests on."""
    condition = told.today or check.condition
    return Violation(
        message=message(check, told),
        evidence=tuple(evidence(check)),
        level=level(check, told),
        confidence=None if condition is None or told.today else condition.confidence,
        span=case.citations[0].span if case.citations else None,
    )


def level(check: LinkCheck, told: Told) -> Level | None:
    """Death is an error. One sign alone, and what may pass by itself on its first day, is a note.

    `None` leaves the rule's own.
    """
    if check.state.state is State.DEAD:
        return Level.ERROR
    condition = check.condition
    if told.today is None and condition is not None:
        if condition.confidence is Confidence.SUSPECTED:
            return Level.NOTE
        passing = condition.strike is Strike.SLOW or condition.name in PASSING
    else:
        passing = told.name in PASSING
    return Level.NOTE if passing and len(check.state.strike_days) < 2 else None


def message(check: LinkCheck, told: Told) -> str:
    """A sentence on the link: how it is read today, and since when it fails."""
    today = "" if check.condition is None else says(check.condition)
    since = history(check)
    if told.today is None:
        return f"The link {today}{since and f'; it {since}'}."
    unlike = "it is not certain that it is the same page again"
    again = f", but {unlike}" if told.today.name in proofs_of_life() else ""
    return f"The link {since or 'fails'}; today it {today}{again}."


def says(condition: Condition) -> str:
    """How an answer is read, in words; of a page that is there no more is told than that."""
    return "answers" if condition.name is ConditionName.OK else condition.reason


def history(check: LinkCheck) -> str:
    """Since when the link fails, in words; empty where this is the first time.

    Of a dead one it is not told how often: it says the same in each run, and is stored once.
    """
    state = check.state
    if state.since is None or state.strikes < 2:
        return ""
    since = format_date(state.since.date())
    if state.state is State.DEAD:
        return f"has failed since {since} and counts as dead"
    return f"has failed {state.strikes} times since {since}"


def evidence(check: LinkCheck) -> Iterator[Evidence]:
    """What was seen of a link: each hop, the error, the other looks, what was asked beside it."""
    observation = check.observation
    if observation is None:
        return
    unasked = observation.error in NOT_ASKED
    for hop in observation.hops:
        silence = "not asked" if unasked and hop is observation.hops[-1] else "no answer"
        answer = hop.status if hop.status is not None else silence
        onward = f", to {hop.location}" if hop.location else ""
        yield Evidence(EvidenceKind.HOP, f"{hop.url} → {answer}{onward}")
    if observation.error is not None:
        yield Evidence(EvidenceKind.ANSWER, observation.detail or str(observation.error))
    if check.last_seen is not None:
        seen_on = format_date(check.last_seen.date())
        yield Evidence(EvidenceKind.ANSWER, f"seen on {seen_on}, and not due since")
    asked = [look for look in check.looks if look.observation.error not in NOT_ASKED]
    if len(asked) > 1:
        told = ", then ".join(_look(look) for look in asked)
        yield Evidence(EvidenceKind.ANSWER, f"asked {_times(len(asked))}: {told}")
    beside = check.sibling
    if beside is not None and beside.status is not None:
        says = f"a made-up address beside it, {beside.url} → {_answer(beside)}"
        yield Evidence(EvidenceKind.ANSWER, says)
    for other in check.tried:
        yield Evidence(EvidenceKind.ANSWER, f"also tried: {other.url} {other.condition.reason}")


def _look(look: Look) -> str:
    how = " when asked as a browser asks" if look.purpose is Purpose.SECOND_LOOK else ""
    return f"{_answer(look.observation)}{how}"


def _answer(seen: Observation) -> str:
    """The last answer in a word, and where it came from if that is elsewhere."""
    status = seen.status or next((hop.status for hop in reversed(seen.hops)), None)
    answer = "no answer" if status is None else str(status)
    return answer if seen.final_url == seen.url else f"{answer} at {seen.final_url}"


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"
