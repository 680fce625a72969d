"""Recall: conflicts that were planted in body links, and which of them are found.

A page without any clue from above to its own date cannot show a conflict; so the share is given of
the pages with such a bound, and of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from figures import share
from reading import Page
from shift import LEAST, MOST

STEPS = ((LEAST, 364), (365, 1094), (1095, MOST))


def score(pages: Sequence[Page]) -> str:
    """The lines to print."""
    planted = [page.shifted for page in pages if page.shifted is not None]
    bounded = [item for item in planted if item.bounded]
    told = Counter(item.explanation or "not seen" for item in bounded)
    seen = sum(item.explanation is not None for item in bounded)
    lines = [
        f"Planted conflicts (one body link moved {LEAST} to {MOST:,} days past its page)",
        f"  page has an upper bound  {share(len(bounded), len(planted))}",
        f"  found, of those          {share(seen, len(bounded))}",
        f"  found, of all            "
        f"{share(sum(item.explanation is not None for item in planted), len(planted))}",
        f"  found, as a warning      {share(sum(item.warned for item in bounded), len(bounded))}",
        "  explained: " + ", ".join(f"{name} {count}" for name, count in told.most_common()),
    ]
    for low, high in STEPS:
        those = [item for item in bounded if low <= item.days <= high]
        found = sum(item.explanation is not None for item in those)
        lines.append(f"  {low:>5,} to {high:,} days".ljust(27) + share(found, len(those)))
    return "\n".join(lines)
