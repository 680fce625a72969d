"""Rows that several scenarios have: pace beside the peer, and what one link costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from bench.audits import Audited, middle
from bench.table import Row, not_done, spread

OURS, PEER = "ours", "lychee"
MICROSECONDS = 60.0
"""Of CPU outside of asking: the goal for one link."""


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
            goal=f"<= {MICROSECONDS:.0f} µs",
            met=median(outside) <= MICROSECONDS,
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


def spoilt(title: str, runs: Sequence[Audited], count: int, sample: str) -> Row | None:
    """What is told instead, where one of the runs did not do its work."""
    for run in runs:
        done = run.parts.answers
        if run.cost.late:
            return Row(title, not_done(run.cost.wall, done, count), size=sample, met=False)
        if run.cost.doubt or done < count:
            words = f"ended with code {run.cost.code} at {done:,} of {count:,} links"
            return Row(title, words, size=sample, met=False)
    return None
