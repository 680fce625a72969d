"""Numbers and certainties as an editor reads them."""

from __future__ import annotations

from collections.abc import Sequence

from linkassay.model import Certainty, Level

CERTAINTY_WORDS = {
    Certainty.A: "proof-like",
    Certainty.B: "strong",
    Certainty.C: "a hint",
}
"""Design section 1: A proof-like, B strong, C a hint."""

WORST_FIRST = (Level.ERROR, Level.WARNING, Level.NOTE)


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 link`, `2 links`, `1,743 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
