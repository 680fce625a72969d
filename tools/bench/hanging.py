"""Hosts that never answer beside hosts that do: whether they hold the others up."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import clocked, links, programs
from bench.children import environment
from bench.clocked import Clocked, Manner, Request
from bench.measure import cost
from bench.sizes import PATIENCE, Size
from bench.table import Row, extrapolated, told

HOSTS: Mapping[Size, int] = {Size.QUICK: 100, Size.USUAL: 500, Size.FULL: 500}
"""Healthy ones, and as many that hang."""
LINKS_OF_A_HOST = 4
GAP = 0.05
GOAL = 1.1
LAST_LINES = 0.3
"""Seconds in which the server writes down that its callers have gone."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Seconds from the first request to the last healthy answer, and how many there were."""

    seconds: float
    answers: int


def main(size: Size) -> None:
    """Print the rows."""
    hosts = HOSTS[size]
    wanted = hosts * LINKS_OF_A_HOST
    sample = f"{hosts} + {hosts} hosts, {wanted:,} healthy links, {wanted + hosts:,} in all"
    commands = {"ours": _ours, "lychee": _theirs} if programs.lychee() else {"ours": _ours}
    for name, command in commands.items():
        alone = _heard(hosts, 0, command, PATIENCE[size])
        both = _heard(hosts, hosts, command, PATIENCE[size])
        print(told(_row(name, alone, both, wanted, sample)), flush=True)


def _row(name: str, alone: Heard, both: Heard, wanted: int, sample: str) -> Row:
    ratio = _whole(both, wanted) / _whole(alone, wanted)
    part = [heard for heard in (alone, both) if heard.answers < wanted]
    if part:
        sample += f"; not done in {part[-1].seconds:.0f} s at {part[-1].answers:,}: extrapolated"
    times = f"{_whole(both, wanted):.2f} s, alone {_whole(alone, wanted):.2f} s"
    ours = name == "ours"
    return Row(
        f"hanging: last healthy answer, {name}",
        times if ours else "",
        "" if ours else times,
        f"{ratio:.2f}",
        f"<= {GOAL}" if ours else "",
        sample,
        ratio <= GOAL and not part if ours else None,
    )


def _whole(heard: Heard, wanted: int) -> float:
    return extrapolated(heard.seconds, heard.answers, wanted) or float("inf")


def _heard(
    healthy: int, hanging: int, command: Callable[[Path], list[str]], patience: float
) -> Heard:
    with _corpus(healthy, hanging) as (folder, served):
        wanted = healthy * LINKS_OF_A_HOST
        cost(
            command(folder),
            environment(),
            patience=patience,
            folder=folder,
            until=lambda: len(_pages(served.requests())) >= wanted,
        )
        time.sleep(LAST_LINES)
        requests = served.requests()
        pages = _pages(requests)
        if len(pages) < wanted:
            return Heard(patience, len(pages))
        first = min(one.begin for one in requests)
        return Heard(max(one.end for one in pages) - first, len(pages))


def _pages(requests: list[Request]) -> list[Request]:
    return [one for one in requests if one.path.startswith(f"/{Manner.PAGE}-")]


@contextmanager
def _corpus(healthy: int, hanging: int) -> Iterator[tuple[Path, Clocked]]:
    """A folder with documents that cite them all, well mixed, and the web."""
    with (
        tempfile.TemporaryDirectory() as made,
        clocked.serving(Path(made), healthy + hanging) as served,
    ):
        chance = random.Random(3)
        cited = [
            served.url(host, host * LINKS_OF_A_HOST + one, Manner.PAGE, chance.uniform(0.03, 0.06))
            for host in range(healthy)
            for one in range(LINKS_OF_A_HOST)
        ]
        cited += [
            served.url(healthy + host, 10**6 + host, Manner.HANGING, 0) for host in range(hanging)
        ]
        chance.shuffle(cited)
        links.write(Path(made) / "docs", cited.__getitem__, len(cited))
        yield Path(made), served


def _ours(folder: Path) -> list[str]:
    return programs.ours(folder / "docs", folder / "audit.db", "--gap", str(GAP))


def _theirs(folder: Path) -> list[str]:
    flags = ("--max-concurrency", "1000", "--max-retries", "0")
    return programs.peer(folder / "docs", *flags, interval="50ms", each=1)
