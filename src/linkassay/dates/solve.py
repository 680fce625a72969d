"""The solver: which clues must be put aside so that the rest can all be true.

The document's clocks form a chain, `published ≤ modified ≤ rendered ≤ captured`. Every other dated
thing is attached to it as a leaf: an event or a cited page must not be later than its clock.
Each demand a clue makes on a day is a `Bound` with a weight, and the answer is the set of bounds of
least total weight whose removal lets all others hold.

What stands in the text was there when it was written, and is attached to `published`; what a
template put around it may be of the day on which the copy was made, and is attached to `rendered`.

The least weight is found exactly: whatever the days are, each can be moved down to the start of an
interval without breaking anything, so only those days need trying, and along the chain the best
cost up to a day is a running minimum. Tests compare this with brute force over all subsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise
from math import inf

from linkassay.model import Clock, Clue, DaySet

CHAIN = (Clock.PUBLISHED, Clock.MODIFIED, Clock.RENDERED, Clock.CAPTURED)


@dataclass(frozen=True, slots=True)
class Bound:
    """One demand: the day lies in `allowed`.

    `stated` is the same demand without the tolerance. `weight` is what dropping it costs, infinite
    where it may not be dropped. `clues` are the clue it came from and that clue's copies.
    """

    allowed: DaySet
    stated: DaySet
    weight: float
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A day of its own that may not be later than the clock it is attached to."""

    bounds: tuple[Bound, ...]
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Bounds on the chain, and leaves."""

    chain: Mapping[Clock, tuple[Bound, ...]]
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Solution:
    """The bounds to drop, and what all that weighs."""

    dropped: tuple[Bound, ...]
    weight: float


def alternatives(problem: Problem, best: Solution) -> tuple[Solution, ...]:
    """For each thing the best solution drops, the cheapest solution that keeps it.

    Those that would have to drop what may not be dropped are left out.
    """
    found = (solve(_fixing(problem, bound)) for bound in best.dropped)
    return tuple(other for other in found if other.weight < inf)


def remaining(problem: Problem, solution: Solution) -> dict[Clock, DaySet]:
    """Per clock of the chain the days that are left, from the stated bounds that were kept."""
    dropped = set(map(id, solution.dropped))

    def kept(bounds: Iterable[Bound]) -> DaySet:
        left = DaySet()
        for bound in bounds:
            if id(bound) not in dropped:
                narrower = left.intersection(bound.stated)
                left = narrower or left.intersection(bound.allowed)
        return left

    days = {clock: kept(problem.chain.get(clock, ())) for clock in CHAIN}
    for leaf in problem.leaves:
        clock = _attached_to(leaf)
        first = kept(leaf.bounds).earliest
        if first is not None:
            days[clock] = days[clock].intersection(DaySet.since(first)) or days[clock]
    for earlier, later in pairwise(CHAIN):
        first = days[earlier].earliest
        if first is not None:
            days[later] = days[later].intersection(DaySet.since(first)) or days[later]
    for later, earlier in pairwise(reversed(CHAIN)):
        last = days[later].latest
        if last is not None:
            days[earlier] = days[earlier].intersection(DaySet.until(last)) or days[earlier]
    return days


def _attached_to(leaf: Leaf) -> Clock:
    return Clock.RENDERED if leaf.boilerplate else Clock.PUBLISHED


def _fixing(problem: Problem, fixed: Bound) -> Problem:
    def fix(bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
        return tuple(replace(b, weight=inf) if b is fixed else b for b in bounds)

    return replace(
        problem,
        chain={clock: fix(bounds) for clock, bounds in problem.chain.items()},
        leaves=tuple(replace(leaf, bounds=fix(leaf.bounds)) for leaf in problem.leaves),
    )


def solve(problem: Problem) -> Solution:
    """The cheapest way to make all remaining bounds hold at once."""
    days = _days_to_try(problem)
    leaves: dict[Clock, list[_Leaf]] = {clock: [] for clock in CHAIN}
    for leaf in problem.leaves:
        leaves[_attached_to(leaf)].append(_Leaf(leaf.bounds, days))

    best: list[list[tuple[float, int]]] = []
    for clock in CHAIN:
        cost = _costs(problem.chain.get(clock, ()), days)
        for attached in leaves[clock]:
            cost = [one + more[0] for one, more in zip(cost, attached.best, strict=True)]
        if best:
            cost = [one + before[0] for one, before in zip(cost, best[-1], strict=True)]
        best.append(_running_minimum(cost))

    dropped: list[Bound] = []
    weight, at = best[-1][-1]
    for clock, row in reversed(list(zip(CHAIN, best, strict=True))):
        at = row[at][1]
        dropped += _broken(problem.chain.get(clock, ()), days[at])
        for attached in leaves[clock]:
            dropped += _broken(attached.bounds, days[attached.best[at][1]])
    return Solution(tuple(dropped), weight=weight)


class _Leaf:
    """A leaf's cheapest day at or before each day tried."""

    __slots__ = ("best", "bounds")

    def __init__(self, bounds: tuple[Bound, ...], days: Sequence[date]) -> None:
        self.bounds = bounds
        self.best = _running_minimum(_costs(bounds, days))


def _days_to_try(problem: Problem) -> list[date]:
    bounds = [bound for bounds in problem.chain.values() for bound in bounds]
    bounds += [bound for leaf in problem.leaves for bound in leaf.bounds]
    starts = {item.earliest for bound in bounds for item in bound.allowed if item.earliest}
    return sorted(starts | {date.min})


def _costs(bounds: Iterable[Bound], days: Sequence[date]) -> list[float]:
    """What each day tried would cost: the weights of the bounds it breaks.

    Counted as steps up and down, so that it takes one pass however many bounds there are;
    infinite weights are counted apart, since infinity cannot be taken back.
    """
    steps = [0.0] * (len(days) + 1)
    hard = [0] * (len(days) + 1)
    for bound in bounds:
        finite = bound.weight < inf
        for start, end in _gaps(bound.allowed, days):
            if finite:
                steps[start] += bound.weight
                steps[end] -= bound.weight
            else:
                hard[start] += 1
                hard[end] -= 1
    broken = accumulate(hard[:-1])
    weights = accumulate(steps[:-1])
    return [
        inf if count else round(weight, 9) for weight, count in zip(weights, broken, strict=True)
    ]


def _gaps(allowed: DaySet, days: Sequence[date]) -> list[tuple[int, int]]:
    """The index ranges of `days` that lie outside `allowed`."""
    gaps = []
    at = 0
    for item in allowed:
        start = 0 if item.earliest is None else bisect_left(days, item.earliest)
        if at < start:
            gaps.append((at, start))
        at = len(days) if item.latest is None else bisect_right(days, item.latest)
    if at < len(days):
        gaps.append((at, len(days)))
    return gaps


def _running_minimum(costs: Sequence[float]) -> list[tuple[float, int]]:
    """For each index the least cost so far and where it stands (the earliest of equals)."""
    least = (inf, 0)
    row = []
    for at, cost in enumerate(costs):
        if cost < least[0]:
            least = (cost, at)
        row.append(least)
    return row


def _broken(bounds: Iterable[Bound], day: date) -> list[Bound]:
    return [bound for bound in bounds if day not in bound.allowed]
