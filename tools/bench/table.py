"""The table that the bench prints: what, ours, the peer's, the ratio, the goal, how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TITLE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One line; what has no meaning in it is empty."""

    title: str
    ours: str = ""
    peer: str = ""
    ratio: str = ""
    goal: str = ""
    size: str = ""
    met: bool | None = None
    """Whether the goal is reached, where it can be told."""


def told(row: Row) -> str:
    """A row as a line."""
    mark = {True: "  met", False: "  MISSED", None: ""}[row.met]
    figures = f"{row.ours:>22} {row.peer:>22} {row.ratio:>8} {row.goal:>10}"
    return f"  {row.title:{TITLE}} {figures}  {row.size}{mark}".rstrip()


HEAD = told(Row("", "ours", "lychee", "ratio", "goal", "sample"))


def spread(values: Sequence[float], unit: str, digits: int = 2) -> str:
    """The median, and the least and the most where there are several: `4.5 s (4.4-4.9)`."""
    from statistics import median

    middle = f"{median(values):,.{digits}f} {unit}"
    if len(values) < 2:
        return middle
    return f"{middle} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"


def not_done(seconds: float, done: int, wanted: int) -> str:
    """What is said of a run that was stopped: how far it came, and what that makes of the whole."""
    told = f"not done in {seconds:.0f} s at {done:,} of {wanted:,} links"
    whole = extrapolated(seconds, done, wanted)
    return told if whole is None else f"{told}: extrapolated {whole:,.0f} s"


def extrapolated(seconds: float, done: int, wanted: int) -> float | None:
    """Seconds for all, as if the rest went like what was done; `None` where nothing was."""
    return seconds * wanted / done if done else None
