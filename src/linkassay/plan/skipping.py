"""Why an address is not asked."""

from __future__ import annotations

from datetime import datetime

from linkassay.model import Recheck, SkipReason, State, Target
from linkassay.urls.local import is_relative

ASKED_SCHEMES = ("http://", "https://")

_FAILING = frozenset({State.FAILING, State.FLAPPING, State.DEAD})


def reason_to_skip(
    target: Target,
    *,
    offline: bool,
    recheck: Recheck = Recheck.ALL,
    now: datetime | None = None,
) -> SkipReason | None:
    """Why a target is not asked; `None` where it is.

    `now` is the time of the audit, by which a link is due; without it all are.
    """
    if target.malformed:
        return SkipReason.MALFORMED
    if target.code:
        return SkipReason.CODE
    if not target.url.startswith(ASKED_SCHEMES):
        return SkipReason.PLACE if is_relative(target.url) else SkipReason.SCHEME
    if offline:
        return SkipReason.OFFLINE
    return None if _is_wanted(target, recheck, now) else SkipReason.NOT_DUE


def _is_wanted(target: Target, recheck: Recheck, now: datetime | None) -> bool:
    """A link of which nothing is known is always wanted: there is nothing that still stands."""
    if target.state is State.UNKNOWN:
        return True
    match recheck:
        case Recheck.ALL:
            return True
        case Recheck.FAILING:
            return target.state in _FAILING
        case Recheck.DUE:
            return target.due is None or now is None or now >= target.due
