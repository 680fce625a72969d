"""From clues to what they demand: the problem the solver is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from linkassay.dates.solve import CHAIN, Bound, Leaf, Problem
from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Group, Interval, Region
from linkassay.tables.clues import clue_rule

HOLDERS_COUNTED = 2
"""An upper bound that is probable wants two different holders; more add little."""

FURTHER_HOLDER = 0.1


@dataclass(frozen=True, slots=True)
class _Fact:
    """One side of a clue's days, with every clue that says the same."""

    stated: DaySet
    allowed: DaySet
    weight: float
    clue: Clue


def build(
    clues: Iterable[Clue], regions: Mapping[str, Region], now: date, tolerance_days: int
) -> Problem:
    """The problem for one document.

    `regions` maps the subject of a cited link to where it is cited; links elsewhere are left out.
    The tolerance widens the first day of every clue and nothing else, so that it is granted once
    between any two clues.
    """
    chain: dict[Clock, list[_Fact]] = {clock: [] for clock in CHAIN}
    events: list[Leaf] = []
    links: dict[str, list[_Fact]] = {}
    for clue in clues:
        if clue.subject != DOCUMENT:
            if clue.clock is Clock.PUBLISHED and clue.subject in regions:
                links.setdefault(clue.subject, []).extend(_facts(clue, tolerance_days))
        elif clue.clock is Clock.EVENT:
            events.append(Leaf(_bounds(_facts(clue, tolerance_days))))
        else:
            chain[clue.clock].extend(_facts(clue, tolerance_days))
    chain[Clock.PUBLISHED] = _holders_tempered(chain[Clock.PUBLISHED])
    chain[Clock.CAPTURED].append(_today(now))
    return Problem(
        chain={clock: _bounds(facts) for clock, facts in chain.items()},
        leaves=(*events, *_link_leaves(links, regions)),
    )


def _facts(clue: Clue, tolerance_days: int) -> list[_Fact]:
    """The sides of a clue: its first day, its last day, and the holes between its intervals."""
    if not clue.days:
        return []
    slack = timedelta(days=tolerance_days)
    facts = []
    first, last = clue.days.earliest, clue.days.latest
    if first is not None:
        facts.append(_Fact(DaySet.since(first), DaySet.since(first - slack), clue.weight, clue))
    if last is not None:
        until = DaySet.until(last)
        facts.append(_Fact(until, until, clue.latest_weight, clue))
    for left, right in pairwise(clue.days):
        if left.latest is None or right.earliest is None:
            continue
        weight = min(clue.weight, clue.latest_weight)
        before, after = Interval(None, left.latest), right.earliest
        facts.append(
            _Fact(
                DaySet.of((before, Interval(after, None))),
                DaySet.of((before, Interval(after - slack, None))),
                weight,
                clue,
            )
        )
    return facts


def _holders_tempered(facts: Iterable[_Fact]) -> list[_Fact]:
    """The ends of two holders' terms count in full, the tightest; those of more hardly.

    A text that looks back names many who were in office once, so their number proves nothing.
    """
    tempered: list[_Fact] = []
    counted: set[str] = set()
    for fact in sorted(facts, key=lambda fact: fact.stated.latest or date.max):
        if fact.clue.group is Group.OFFICE and fact.stated.latest is not None:
            if len(counted | {fact.clue.source}) > HOLDERS_COUNTED:
                fact = replace(fact, weight=fact.weight * FURTHER_HOLDER)
            else:
                counted.add(fact.clue.source)
        tempered.append(fact)
    return tempered


def _bounds(facts: Iterable[_Fact]) -> tuple[Bound, ...]:
    """Copies of one fact become one bound: they do not multiply.

    Facts are copies that one group takes from one source; of what links claim, one group.
    """
    copies: dict[tuple[Group, str, DaySet], list[_Fact]] = {}
    for fact in facts:
        source = fact.clue.source if fact.clue.subject == DOCUMENT else ""
        copies.setdefault((fact.clue.group, source, fact.stated), []).append(fact)
    return tuple(
        Bound(
            allowed=same[0].allowed,
            stated=same[0].stated,
            weight=max(fact.weight for fact in same),
            clues=tuple(fact.clue for fact in same),
        )
        for same in copies.values()
    )


def _link_leaves(links: Mapping[str, list[_Fact]], regions: Mapping[str, Region]) -> Iterable[Leaf]:
    """One leaf for each thing that links claim, boilerplate apart: the same days, the same leaf."""
    claims: dict[tuple[bool, tuple[tuple[Group, DaySet], ...]], list[_Fact]] = {}
    for subject, facts in links.items():
        boilerplate = regions[subject].is_boilerplate
        key = tuple(sorted(((f.clue.group, f.stated) for f in facts), key=repr))
        claims.setdefault((boilerplate, key), []).extend(facts)
    for (boilerplate, _), facts in claims.items():
        yield Leaf(_bounds(facts), boilerplate)


def _today(now: date) -> _Fact:
    """Nothing was captured after the audit: the one fact that cannot be dropped."""
    days = DaySet.until(now)
    clue = clue_rule("audit-day").clue(DOCUMENT, days, "the day of the audit")
    return _Fact(days, days, clue.weight, clue)
