"""Recall: conflicts that were injected into body links, and which of them are found.

A page without any clue from above to its own date cannot show a conflict; so the share is given of
the pages with such a bound, and of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from score.figures import share
from score.halves import Half, Rows, table
from score.injected_conflict import LEAST, MOST, InjectedConflict
from score.pages import Page

STEPS = ((LEAST, 364), (365, 1094), (1095, MOST))


def score(halves: Mapping[Half, Sequence[Page]]) -> str:
    """The table."""
    title = f"Injected conflicts (one body link moved {LEAST} to {MOST:,} days past its page)"
    return table(title, _rows, halves)


def _rows(pages: Sequence[Page]) -> Rows:
    injected = [page.injected for page in pages if page.injected is not None]
    bounded = [item for item in injected if item.bounded]
    explained = Counter(item.explanation or "not seen" for item in bounded)
    return [
        ("page has an upper bound", share(len(bounded), len(injected))),
        ("found, of those", _found(bounded)),
        ("found, of all", _found(injected)),
        ("found, as a warning", share(sum(item.warned for item in bounded), len(bounded))),
        *((f"explained: {name}", str(count)) for name, count in explained.most_common()),
        *(
            (f"{low:,} to {high:,} days",
             _found([item for item in bounded if low <= item.days <= high]))
            for low, high in STEPS
        ),
    ]  # fmt: skip


def _found(injected: Sequence[InjectedConflict]) -> str:
    return share(sum(item.explanation is not None for item in injected), len(injected))
