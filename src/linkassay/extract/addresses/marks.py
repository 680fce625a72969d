"""Marks that nobody sees around an address, and where one breaks a host."""

from __future__ import annotations

import re

from linkassay.extract.addresses.characters import ENCLOSING, TURNING, UNSEEN

_HALF = re.compile(rf"[{UNSEEN}{TURNING}]+\w")


def within_marks(text: str, at: int, host_at: int, limit: int) -> int:
    """How far an address could go that begins at `at`, right after a mark of direction.

    Where the mark that closes that one follows, the two stand around the address (UAX #9).
    """
    closing = ENCLOSING.get(text[at - 1 : at])
    end = text.find(closing, host_at, limit) if closing else -1
    return limit if end < 0 else end


def is_half_host(text: str, host_at: int, end: int) -> bool:
    """Whether a name without a dot ends at a mark that nobody sees, and a word goes on there."""
    return "." not in text[host_at:end] and _HALF.match(text, end) is not None
