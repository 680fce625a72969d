"""All links on one host, asked by one process."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench import links, programs, web
from bench.audits import Audited, Desk, by_turns
from bench.rows import OURS, PEER, asking, costs, pace, spoilt, whole
from bench.sizes import BUDGET, PATIENCE, ROUNDS, Size
from bench.table import told

LINKS: Mapping[Size, int] = {Size.QUICK: 5_000, Size.USUAL: 20_000, Size.FULL: 50_000}


def main(size: Size) -> None:
    """Print the rows."""
    count = LINKS[size]
    with web.serving(1) as served, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "docs", PATIENCE[size])
        links.write(desk.documents, served.url, count)
        makers: dict[str, Callable[[], Audited]] = {
            OURS: partial(desk.audit, *programs.own_server(), watched=True)
        }
        if programs.lychee():
            makers[PEER] = partial(desk.peer, watched=True)
        made = by_turns(makers, ROUNDS[size], BUDGET[size])
    sample = f"{count:,} links, {len(made[OURS])} runs"
    ours, peers = made[OURS], made.get(PEER, [])
    failed = spoilt("one host: whole audit", ours, count, sample)
    if failed is not None:
        print(told(failed), flush=True)
        return
    print(told(pace("one host: asking", ours, peers, asking, 0.4, sample)))
    print(told(pace("one host: whole audit", ours, peers, whole, 0.4)))
    for row in costs("one host", ours, peers, count):
        print(told(row), flush=True)
