"""The single clues to a page's date: how often what a source says of `published` holds.

A first day holds where the gold day is not before it, a last day where it is not after it, both
give or take one day. The figures check the confidences that the clues carry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from linkassay.model import Clock, Clue, Group
from score.figures import share
from score.halves import Half, Rows, table
from score.pages import Page

SLACK = timedelta(days=1)


def score(halves: Mapping[Half, Sequence[Page]]) -> str:
    """The table; a source that says the same twice on a page counts once."""
    title = "Sources of `published` (share whose first day, whose last day holds)"
    return table(title, _rows, halves)


def _rows(pages: Sequence[Page]) -> Rows:
    first, last = defaultdict[str, list[bool]](list), defaultdict[str, list[bool]](list)
    for page in pages:
        for name, clue in _sources(page):
            if clue.days.earliest is not None:
                first[name].append(clue.days.earliest - SLACK <= page.day)
            if clue.days.latest is not None:
                last[name].append(page.day <= clue.days.latest + SLACK)
    sides = [("first", first), ("last", last)]
    return [
        (f"{name}, {side}", share(sum(held[name]), len(held[name])))
        for name in sorted(first | last)
        for side, held in sides
        if held[name]
    ]


def _sources(page: Page) -> Iterator[tuple[str, Clue]]:
    seen = set()
    for clue in page.clues:
        name = clue.source if clue.group is Group.METADATA else clue.rule
        key = (name, clue.days)
        if clue.clock is Clock.PUBLISHED and key not in seen:
            seen.add(key)
            yield name, clue
