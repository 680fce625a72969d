"""Counted shares of both halves, as a table of text and as a table of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from score.figures import share
from score.halves import Half, table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tally:
    """So many hits of so many that were counted."""

    hits: int
    of: int

    @staticmethod
    def that(held: Sequence[bool]) -> Tally:
        """The tally of a row of answers."""
        return Tally(sum(held), len(held))

    def __str__(self) -> str:
        return share(self.hits, self.of)


Counted = Sequence[tuple[str, Tally]]
"""What is counted of one half: pairs (what, tally)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One score: what was counted on what.

    `name` is the score's title, `about` says what the set is. `goals` maps a row's name to the
    goal that it stands against; rows that are told only are left out there. `columns` are the rows
    of each half that was counted.
    """

    name: str
    about: str
    columns: Mapping[Half, Counted]
    goals: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return table(self.name, _written, self.columns)

    def names(self) -> list[str]:
        """The rows that any half has, in order."""
        return list(dict.fromkeys(what for rows in self.columns.values() for what, _ in rows))


def scored(
    name: str,
    about: str,
    halves: Mapping[Half, Sequence[T]],
    count: Callable[[Sequence[T]], Counted],
    goals: Mapping[str, str] | None = None,
) -> Scored:
    """Count each half by itself."""
    return Scored(name, about, {half: count(items) for half, items in halves.items()}, goals or {})


def _written(rows: Counted) -> Sequence[tuple[str, str]]:
    return [(what, str(tally)) for what, tally in rows]
