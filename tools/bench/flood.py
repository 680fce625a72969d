"""Many links on 50 hosts that answer at once: the pace of asking, and of the whole audit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from bench import links, programs, web
from bench.audits import Audited, Desk, by_turns, middle
from bench.sizes import BUDGET, PATIENCE, ROUNDS, Size
from bench.table import Row, not_done, spread, told

LINKS: Mapping[Size, int] = {Size.QUICK: 5_000, Size.USUAL: 50_000, Size.FULL: 50_000}
HOSTS = 50
WORKERS = 2

OURS, BARE, PEER = "ours", "ours without page facts", "lychee"


def main(size: Size) -> None:
    """Print the rows."""
    count = LINKS[size]
    with web.serving(HOSTS) as served, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "docs", PATIENCE[size])
        documents = links.write(desk.documents, served.url, count)
        made = by_turns(_makers(desk), ROUNDS[size], BUDGET[size])
    sample = f"{count:,} links, {HOSTS} hosts, {documents} documents, {len(made[OURS])} runs"
    for row in _rows(made, count, sample):
        print(told(row), flush=True)


def _makers(desk: Desk) -> dict[str, Callable[[], Audited]]:
    flags = (*programs.own_server(), *programs.workers(WORKERS))
    makers: dict[str, Callable[[], Audited]] = {OURS: partial(desk.audit, *flags, watched=True)}
    if programs.lychee():
        makers[PEER] = partial(desk.peer, watched=True)
    if programs.offered("--no-facts"):
        makers[BARE] = partial(desk.audit, *flags, "--no-facts")
    return makers


def _rows(made: dict[str, list[Audited]], count: int, sample: str) -> list[Row]:
    late = [run for run in made[OURS] if run.cost.late]
    if late:
        told = not_done(late[0].cost.wall, late[0].parts.answers, count)
        return [Row("flood: whole audit", told, size=sample, met=False)]
    ours, peers = made[OURS], made.get(PEER, [])
    rows = [pace("flood: asking", ours, peers, asking, 0.9, sample)]
    if BARE in made:
        rows.append(pace("flood: asking, --no-facts", made[BARE], peers, asking, 1.0))
    else:
        rows.append(Row("flood: asking, --no-facts", "there is no such option"))
    rows.append(pace("flood: whole audit", ours, peers, whole, 0.6))
    return [*rows, *costs("flood", ours, peers, count)]


def asking(run: Audited) -> float:
    """Seconds from the beginning of the asking to the last answer stored."""
    return run.parts.asking


def whole(run: Audited) -> float:
    """Seconds from the start to the end."""
    return run.cost.wall


def pace(
    title: str,
    ours: Sequence[Audited],
    peers: Sequence[Audited],
    figure: Callable[[Audited], float],
    goal: float,
    sample: str = "",
) -> Row:
    """How fast we are beside the peer's whole run: 1.0 is as fast, 0.5 takes twice as long."""
    mine = [figure(run) for run in ours]
    theirs = [run.cost.wall for run in peers]
    if not theirs:
        return Row(title, spread(mine, "s"), "none here", goal=f">= {goal}", size=sample)
    ratio = middle(list(peers), whole) / middle(list(ours), figure)
    return Row(
        title, spread(mine, "s"), spread(theirs, "s"), f"{ratio:.2f} x", f">= {goal}", sample,
        ratio >= goal,
    )  # fmt: skip


def costs(name: str, ours: list[Audited], peers: list[Audited], count: int) -> list[Row]:
    """CPU of a link, whole and outside of asking, and the memory of all processes together."""
    per_link = 1e6 / count
    outside = [run.parts.outside * per_link for run in ours]
    theirs = [run.cost.cpu * per_link for run in peers]
    return [
        Row(
            f"{name}: CPU of a link, all processes",
            spread([run.cost.cpu * per_link for run in ours], "µs", 0),
            spread(theirs, "µs", 0) if theirs else "",
        ),
        Row(
            f"{name}: CPU of a link outside of asking",
            spread(outside, "µs", 0),
            goal="<= 60 µs",
            met=sorted(outside)[len(outside) // 2] <= 60,
        ),
        Row(
            f"{name}: memory of all processes (PSS)",
            f"{max(run.cost.memory for run in ours):,.0f} MiB",
            f"{max(run.cost.memory for run in peers):,.0f} MiB" if peers else "",
        ),
        Row(
            f"{name}: ledger, bytes of a link",
            f"{middle(ours, lambda run: run.bytes_stored / count):,.0f}",
        ),
    ]
