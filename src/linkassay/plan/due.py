"""When a link is to be asked again: by how it stands, and by what it answered last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from linkassay.conditions import PASSING
from linkassay.dates import seconds_asked
from linkassay.model import Condition, ConditionName, LinkState, State, Strike
from linkassay.tables.recheck import Wait, WaitRow, waits

NEW_FOR = timedelta(days=30)
"""So long after it was first seen a link counts as new."""
DEAD_FOR = timedelta(days=730)
"""After so long a dead link is asked still less often."""

_DAY = timedelta(days=1)
_WALLED = frozenset(
    {ConditionName.BOT_BLOCKED, ConditionName.AUTH_REQUIRED, ConditionName.ROBOTS_DISALLOWED}
)


@dataclass(frozen=True, slots=True)
class LastCheck:
    """What the time of the next check follows from.

    `when` is that of the check that led to `state` and was read as `condition`; `first_seen` that
    of the first check ever. `asked_to_wait` is what the answer itself named, `waited` how long the
    link had been left alone before, if it was rate-limited then too.
    """

    url: str
    when: datetime
    state: LinkState
    condition: Condition
    first_seen: datetime
    asked_to_wait: timedelta = timedelta()
    waited: timedelta = timedelta()


def due(check: LastCheck) -> datetime | None:
    """From when on a link is to be asked again; `None`: at once.

    A day's beginning (UTC), so that a schedule that starts some minutes earlier than the last time
    meets it; but never before the moment that a host asked to wait for.
    """
    wait = wait_of(check)
    if wait is None:
        return None
    row, when = waits()[wait], check.when.astimezone(UTC)
    if row.most_days is not None:
        least = max(timedelta(days=row.days), check.asked_to_wait, 2 * check.waited)
        return when + min(least, timedelta(days=row.most_days))
    span = timedelta(days=row.days) * _share(check.url, row)
    return max(_day_of(when + span), _day_of(when) + _DAY)


def wait_of(check: LastCheck) -> Wait | None:
    """By what a link waits; `None` where nothing is known of it."""
    if check.condition.name is ConditionName.RATE_LIMITED:
        return Wait.RATE_LIMITED
    match check.state.state:
        case State.UNKNOWN:
            return None
        case State.ALIVE:
            return Wait.NEW if check.when < check.first_seen + NEW_FOR else Wait.ALIVE
        case State.FAILING | State.FLAPPING:
            return Wait.FAILING_SOON_TOLD if _is_soon_told(check) else Wait.FAILING
        case State.UNVERIFIABLE:
            return Wait.WALLED if check.condition.name in _WALLED else Wait.UNVERIFIABLE
        case State.DEAD:
            since = check.state.since or check.when
            return Wait.LONG_DEAD if check.when >= since + DEAD_FOR else Wait.DEAD


def asked_to_wait(header: str | None, when: datetime) -> timedelta:
    """How long a `Retry-After` asks to wait from `when` on, in either form (RFC 9110 10.2.3).

    Nothing where it asks for nothing, or for what has passed.
    """
    return timedelta(seconds=seconds_asked(header, when) or 0.0)


def _is_soon_told(check: LastCheck) -> bool:
    days = check.state.strike_days
    kind = days[-1][1] if days else check.condition.strike
    return kind in (Strike.QUICK, Strike.SLOW) or check.state.cause in PASSING


def _share(url: str, row: WaitRow) -> float:
    """By how much one link waits more or less than others: always the same for one address."""
    place = int.from_bytes(sha256(url.encode("utf-8", "replace")).digest()[:8]) / 2**64
    return 1 - row.earlier + place * (row.earlier + row.later)


def _day_of(when: datetime) -> datetime:
    return when.replace(hour=0, minute=0, second=0, microsecond=0)
