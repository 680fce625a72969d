"""A second link to a host that was asked already: what is lost beyond the gap that manners demand.

The gap is below the one from which it is made longer at random, so that nothing of that is counted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from bench import clocked, gaps, links
from bench.audits import Desk
from bench.clocked import Manner
from bench.sizes import PATIENCE, Size
from bench.table import Row, told

HOSTS: Mapping[Size, int] = {Size.QUICK: 5, Size.USUAL: 20, Size.FULL: 100}
LINKS_OF_A_HOST = 2
ANSWER, GAP = 0.05, 0.5
GOAL = 0.02
"""Seconds that may be lost: the 2 ms that are added to a gap, and a busy machine."""


def main(size: Size) -> None:
    """Print the row."""
    hosts = HOSTS[size]
    with (
        tempfile.TemporaryDirectory() as made,
        clocked.serving(Path(made), hosts) as served,
    ):
        desk = Desk(Path(made), Path(made) / "docs", PATIENCE[size])
        count = hosts * LINKS_OF_A_HOST
        links.write(
            desk.documents,
            lambda number: served.url(number % hosts, number, Manner.PAGE, ANSWER),
            count,
        )
        desk.audit("--gap", str(GAP))
        requests = served.requests()
    lost = gaps.lost(requests, GAP)
    spent, bound = gaps.lasted(requests), gaps.bound(requests, GAP)
    print(
        told(
            Row(
                "second link of a host: lost at each gap",
                f"{median(lost) * 1000:.1f} ms, most {max(lost) * 1000:.1f} ms",
                ratio=f"{spent / bound:.3f}",
                goal=f"<= {GOAL * 1000:.0f} ms",
                size=f"{hosts} hosts, robots.txt and {LINKS_OF_A_HOST} links each, gap {GAP} s:"
                f" {spent:.2f} s, bound {bound:.2f} s",
                met=max(lost) <= GOAL,
            )
        ),
        flush=True,
    )
