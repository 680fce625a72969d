"""Numbers and certainties as an editor reads them."""

from __future__ import annotations

from collections.abc import Sequence

from linkassay.model import Confidence, Level, NotChecked

CONFIDENCE_WORDS = {
    Confidence.CERTAIN: "proof-like",
    Confidence.PROBABLE: "strong",
    Confidence.SUSPECTED: "a hint",
}
"""Design section 1: A proof-like, B strong, C a hint."""

WORST_FIRST = (Level.ERROR, Level.WARNING, Level.NOTE)


MALFORMED = "malformed"
"""The plan's reason for what is no address; it is no link either, and is counted apart."""


def parted(
    not_checked: Sequence[NotChecked],
) -> tuple[tuple[NotChecked, ...], tuple[NotChecked, ...]]:
    """The links that were not checked, and the addresses that nobody can ask."""
    links = tuple(item for item in not_checked if item.reason != MALFORMED)
    return links, tuple(item for item in not_checked if item.reason == MALFORMED)


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 link`, `2 links`, `1,743 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
