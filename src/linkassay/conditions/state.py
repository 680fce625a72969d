"""The state of a link: all its checks together, never one alone (design section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date

from linkassay.model import LinkState, PastCheck, State, Strike
from linkassay.tables.conditions import conditions


@dataclass(frozen=True, slots=True)
class Patience:
    """How many strikes, on as many different days, spanning at least how many days, mean death.

    DaySet are those of the calendar (UTC), so that a schedule that starts some minutes early counts.
    """

    kinds: frozenset[Strike]
    strikes: int
    span_days: int


PATIENCE = (
    Patience(frozenset({Strike.QUICK}), 2, 2),
    Patience(frozenset({Strike.QUICK, Strike.NORMAL}), 3, 6),
    Patience(frozenset({Strike.QUICK, Strike.NORMAL, Strike.SLOW}), 4, 14),
)
"""Design section 3; a quicker strike also counts where a slower one would."""


def state(history: Sequence[PastCheck]) -> LinkState:
    """The state of a link from all its readings (in any order; times all aware or all naive).

    A success ends a row of strikes. A wall, a limit or a trouble of ours neither adds a strike nor
    ends the row; alone, the latest of them says what is known.
    """
    checks = sorted(history, key=lambda check: check.when)
    strikes: list[PastCheck] = []
    for check in checks:
        if _revives(check):
            strikes.clear()
        elif check.condition.strike is not Strike.NONE:
            strikes.append(check)
    if strikes:
        verdict = State.DEAD if _is_dead(strikes) else State.FAILING
        return LinkState(verdict, len(strikes), strikes[0].when)
    return _without_strikes(checks)


def _without_strikes(checks: Sequence[PastCheck]) -> LinkState:
    looks = [(check.when, _look(check)) for check in checks]
    known = [(when, look) for when, look in looks if look is not State.UNKNOWN]
    if not known:
        return LinkState(State.UNKNOWN)
    latest = known[-1][1]
    if latest is not State.FAILING:
        return LinkState(latest)
    since = known[-1][0]
    for when, look in reversed(known):
        if look is not State.FAILING:
            break
        since = when
    return LinkState(latest, 0, since)


def _is_dead(strikes: Sequence[PastCheck]) -> bool:
    return any(_runs_out(strikes, patience) for patience in PATIENCE)


def _runs_out(strikes: Sequence[PastCheck], patience: Patience) -> bool:
    days = {_day(check) for check in strikes if check.condition.strike in patience.kinds}
    return len(days) >= patience.strikes and (max(days) - min(days)).days >= patience.span_days


def _day(check: PastCheck) -> date:
    when = check.when if check.when.tzinfo is None else check.when.astimezone(UTC)
    return when.date()


def _revives(check: PastCheck) -> bool:
    row = conditions().get(check.condition.name)
    return row is not None and row.revives


def _look(check: PastCheck) -> State:
    """A name that this version does not know (a newer ledger) says nothing."""
    row = conditions().get(check.condition.name)
    return State.UNKNOWN if row is None else row.look
