"""Several looks at a link in one run, weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkassay.conditions.kinds import is_recognised, proofs_of_life
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    ErrorKind,
    Look,
    Purpose,
    State,
    Strike,
)
from linkassay.tables.conditions import conditions

Read = tuple[Look, Condition]
"""A look, and how it is read alone."""

OF_ITS_HOST = frozenset({ErrorKind.HOST_PAUSED})
"""So ends a look at a link of a host that failed again and again in the same run."""


def weighed(read: Sequence[Read]) -> Condition:
    """The condition that all looks at a link come to; there is at least one.

    Of looks that say the same, and of those that failed by what passes by itself, the last one that
    taught anything counts. Where one look found nothing there and another, made in another way,
    found something, the answer depends on who asks.
    """
    told = [item for item in read if not _taught_nothing(item[1])]
    if not told:
        return read[-1][1]
    lives = [condition for _, condition in told if condition.name in proofs_of_life()]
    absent = next((condition for _, condition in told if _is_absent(condition)), None)
    if absent is None:
        return _best(lives) if lives else told[-1][1]
    others = [item for item in told if not _is_absent(item[1])]
    if any(look.purpose is Purpose.SECOND_LOOK for look, _ in others):
        return _of_two_minds(absent, others)
    return _best(lives) if lives else _agreed([condition for _, condition in told])


def _agreed(told: Sequence[Condition]) -> Condition:
    """The last of failing looks; two that say alike that there is nothing leave no doubt."""
    last = told[-1]
    alike = sum(item.name is last.name for item in told) > 1
    sure = alike and _is_absent(last) and last.confidence is Confidence.PROBABLE
    return replace(last, confidence=Confidence.CERTAIN) if sure else last


def is_confirmed(read: Sequence[Read]) -> bool:
    """Whether more than one look of the run, or the failing of the whole host, speaks for it."""
    taught = sum(not _taught_nothing(condition) for _, condition in read)
    return taught > 1 or any(look.observation.error in OF_ITS_HOST for look, _ in read)


def _taught_nothing(condition: Condition) -> bool:
    return conditions()[condition.name].initial_state is State.UNKNOWN


def _is_absent(condition: Condition) -> bool:
    """Whether somebody who was there says that there is nothing."""
    return condition.strike in (Strike.QUICK, Strike.NORMAL)


def _best(lives: Sequence[Condition]) -> Condition:
    return next((item for item in reversed(lives) if is_recognised(item)), lives[-1])


def _of_two_minds(absent: Condition, others: Sequence[Read]) -> Condition:
    """One look found nothing there. Another failure leaves the slower of both strikes."""
    other = others[-1][1]
    if other.strike is not Strike.NONE:
        return other
    name = ConditionName.CLIENT_DEPENDENT
    reason = f"{absent.reason}, and, asked in another way, {other.reason}"
    return replace(other, name=name, confidence=Confidence.PROBABLE, reason=reason)
