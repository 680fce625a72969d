"""The solver against brute force: every subset of the bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import inf, isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from linkassay.dates.solve import (
    CHAIN,
    Bound,
    Leaf,
    Problem,
    Solution,
    alternatives,
    remaining,
    solve,
)
from linkassay.model import Clock, DaySet, Interval

FIRST = date(2020, 1, 1)
REACH = 6
CALENDAR = [FIRST + timedelta(days=at) for at in range(-1, REACH + 1)]
"""Every day a bound can name, and one beyond each end for the open ones."""


@st.composite
def day_sets(draw) -> DaySet:
    """One stretch or two, ends open or not; two leave a hole."""
    cuts = sorted(draw(st.sets(st.integers(0, REACH - 1), min_size=1, max_size=4)))
    days = [FIRST + timedelta(days=at) for at in cuts]
    if len(days) < 4:
        first, last = draw(
            st.sampled_from([(days[0], days[-1]), (None, days[-1]), (days[0], None)])
        )
        return DaySet.between(first, last)
    left = Interval(draw(st.sampled_from([None, days[0]])), days[1])
    right = Interval(days[2], draw(st.sampled_from([None, days[3]])))
    return DaySet.of((left, right))


weights = st.sampled_from([0.25, 0.5, 0.5, 0.75, 1.0])


@st.composite
def bounds(draw, most: int, *, hard: bool = True) -> tuple[Bound, ...]:
    weighing = st.one_of(weights, st.just(inf)) if hard else weights
    return tuple(
        Bound(days, days, draw(weighing), ()) for days in draw(st.lists(day_sets(), max_size=most))
    )


@st.composite
def problems(draw, *, hard: bool = True) -> Problem:
    """At most nine bounds: four clocks, up to two leaves, boilerplate or not."""
    chain = {clock: draw(bounds(1, hard=hard)) for clock in CHAIN}
    chain[Clock.PUBLISHED] += draw(bounds(2, hard=hard))
    leaves = draw(
        st.lists(
            st.builds(Leaf, bounds=bounds(2, hard=hard), boilerplate=st.booleans()), max_size=2
        )
    )
    return Problem(chain, tuple(leaves))


def every_bound(problem: Problem) -> list[Bound]:
    return [bound for clock in CHAIN for bound in problem.chain.get(clock, ())] + [
        bound for leaf in problem.leaves for bound in leaf.bounds
    ]


def feasible(problem: Problem, dropped: Iterable[Bound]) -> bool:
    """Whether days exist for all clocks and leaves. The earliest choice is always the best one."""
    out = set(map(id, dropped))

    def first_day(kept: Sequence[Bound], not_before: date) -> date | None:
        asked = [bound for bound in kept if id(bound) not in out]
        return next(
            (d for d in CALENDAR if d >= not_before and all(d in b.allowed for b in asked)), None
        )

    reached: date | None = CALENDAR[0]
    for clock in CHAIN:
        for leaf in problem.leaves:
            attached_to = Clock.RENDERED if leaf.boilerplate else Clock.PUBLISHED
            if attached_to is clock:
                day = first_day(leaf.bounds, CALENDAR[0])
                if day is None:
                    return False
                reached = max(reached, day)
        reached = first_day(problem.chain.get(clock, ()), reached)
        if reached is None:
            return False
    return True


def ways(problem: Problem) -> Iterator[tuple[float, tuple[Bound, ...]]]:
    """Every way to make the rest hold: weight, bounds dropped."""
    choice = every_bound(problem)
    for size in range(len(choice) + 1):
        for dropped in combinations(choice, size):
            if feasible(problem, dropped):
                yield sum(b.weight for b in dropped), dropped


def same(one: float, other: float) -> bool:
    return one == other or isclose(one, other, abs_tol=1e-6)


@settings(max_examples=150)
@given(problems())
def test_the_weight_is_the_least_of_all_ways(problem):
    assert same(solve(problem).weight, min(weight for weight, _ in ways(problem)))


@settings(max_examples=300)
@given(problems())
def test_what_is_kept_holds_and_nothing_is_dropped_for_nothing(problem):
    best = solve(problem)
    if best.weight == inf:
        return
    assert feasible(problem, best.dropped)
    for spared in best.dropped:
        fewer = [bound for bound in best.dropped if bound is not spared]
        assert not feasible(problem, fewer)
    assert same(best.weight, sum(b.weight for b in best.dropped))


@settings(max_examples=100)
@given(problems())
def test_each_other_is_the_cheapest_way_to_keep_what_the_best_drops(problem):
    best = solve(problem)
    if best.weight in (0, inf):
        return
    possible = list(ways(problem))
    costs = [
        min(weight for weight, dropped in possible if not any(b is kept for b in dropped))
        for kept in best.dropped
        if any(not any(b is kept for b in dropped) for _, dropped in possible)
    ]
    found = alternatives(problem, best)
    assert len(found) == len([cost for cost in costs if cost < inf])
    for other, cost in zip(found, (cost for cost in costs if cost < inf), strict=True):
        assert same(other.weight, cost)
        assert other.weight >= best.weight or same(other.weight, best.weight)
        assert feasible(problem, other.dropped)


@settings(max_examples=200)
@given(problems())
def test_what_remains_is_in_order_and_obeys_the_kept_bounds(problem):
    best = solve(problem)
    if best.weight == inf:
        return
    left = remaining(problem, best)
    out = set(map(id, best.dropped))
    for clock in CHAIN:
        assert left[clock]
        for bound in problem.chain[clock]:
            if id(bound) not in out:
                assert left[clock].intersection(bound.stated) == left[clock]
    for earlier, later in pairwise(CHAIN):
        if (first := left[earlier].earliest) is not None:
            assert left[later].earliest is not None
            assert left[later].earliest >= first


def test_no_bounds_cost_nothing():
    assert solve(Problem({})) == Solution((), weight=0)


def test_boilerplate_may_be_newer_and_says_nothing_of_the_text():
    old = Bound(DaySet.until(date(2019, 1, 1)), DaySet.until(date(2019, 1, 1)), 0.9, ())
    new = Bound(DaySet.since(date(2025, 1, 1)), DaySet.since(date(2025, 1, 1)), 0.97, ())
    in_body = Problem({Clock.PUBLISHED: (old,)}, (Leaf((new,)),))
    around_it = Problem({}, (Leaf((new,), boilerplate=True),))
    assert solve(in_body).dropped == (old,)
    assert solve(around_it) == Solution((), weight=0)
    left = remaining(around_it, solve(around_it))
    assert left[Clock.PUBLISHED].earliest is None
    assert left[Clock.RENDERED].earliest == date(2025, 1, 1)


def test_a_hard_contradiction_is_told_by_its_weight():
    never = (
        Bound(DaySet.until(date(2019, 1, 1)), DaySet.until(date(2019, 1, 1)), inf, ()),
        Bound(DaySet.since(date(2020, 1, 1)), DaySet.since(date(2020, 1, 1)), inf, ()),
    )
    assert solve(Problem({Clock.PUBLISHED: never})).weight == inf
