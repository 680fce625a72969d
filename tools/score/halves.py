"""Every set in two halves: *tune* may be looked into while a rule is shaped, *report* only counts.

The half is told by a hash, so that it stays the same on every machine and when a set grows. Pages
of one site fall into one half: they share a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

Rows = Sequence[tuple[str, str]]
"""What a score counts of one half: pairs (what, figure)."""


class Half(StrEnum):
    """The two halves."""

    TUNE = "tune"
    REPORT = "report"


def half_of(name: str) -> Half:
    """The half that a thing of this name (a host, a text) is in."""
    return Half.TUNE if sha256(name.encode()).digest()[0] < 128 else Half.REPORT


def in_halves(items: Iterable[T], name: Callable[[T], str]) -> dict[Half, list[T]]:
    """Both halves in the order of the set; `name` gives what the half is told by."""
    found: dict[Half, list[T]] = {half: [] for half in Half}
    for item in items:
        found[half_of(name(item))].append(item)
    return found


def table(
    title: str, rows: Callable[[Sequence[T]], Rows], halves: Mapping[Half, Sequence[T]]
) -> str:
    """The figures of the halves side by side, one line for each thing that is counted in any."""
    columns = {half: dict(rows(items)) for half, items in halves.items()}
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    widths = {
        half: max(len(half), *(len(column.get(name, "-")) for name in names), 0)
        for half, column in columns.items()
    }
    first = max((len(name) for name in names), default=0)
    lines = [
        f"  {'':{first}}  " + "  ".join(f"{half:{width}}" for half, width in widths.items()),
        *(
            f"  {name:{first}}  "
            + "  ".join(f"{columns[half].get(name, '-'):{width}}" for half, width in widths.items())
            for name in names
        ),
    ]
    return "\n".join([title, *(line.rstrip() for line in lines)])
