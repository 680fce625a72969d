"""A cluster of two workers beside two processes of one machine, on the same links."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench import links, programs, web
from bench.audits import Audited, Desk, by_turns, middle
from bench.rows import spoilt, whole
from bench.sizes import BUDGET, PATIENCE, ROUNDS, Size
from bench.table import Row, spread, told

LINKS: Mapping[Size, int] = {Size.QUICK: 5_000, Size.USUAL: 50_000, Size.FULL: 50_000}
GOAL = 0.8
TITLE = "cluster of two workers / --workers 2"


def main(size: Size) -> None:
    """Print the row."""
    missing = [name for name in ("--cluster", "--workers") if not programs.offered(name)]
    if missing:
        print(told(Row(TITLE, f"there is no {' and no '.join(missing)}")), flush=True)
        return
    count = LINKS[size]
    with web.serving(web.HOSTS) as served, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "docs", PATIENCE[size])
        links.write(desk.documents, served.url, count)
        flags = programs.own_server()
        makers: dict[str, Callable[[], Audited]] = {
            "cluster": partial(desk.audit, *flags, "--cluster", "local"),
            "workers": partial(desk.audit, *flags, "--workers", "2"),
        }
        made = by_turns(makers, ROUNDS[size], BUDGET[size])
    print(told(_row(made["cluster"], made["workers"], count)), flush=True)


def _row(cluster: list[Audited], workers: list[Audited], count: int) -> Row:
    sample = f"{count:,} links, {len(cluster)} runs, --workers {middle(workers, whole):.2f} s"
    failed = spoilt(TITLE, [*cluster, *workers], count, sample)
    if failed is not None:
        return failed
    ratio = middle(workers, whole) / middle(cluster, whole)
    times = spread([whole(run) for run in cluster], "s")
    return Row(TITLE, times, "", f"{ratio:.2f} x", f">= {GOAL}", sample, ratio >= GOAL)
