"""Hosts as they are on the web: few with many links, slow and fast ones, 8 of 100 answers faults.

What counts is the time against the bound that manners set. The time ends with the last address that
is asked for the first time; what is asked once more waits on purpose, and is told beside it.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import clocked, gaps, links, programs
from bench.audits import Audited, Desk
from bench.clocked import Clocked, Manner, Request
from bench.sizes import PATIENCE, Size
from bench.table import Row, told

HOSTS = 400
MOST: Mapping[Size, int] = {Size.QUICK: 20, Size.USUAL: 40, Size.FULL: 150}
"""Links of the first host; the n-th has an n-th of them (Zipf's law), and at least one."""
FASTEST, SLOWEST = 0.03, 0.6
GAP = 0.05
GOAL = 1.05
FAULTS: Mapping[Manner, float] = {Manner.LOST: 0.03, Manner.BROKEN: 0.02, Manner.CUT: 0.03}


def main(size: Size) -> None:
    """Print the rows: links grouped by host and shuffled, ours and the peer's."""
    for order in ("grouped", "shuffled"):
        for program in ("ours", "lychee"):
            if program == "ours" or programs.lychee():
                print(told(_measured(size, order, program)), flush=True)


def _measured(size: Size, order: str, program: str) -> Row:
    with (
        tempfile.TemporaryDirectory() as made,
        clocked.serving(Path(made), HOSTS) as served,
    ):
        folder = Path(made)
        cited = addresses(served, MOST[size])
        if order == "shuffled":
            random.Random(2).shuffle(cited)
        desk = Desk(folder, folder / "docs", PATIENCE[size])
        links.write(desk.documents, cited.__getitem__, len(cited))
        if program == "ours":
            run = desk.audit("--gap", str(GAP))
        else:
            run = desk.peer(
                "--max-concurrency", "1000", "--max-retries", "0", interval="50ms", each=1
            )
        requests = served.requests()
    row = our_row if program == "ours" else their_row
    return row(f"field, {order}", requests, len(cited), run)


def addresses(served: Clocked, most: int) -> list[str]:
    """What is cited, host by host, the same whenever it is made."""
    chance = random.Random(1)
    found: list[str] = []
    for host in range(HOSTS):
        pace = FASTEST * (SLOWEST / FASTEST) ** chance.random()
        for _ in range(max(1, most // (host + 1))):
            seconds = pace * chance.uniform(0.8, 1.2)
            manner = _manner(chance.random())
            found.append(served.url(host, len(found), manner, seconds))
    return found


def _manner(share: float) -> Manner:
    for manner, part in FAULTS.items():
        if share < part:
            return manner
        share -= part
    return Manner.PAGE


def our_row(title: str, requests: Sequence[Request], count: int, run: Audited) -> Row:
    """Our time against the bound of our manners, and the gaps that were too short."""
    first = gaps.first_asking(requests)
    spent, bound = gaps.lasted(first), gaps.bound(first, GAP)
    short = gaps.short(requests, GAP)
    again = len(requests) - len(first)
    late = f", stopped after {run.cost.wall:.0f} s" if run.cost.late else ""
    asked = len({(one.host, one.path) for one in requests if one.path != "/robots.txt"})
    return Row(
        f"{title}: ours / own bound",
        f"{spent:.2f} s / {bound:.2f} s",
        "",
        f"{spent / bound:.2f}",
        f"<= {GOAL}",
        f"{asked:,} of {count:,} links, {HOSTS} hosts,"
        f" {short} gaps short, {again} asked again{late}",
        spent / bound <= GOAL and short == 0 and not run.cost.late,
    )


def their_row(title: str, requests: Sequence[Request], count: int, run: Audited) -> Row:
    """The peer's time against the bound of its own pause, which counts from start to start."""
    spent, bound = gaps.lasted(requests), gaps.bound_by_starts(requests, GAP)
    late = f", stopped after {run.cost.wall:.0f} s" if run.cost.late else ""
    return Row(
        f"{title}: lychee / its own bound",
        "",
        f"{spent:.2f} s / {bound:.2f} s",
        f"{spent / bound:.2f}",
        size=f"{len(requests):,} requests for {count:,} links, {gaps.short(requests, GAP)} pauses"
        f" shorter than {GAP * 1000:.0f} ms from the end of an answer{late}",
    )
