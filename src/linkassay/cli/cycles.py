"""How often the interpreter looks for objects that only hold each other.

Nearly nothing of ours lies in such a cycle, but for the trees of pages. To look at all that a start
loads costs 25 ms, and 80 more at the end.
"""

from __future__ import annotations

import gc

AT_START = (300_000, 20, 20)
"""New objects, and collections, between two looks (Python 3.11: 700, 10 and 10): more than a start
loads."""

AT_WORK = (20_000, 20, 20)


def start() -> None:
    """Hardly look for any while all is loaded."""
    gc.set_threshold(*AT_START)


def work() -> None:
    """All is loaded: it stays, and is not looked through again. Nothing where `start` was not."""
    if gc.get_threshold() == AT_START:
        gc.freeze()
        gc.set_threshold(*AT_WORK)


def end() -> None:
    """Look for none as the interpreter ends."""
    gc.freeze()
