"""What is to be asked once more in the same run before a link is judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from linkassay.conditions import (
    LOOKALIKES,
    NOT_ASKED,
    PASSING,
    Read,
    looks_like_life,
    proofs_of_life,
)
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    ErrorKind,
    Framing,
    Observation,
    Purpose,
    Strike,
)
from linkassay.tables.conditions import conditions
from linkassay.urls import sibling

MOST_RETRIES = 2
"""So often what may pass by itself is asked again in one run (docs/design.md, States)."""

_DEPENDS_ON_US = frozenset({ConditionName.FORBIDDEN, ConditionName.CLIENT_ERROR})
"""The server may not have liked how we asked."""


@cache
def left_open() -> frozenset[ConditionName]:
    """Seen so, a link may have to be asked once more."""
    named = _DEPENDS_ON_US | PASSING | {ConditionName.RATE_LIMITED, ConditionName.TLS_INVALID}
    strikes = {row.name for row in conditions().values() if row.strike is not Strike.NONE}
    return frozenset(named | strikes)


@cache
def left_unsure() -> frozenset[ConditionName]:
    """Seen so, and not certainly, a link may have to be asked once more."""
    return proofs_of_life() | LOOKALIKES


def further(read: Sequence[Read]) -> Purpose | None:
    """For what purpose a link is asked once more, by all looks at it so far.

    `Purpose.SIBLING` means that not the link is asked but `sibling_of` it.
    """
    look, condition = read[-1]
    if look.observation.error in NOT_ASKED:
        return None
    if _may_pass(look.observation, condition):
        return Purpose.RETRY if _count(read, Purpose.RETRY) < MOST_RETRIES else None
    if looks_like_life(condition):
        return Purpose.SIBLING if condition.confidence is not Confidence.CERTAIN else None
    strikes = condition.strike in (Strike.QUICK, Strike.NORMAL)
    if (strikes or condition.name in _DEPENDS_ON_US) and not _count(read, Purpose.SECOND_LOOK):
        return Purpose.SECOND_LOOK
    return None


def may_be_for(purpose: Purpose, seen: Observation) -> bool:
    """Whether `further` may give a purpose for a link that was last seen so: told at a glance.

    Whole answers of success are most of all. They may look like life, or say who stands before the
    page; of neither anything is learnt but from a sibling.
    """
    succeeded = seen.error is None and seen.status is not None and 200 <= seen.status < 300
    return purpose is Purpose.SIBLING or not succeeded or seen.framing is Framing.CUT


def sibling_of(url: str, day: date) -> str | None:
    """The address beside a link that cannot exist, as it is made up on a day."""
    return sibling(url, day)


def _count(read: Sequence[Read], purpose: Purpose) -> int:
    return sum(look.purpose is purpose for look, _ in read)


def _may_pass(seen: Observation, condition: Condition) -> bool:
    """Errors, time-outs and limits of today, and a page that broke off."""
    if condition.name in PASSING or condition.name is ConditionName.RATE_LIMITED:
        return True
    if seen.error is ErrorKind.TLS_PROTOCOL:
        return True
    return seen.framing is Framing.CUT and condition.name is ConditionName.OK
