"""Page dates: what is left of the clock `published`, against the day a person read.

"Day in it" is the share of pages whose gold day is among the days left, "closed" the share with
both a first day and a last day before the audit's; the width is of those.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from linkassay.model import DaySet
from score.data import NOW
from score.figures import share
from score.pages import Page

WAYS = ("all clues", "no metadata", "own address too")


def score(pages: Sequence[Page]) -> str:
    """The table."""
    lines = [f"Page dates ({len(pages)} real pages, days left of `published`)"]
    for way in WAYS:
        lines.append(f"  {way}")
        rows = [(page.day, page.left.get(way, page.left["all clues"])) for page in pages]
        lines += _rows(rows)
    return "\n".join(lines)


def _rows(rows: Sequence[tuple[date, DaySet]]) -> list[str]:
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
        f"    day in it        {share(inside, len(rows))}",
        f"    no day left      {none}/{len(rows)}",
        f"    closed           {share(len(closed), len(rows))}, {width}",
        f"    one day is said  {share(len(exact), len(rows))}",
        f"      and is right   {share(right, len(exact))}; give or take one {near}/{len(exact)}",
    ]
