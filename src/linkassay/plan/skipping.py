"""Why an address is not asked."""

from __future__ import annotations

from linkassay.model import SkipReason, Target
from linkassay.urls.local import is_relative

ASKED_SCHEMES = ("http://", "https://")


def reason_to_skip(target: Target, *, offline: bool) -> SkipReason | None:
    """Why a target is not asked; `None` where it is."""
    if target.malformed:
        return SkipReason.MALFORMED
    if target.code:
        return SkipReason.CODE
    if not target.url.startswith(ASKED_SCHEMES):
        return SkipReason.PLACE if is_relative(target.url) else SkipReason.SCHEME
    return SkipReason.OFFLINE if offline else None
