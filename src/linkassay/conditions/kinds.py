"""Kinds of conditions: silent ones, those by which nothing was learnt, and proofs of life."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from linkassay.model import (
    Candidates,
    Condition,
    ConditionName,
    Confidence,
    ErrorKind,
    State,
    Strike,
)
from linkassay.tables.conditions import ConditionRow, conditions

LOOKALIKES = frozenset(
    {
        ConditionName.SOFT_404,
        ConditionName.PARKED,
        ConditionName.DEFAULT_PAGE,
        ConditionName.SUSPENDED,
        ConditionName.REDIRECT_HOME,
        ConditionName.REDIRECT_ELSEWHERE,
    }
)
"""A success that is not the page: what a sibling's answer can tell from the page itself."""

NOT_ASKED = frozenset({ErrorKind.HOST_PAUSED, ErrorKind.ROBOTS, ErrorKind.TIME_UP})
"""So ends a look that was not made."""


@cache
def silent() -> frozenset[ConditionName]:
    """No rule speaks of these, each for a reason, which stands in its row.

    Rules claim all others (`Rule.conditions`).
    """
    return _where(lambda row: row.silent is not None)


@cache
def nothing_learnt() -> frozenset[ConditionName]:
    """A link that was only seen so counts as not checked: nothing new and nothing fixed follows."""
    return _where(lambda row: row.initial_state is State.UNKNOWN)


@cache
def proofs_of_life() -> frozenset[ConditionName]:
    """Seen only so, a link is alive; whatever came before where it `is_recognised`."""
    return _where(lambda row: row.proves_life)


@cache
def striking() -> frozenset[ConditionName]:
    """Seen so, a link may come nearer to its death."""
    return _where(lambda row: row.strike is not Strike.NONE) | LOOKALIKES


def is_certain_ok(condition: Condition) -> bool:
    """Whether a look proves beyond doubt that an address is the one that was meant.

    A page that only looks like an answer (a soft 404) must not pass here.
    """
    return condition.name is ConditionName.OK and condition.confidence is Confidence.CERTAIN


def looks_like_life(condition: Condition) -> bool:
    """Whether a page was shown, which may be the one that was meant or only look like it."""
    return condition.name in proofs_of_life() or condition.name in LOOKALIKES


def is_recognised(condition: Condition) -> bool:
    """Whether it is life beyond doubt: an answer that certainly is the page that was meant."""
    return condition.name in proofs_of_life() and condition.confidence is Confidence.CERTAIN


@cache
def speaking_against() -> Mapping[ConditionName, Candidates]:
    """Seen so, a wrapped address may have been put together wrongly: its candidates are asked.

    The value tells how long one that answers stands in for it.
    """
    return {row.name: row.candidates for row in conditions().values() if row.candidates}


def _where(holds: Callable[[ConditionRow], bool]) -> frozenset[ConditionName]:
    return frozenset(row.name for row in conditions().values() if holds(row))
