"""What it costs to start: `--help`, and an offline check of the seed.

Machines differ and are shared, so the CPU of a bare interpreter stands beside, from the same run.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import programs
from bench.measure import Cost, median
from bench.sizes import Size
from bench.table import Row, told

ROOT = Path(__file__).resolve().parents[2]
RUNS: Mapping[Size, int] = {Size.QUICK: 7, Size.USUAL: 15, Size.FULL: 30}
GOAL = 0.2
"""Seconds of CPU for one document of three links."""

BARE, HELP, SEED, PEER = "bare python", "--help", "seed", "lychee"


def seed() -> Path | None:
    """The document of the seed example, else the first plain text in seeds/."""
    places = (ROOT.parent / "shared/seeds", ROOT / "seeds")
    return next((file for place in places for file in sorted(place.glob("*.txt"))), None)


def main(size: Size) -> None:
    """Print the rows."""
    document, runs = seed(), RUNS[size]
    costs = median(_commands(document), runs)
    bare = costs[BARE]
    beside = f"{runs} runs; a bare python takes {bare.cpu * 1000:.0f} ms"
    print(told(Row("start: --help, CPU", _ms(costs[HELP]), size=beside)))
    if SEED in costs:
        spent = costs[SEED]
        peer = _ms(costs[PEER]) if PEER in costs else ""
        title = "seed: one document of 3 links, offline, CPU"
        goal, met = f"<= {GOAL * 1000:.0f} ms", spent.cpu <= GOAL
        memory = f"{runs} runs, {spent.memory:.0f} MiB{spent.doubt}"
        print(told(Row(title, _ms(spent), peer, goal=goal, size=memory, met=met)))


def _commands(document: Path | None) -> Mapping[str, Sequence[str]]:
    ours = [sys.executable, "-m", "linkassay"]
    commands = {BARE: [sys.executable, "-c", "pass"], HELP: [*ours, "--help"]}
    if document is not None:
        commands[SEED] = [*ours, "check", "--offline", str(document)]
        peer = programs.lychee()
        if peer is not None:
            commands[PEER] = [peer, "--offline", "--no-progress", str(document)]
    return commands


def _ms(spent: Cost) -> str:
    return f"{spent.cpu * 1000:.0f} ms"
