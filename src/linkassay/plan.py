"""Whom to ask.

Takes: what is cited, whether the run is offline. Gives: why an address is not asked, or nothing.
Never: asks, reads a clock, or knows what an answer means.
"""

from __future__ import annotations

from linkassay.model import SkipReason, Target

ASKED_SCHEMES = ("http://", "https://")


def reason_to_skip(target: Target, *, offline: bool) -> SkipReason | None:
    """Why a target is not asked; `None` where it is."""
    if target.malformed:
        return SkipReason.MALFORMED
    if target.code:
        return SkipReason.CODE
    if not target.url.startswith(ASKED_SCHEMES):
        return SkipReason.SCHEME
    return SkipReason.OFFLINE if offline else None
