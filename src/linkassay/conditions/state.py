"""The state of a link: all its checks together, never one alone (docs/design.md, States)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import reduce

from linkassay.model import Condition, LinkState, PastCheck, State, Strike
from linkassay.tables.conditions import conditions

StrikeDays = tuple[tuple[date, Strike], ...]


@dataclass(frozen=True, slots=True)
class DeathThreshold:
    """How many days with strikes of these kinds, spanning at least how many days, mean death.

    Days are those of the calendar (UTC), so that a schedule that starts some minutes early counts.
    """

    kinds: frozenset[Strike]
    strikes: int
    span_days: int


DEATH_THRESHOLDS = (
    DeathThreshold(frozenset({Strike.QUICK}), 2, 2),
    DeathThreshold(frozenset({Strike.QUICK, Strike.NORMAL}), 3, 6),
    DeathThreshold(frozenset({Strike.QUICK, Strike.NORMAL, Strike.SLOW}), 4, 14),
)
"""Our own choice (docs/design.md, States): the surer a failure, the fewer of them are needed. A
quicker strike also counts where a slower one would."""

_QUICKEST_FIRST = (Strike.QUICK, Strike.NORMAL, Strike.SLOW)


def advance(before: LinkState, when: datetime, condition: Condition) -> LinkState:
    """The state after one more check, from the state before it alone.

    `when` is aware, and not before any earlier check. A proof of life ends a row of strikes. A
    wall, a limit or a trouble of ours neither adds a strike nor ends the row; where there is none,
    the latest of them says what is known.
    """
    row = conditions()[condition.name]
    if row.proves_life:
        return LinkState(row.initial_state)
    if condition.strike is not Strike.NONE:
        return _struck(before, when, condition.strike)
    if before.strikes or row.initial_state is State.UNKNOWN:
        return before
    if row.initial_state is not State.FAILING:
        return LinkState(row.initial_state)
    return before if before.state is State.FAILING else LinkState(State.FAILING, 0, when)


def state(history: Sequence[PastCheck]) -> LinkState:
    """The state of a link from all its checks, in any order: `advance` in the order of time."""
    in_time = sorted(history, key=lambda check: check.when)
    return reduce(
        lambda now, check: advance(now, check.when, check.condition), in_time, LinkState()
    )


def _struck(before: LinkState, when: datetime, strike: Strike) -> LinkState:
    """One strike more. The days of a link that is dead already are not wanted any more."""
    if before.state is State.DEAD:
        return replace(before, strikes=before.strikes + 1)
    days = _with_day(before.strike_days, when.astimezone(UTC).date(), strike)
    return LinkState(
        State.DEAD if any(_is_reached(item, days) for item in DEATH_THRESHOLDS) else State.FAILING,
        before.strikes + 1,
        before.since if before.strikes else when,
        days,
    )


def _with_day(days: StrikeDays, day: date, strike: Strike) -> StrikeDays:
    known = dict(days)
    known[day] = min(known.get(day, strike), strike, key=_QUICKEST_FIRST.index)
    return tuple(sorted(known.items()))


def _is_reached(threshold: DeathThreshold, days: StrikeDays) -> bool:
    counted = [day for day, strike in days if strike in threshold.kinds]
    return (
        len(counted) >= threshold.strikes and (counted[-1] - counted[0]).days >= threshold.span_days
    )
