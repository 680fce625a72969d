"""The profile of one link: microseconds of CPU, and of the clock, by part of the audit."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench import links, programs, web
from bench.audits import Desk
from bench.seams import ASKING, SEAMS, Parts
from bench.sizes import PATIENCE, Size
from bench.table import not_done

LINKS: Mapping[Size, int] = {Size.QUICK: 5_000, Size.USUAL: 20_000, Size.FULL: 50_000}


def main(size: Size) -> None:
    """Print the profile of one audit whose links are asked by one process."""
    count = LINKS[size]
    with web.serving(web.HOSTS) as served, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "docs", PATIENCE[size])
        links.write(desk.documents, served.url, count)
        run = desk.audit(*programs.own_server())
    print(f"One link of {count:,} on {web.HOSTS} hosts, one process that asks, µs by part")
    if run.cost.late:
        print(f"  {not_done(run.cost.wall, run.parts.answers, count)}")
    for line in profile(run.parts, run.parts.answers or count):
        print(line)


def profile(parts: Parts, count: int) -> list[str]:
    """The lines of the profile, in the order of the audit; `rest` has the start-up."""
    names = [*dict.fromkeys(seam.part for seam in SEAMS), *parts.cpu]
    known = [name for name in dict.fromkeys(names) if name in parts.cpu]
    lines = [f"  {'':28} {'CPU':>8} {'clock':>8}"]
    lines += [_line(name, parts.cpu[name], parts.wall[name], count) for name in known]
    outside = sum(seconds for name, seconds in parts.wall.items() if name != ASKING)
    lines.append(_line("all outside of asking", parts.outside, outside, count))
    lines.append(_line("all", sum(parts.cpu.values()), sum(parts.wall.values()), count))
    return lines


def _line(name: str, cpu: float, wall: float, count: int) -> str:
    return f"  {name:28} {cpu / count * 1e6:8.1f} {wall / count * 1e6:8.1f}"
