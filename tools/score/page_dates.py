"""Page dates: what is left of the clock `published`, against the day a person read.

"Day in it" is the share of pages whose gold day is among the days left, "closed" the share with
both a first day and a last day before the audit's; the width is of those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from linkassay.model import DaySet
from score.data import NOW
from score.figures import share
from score.halves import Half, Rows, table
from score.pages import Page

WAYS = ("all clues", "no metadata", "own address too")


def score(halves: Mapping[Half, Sequence[Page]]) -> str:
    """The table."""
    return table("Page dates (real pages, days left of `published`)", _of_ways, halves)


def _of_ways(pages: Sequence[Page]) -> Rows:
    rows = [("pages", str(len(pages)))]
    for way in WAYS:
        left = [(page.day, page.left.get(way, page.left["all clues"])) for page in pages]
        rows += [(f"{way}: {what}", figure) for what, figure in _rows(left)]
    return rows


def _rows(rows: Sequence[tuple[date, DaySet]]) -> Rows:
    today = NOW.date()
    closed = [
        (last - first).days + 1
        for _, left in rows
        if (first := left.earliest) and (last := left.latest) and last < today
    ]
    said = [(day, left.earliest) for day, left in rows if left.earliest == left.latest != today]
    exact = [(day, only) for day, only in said if only is not None]
    right = sum(day == only for day, only in exact)
    near = sum(abs(day - only) <= timedelta(days=1) for day, only in exact)
    inside = sum(day in left for day, left in rows)
    none = sum(not left for _, left in rows)
    width = f"median {median(closed):.0f} days" if closed else "none"
    return [
        ("day in it", share(inside, len(rows))),
        ("no day left", f"{none}/{len(rows)}"),
        ("closed", f"{share(len(closed), len(rows))}, {width}"),
        ("one day is said", share(len(exact), len(rows))),
        ("  and is right", share(right, len(exact))),
        ("  give or take one", share(near, len(exact))),
    ]
