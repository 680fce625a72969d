"""The state of a link: all its checks together, never one alone (docs/design.md, States)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import reduce

from linkassay.conditions.kinds import is_recognised
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

FALLS, FLAPPING_DAYS = 2, 30
"""A link that began to fail on so many days within so many days is flapping. Our own choice: once
is an accident that was mended, and within a month a second time is a habit."""

_QUICKEST_FIRST = (Strike.QUICK, Strike.NORMAL, Strike.SLOW)


def advance(before: LinkState, when: datetime, condition: Condition) -> LinkState:
    """The state after one more check, from the state before it alone.

    `when` is aware, and not before any earlier check. Only an answer that `is_recognised` ends a
    row of strikes; any other that looks like life leaves the row as it is. A wall, a limit or a
    trouble of ours neither adds a strike nor ends the row; where there is none, the latest of them
    says what is known.
    """
    row = conditions()[condition.name]
    if row.proves_life and (is_recognised(condition) or not before.strikes):
        return _alive(before, when)
    if condition.strike is not Strike.NONE:
        return _struck(before, when, condition)
    if before.strikes or row.initial_state is State.UNKNOWN:
        return before
    if row.initial_state is not State.FAILING:
        return LinkState(row.initial_state, falls=before.falls)
    if before.state is State.FAILING:
        return before
    return LinkState(State.FAILING, 0, when, falls=before.falls)


def state(history: Sequence[PastCheck]) -> LinkState:
    """The state of a link from all its checks, in any order: `advance` in the order of time."""
    in_time = sorted(history, key=lambda check: check.when)
    return reduce(
        lambda now, check: advance(now, check.when, check.condition), in_time, LinkState()
    )


def _alive(before: LinkState, when: datetime) -> LinkState:
    falls = _recent(before.falls, _day(when))
    return LinkState(State.FLAPPING if _flaps(falls) else State.ALIVE, falls=falls)


def _struck(before: LinkState, when: datetime, condition: Condition) -> LinkState:
    """One strike more. The days of a link that is dead already are not wanted any more."""
    if before.state is State.DEAD:
        return replace(before, strikes=before.strikes + 1)
    today = _day(when)
    days = _with_day(before.strike_days, today, condition.strike)
    falls = _recent(before.falls if before.strikes else (*before.falls, today), today)
    return LinkState(
        _state_of(days, falls),
        before.strikes + 1,
        before.since if before.strikes else when,
        days,
        condition.name,
        falls,
    )


def _state_of(days: StrikeDays, falls: tuple[date, ...]) -> State:
    if any(_is_reached(item, days) for item in DEATH_THRESHOLDS):
        return State.DEAD
    return State.FLAPPING if _flaps(falls) else State.FAILING


def _flaps(falls: tuple[date, ...]) -> bool:
    return len(falls) >= FALLS


def _recent(falls: tuple[date, ...], today: date) -> tuple[date, ...]:
    """The last days of falls, each once, that still count on a day."""
    kept = sorted({day for day in falls if (today - day).days <= FLAPPING_DAYS})
    return tuple(kept[-FALLS:])


def _day(when: datetime) -> date:
    return when.astimezone(UTC).date()


def _with_day(days: StrikeDays, day: date, strike: Strike) -> StrikeDays:
    known = dict(days)
    known[day] = min(known.get(day, strike), strike, key=_QUICKEST_FIRST.index)
    return tuple(sorted(known.items()))


def _is_reached(threshold: DeathThreshold, days: StrikeDays) -> bool:
    counted = [day for day, strike in days if strike in threshold.kinds]
    return (
        len(counted) >= threshold.strikes and (counted[-1] - counted[0]).days >= threshold.span_days
    )
