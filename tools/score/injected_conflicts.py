"""Recall: conflicts that were injected into body links, and which of them are found.

A page without any clue from above to its own date cannot show a conflict; so the share is given of
the pages with such a bound, and of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from score.figures import share
from score.injected_conflict import LEAST, MOST
from score.pages import Page

STEPS = ((LEAST, 364), (365, 1094), (1095, MOST))


def score(pages: Sequence[Page]) -> str:
    """The lines to print."""
    injected = [page.injected for page in pages if page.injected is not None]
    bounded = [item for item in injected if item.bounded]
    explained = Counter(item.explanation or "not seen" for item in bounded)
    seen = sum(item.explanation is not None for item in bounded)
    lines = [
        f"Injected conflicts (one body link moved {LEAST} to {MOST:,} days past its page)",
        f"  page has an upper bound  {share(len(bounded), len(injected))}",
        f"  found, of those          {share(seen, len(bounded))}",
        f"  found, of all            "
        f"{share(sum(item.explanation is not None for item in injected), len(injected))}",
        f"  found, as a warning      {share(sum(item.warned for item in bounded), len(bounded))}",
        "  explained: " + ", ".join(f"{name} {count}" for name, count in explained.most_common()),
    ]
    for low, high in STEPS:
        those = [item for item in bounded if low <= item.days <= high]
        found = sum(item.explanation is not None for item in those)
        lines.append(f"  {low:>5,} to {high:,} days".ljust(27) + share(found, len(those)))
    return "\n".join(lines)
