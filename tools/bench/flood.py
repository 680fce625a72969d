"""Many links on 50 hosts that answer at once: the pace of asking, and of the whole audit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench import links, programs, web
from bench.audits import Audited, Desk, by_turns
from bench.rows import OURS, PEER, asking, costs, pace, spoilt, whole
from bench.sizes import BUDGET, PATIENCE, ROUNDS, Size
from bench.table import Row, told

LINKS: Mapping[Size, int] = {Size.QUICK: 5_000, Size.USUAL: 50_000, Size.FULL: 50_000}

BARE = "ours without page facts"


def main(size: Size) -> None:
    """Print the rows."""
    count = LINKS[size]
    with web.serving(web.HOSTS) as served, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "docs", PATIENCE[size])
        documents = links.write(desk.documents, served.url, count)
        made = by_turns(_makers(desk), ROUNDS[size], BUDGET[size])
    sample = f"{count:,} links, {web.HOSTS} hosts, {documents} documents, {len(made[OURS])} runs"
    for row in _rows(made, count, sample):
        print(told(row), flush=True)


def _makers(desk: Desk) -> dict[str, Callable[[], Audited]]:
    flags = (*programs.own_server(), *programs.workers())
    makers: dict[str, Callable[[], Audited]] = {OURS: partial(desk.audit, *flags, watched=True)}
    if programs.lychee():
        makers[PEER] = partial(desk.peer, watched=True)
    if programs.offered("--no-facts"):
        makers[BARE] = partial(desk.audit, *flags, "--no-facts")
    return makers


def _rows(made: dict[str, list[Audited]], count: int, sample: str) -> list[Row]:
    ours, peers = made[OURS], made.get(PEER, [])
    failed = spoilt("flood: whole audit", ours, count, sample)
    if failed is not None:
        return [failed]
    bare = Row("flood: asking, --no-facts", "there is no such option")
    if BARE in made:
        bare = pace("flood: asking, --no-facts", made[BARE], peers, asking, 1.0)
    return [
        pace("flood: asking", ours, peers, asking, 0.9, sample),
        bare,
        pace("flood: whole audit", ours, peers, whole, 0.6),
        *costs("flood", ours, peers, count),
    ]
