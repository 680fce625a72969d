"""Memory of all processes together, for two numbers of links in 100 documents."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench import links, programs, web
from bench.audits import Audited, Desk
from bench.sizes import PATIENCE, Size
from bench.table import Row, not_done, told

DOCUMENTS = 100
LINKS: Mapping[Size, tuple[int, int]] = {
    Size.QUICK: (5_000, 20_000),
    Size.USUAL: (20_000, 100_000),
    Size.FULL: (1_000_000, 10_000_000),
}
GOAL = 200.0
"""MiB."""


def main(size: Size) -> None:
    """Print a row for each number, and what a link more costs."""
    runs = []
    for count in LINKS[size]:
        run = _run(count, size)
        runs.append((count, run))
        print(told(_row(count, run)), flush=True)
    (few, small), (many, large) = runs
    grown = (large.cost.memory - small.cost.memory) * 1024 * 1024 / (many - few)
    at_a_million = large.cost.memory + max(grown, 0.0) * (1_000_000 - many) / 1024 / 1024
    size_of_million = "" if many >= 1_000_000 else f"extrapolated to 1 M: {at_a_million:,.0f} MiB"
    print(told(Row("memory: a link more", f"{grown:,.0f} bytes", size=size_of_million)))


def _run(count: int, size: Size) -> Audited:
    with web.serving(web.HOSTS) as served, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "docs", PATIENCE[size])
        links.write(desk.documents, served.url, count, count // DOCUMENTS)
        return desk.audit(*programs.own_server(), *programs.workers(), watched=True)


def _row(count: int, run: Audited) -> Row:
    late = not_done(run.cost.wall, run.parts.answers, count) if run.cost.late else ""
    return Row(
        f"memory: {count:,} links, all processes (PSS)",
        f"{run.cost.memory:,.0f} MiB",
        goal=f"<= {GOAL:.0f} MiB",
        size=late
        or f"{DOCUMENTS} documents, {run.cost.wall:.0f} s,"
        f" {run.cost.cpu / count * 1e6:,.0f} µs of CPU a link,"
        f" ledger {run.bytes_stored / count:,.0f} bytes a link",
        met=run.cost.memory <= GOAL if not late else None,
    )
