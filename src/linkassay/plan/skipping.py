"""Why an address is not asked."""

from __future__ import annotations

from datetime import datetime

from linkassay.model import Recheck, SkipReason, State, StillStands, Target
from linkassay.urls.local import is_relative

ASKED_SCHEMES = ("http://", "https://")

_FAILING = frozenset({State.FAILING, State.FLAPPING, State.DEAD})
_KNOWN = frozenset(State) - {State.UNKNOWN}
"""A link of which nothing is known is always asked: there is nothing that still stands."""


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
    return SkipReason.NOT_DUE if still_stands(recheck, now).holds(target) else None


def still_stands(recheck: Recheck, now: datetime | None) -> StillStands:
    """Which links need not be asked; `now` is as in `reason_to_skip`."""
    match recheck:
        case Recheck.ALL:
            return StillStands(frozenset())
        case Recheck.FAILING:
            return StillStands(_KNOWN - _FAILING)
        case Recheck.DUE:
            return StillStands(frozenset() if now is None else _KNOWN, now)
