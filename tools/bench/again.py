"""The same audit again: when nothing is due, and when all is due and nothing has changed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench import links, nginx, programs, web
from bench.audits import Desk
from bench.rows import spoilt
from bench.sizes import PATIENCE, Size
from bench.table import Row, told

LINKS: Mapping[Size, int] = {Size.QUICK: 5_000, Size.USUAL: 20_000, Size.FULL: 50_000}
SHARE = 0.02
"""Of the first run's CPU: so much may a run take for which nothing is due."""


def main(size: Size) -> None:
    """Print the rows: a first run, one at once after it, and one that asks all again."""
    count = LINKS[size]
    counted = nginx.installed() is not None
    with web.serving(web.HOSTS, counted=counted) as served, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "docs", PATIENCE[size])
        links.write(desk.documents, served.url, count)
        ledger = desk.folder / "kept.db"
        flags = (*programs.own_server(), *programs.workers())
        first = desk.audit(*flags, ledger=ledger)
        told_first = _read(served.log)
        failed = spoilt("again: first run", [first], count, f"{count:,} links")
        if failed is not None:
            print(told(failed), flush=True)
            return
        nothing = desk.audit(*flags, ledger=ledger)
        everything = desk.audit(*flags, "--recheck", "all", ledger=ledger)
        told_all = _read(served.log)[len(told_first) :]
    share = nothing.cost.cpu / first.cost.cpu
    per_link = 1e6 / count
    for row in (
        Row(
            "again: nothing due",
            f"{nothing.cost.wall:.2f} s, CPU {nothing.cost.cpu:.2f} s",
            ratio=f"{share:.1%}",
            goal=f"<= {SHARE:.0%}",
            size=f"{count:,} links; first run {first.cost.wall:.2f} s, CPU {first.cost.cpu:.2f} s",
            met=share <= SHARE,
        ),
        Row(
            "again: ... CPU of a link, ledger grows by",
            f"{nothing.cost.cpu * per_link:.1f} µs",
            size=f"{(nothing.bytes_stored - first.bytes_stored) / count:,.0f} bytes a link",
        ),
        Row(
            "again: all due, nothing changed",
            f"{everything.cost.wall:.2f} s, CPU {everything.cost.cpu:.2f} s",
            ratio=f"{everything.cost.cpu / first.cost.cpu:.0%}",
            size=f"{(everything.bytes_stored - nothing.bytes_stored) / count:,.0f} bytes a link"
            " more in the ledger",
        ),
    ):
        print(told(row))
    if counted:
        for name, lines in (("first run", told_first), ("all due", told_all)):
            print(told(_wire(name, lines, count)), flush=True)


def _read(log: Path | None) -> list[str]:
    """Status, bytes asked and bytes answered of each request; the log is written each second."""
    if log is None:
        return []
    time.sleep(1.5)
    return log.read_text("utf-8").splitlines()


def _wire(name: str, lines: Iterable[str], count: int) -> Row:
    """Bytes of requests and answers, and how many of these said that nothing changed."""
    told = [tuple(map(int, line.split())) for line in lines]
    asked, answered = sum(line[1] for line in told), sum(line[2] for line in told)
    same = sum(line[0] == 304 for line in told)
    return Row(
        f"again: on the wire, {name}",
        f"{asked / count:,.0f} + {answered / count:,.0f} bytes",
        size=f"a link; {len(told):,} requests, {same:,} times 304",
    )
