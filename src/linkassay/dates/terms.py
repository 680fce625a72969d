"""The one bound from above that a text gives without stating its day: two terms of office.

People are called by titles that they once had, so the end of a term alone proves nothing. Later
holders cannot be named before they hold the office, though: only the one who took office last can
show until when a text may have been written, and only if another office agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from linkassay.model import Clue, DaySet, Group, Interval

FULL_NAME = "office-holder"
FAMILY_NAME = "office-family-name"
FORMER = "office-former"
YEAR_NAMED = "year-named"
"""Rules of `tables/clues.toml`. One more, `office-retold`, shows who came later, and no more."""


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The last day that two holders of offices allow.

    `witness` took office last of all that the text names; `second` is a contemporary in another
    office.
    """

    day: date
    witness: Clue
    second: Clue


@dataclass(frozen=True, slots=True)
class _Holding:
    """One clue read as who held what: `people` and `offices` are several where it is open."""

    clue: Clue
    people: frozenset[str]
    offices: frozenset[str]

    @property
    def family(self) -> str:
        return next(iter(self.people)).rpartition(" ")[2].lower()

    @property
    def start(self) -> date:
        return self.clue.days.earliest or date.min

    @property
    def proves(self) -> bool:
        """Whether it can be a witness: one person in full, in one office, for one term."""
        return (
            self.clue.rule == FULL_NAME and len(self.people) == len(self.clue.days.intervals) == 1
        )


def end_of_terms(clues: Iterable[Clue]) -> TermEnd | None:
    """The last day that the office holders of a text allow, or `None` where that is not proven.

    `clues` are all clues of a document; the years that its text names are among them.
    """
    clues = list(clues)
    named = [_holding(clue) for clue in clues if clue.group is Group.OFFICE and clue.days]
    present = [one for one in named if one.clue.rule != FORMER]
    if not present or _looks_back(present):
        return None
    latest = max(one.start for one in present)
    for witness in (one for one in present if one.start == latest and one.proves):
        found = _agreed(witness, present, named)
        if found is not None and _latest_year(clues) <= found.day.year:
            return found
    return None


def _agreed(
    witness: _Holding, present: Sequence[_Holding], named: Sequence[_Holding]
) -> TermEnd | None:
    """The bound of a witness with the latest holder of another office, if both served together."""
    if _is_doubtful(witness, named):
        return None
    for second in sorted(present, key=lambda one: one.start, reverse=True):
        if _seconds(second, witness) and not _is_doubtful(second, named):
            day = _last_day(second, witness.clue.days.intervals[0])
            return None if day is None else TermEnd(day, witness.clue, second.clue)
    return None


def _holding(clue: Clue) -> _Holding:
    pairs = [item.partition(", ") for item in clue.source.split(" or ")]
    return _Holding(
        clue,
        frozenset(person for person, _, _ in pairs),
        frozenset(office for _, _, office in pairs),
    )


def _looks_back(present: Sequence[_Holding]) -> bool:
    """Whether two who held one office one after the other are both called by it in full."""
    alone = [one for one in present if one.clue.rule != FAMILY_NAME and len(one.people) == 1]
    by_office: dict[frozenset[str], dict[frozenset[str], DaySet]] = {}
    for one in alone:
        by_office.setdefault(one.offices, {})[one.people] = one.clue.days
    return any(
        not _together(days, other)
        for terms in by_office.values()
        for days, other in combinations(terms.values(), 2)
    )


def _together(days: DaySet, other: DaySet) -> bool:
    """Whether they share more than the day of handing over."""
    return any(both.earliest != both.latest for both in days.intersection(other))


def _is_doubtful(one: _Holding, named: Sequence[_Holding]) -> bool:
    """Whether the text calls this person former, or another by the same family name alone."""
    return any(
        other.people & one.people
        if other.clue.rule == FORMER
        else other.clue.rule == FAMILY_NAME
        and other.family == one.family
        and other.people != one.people
        for other in named
    )


def _seconds(one: _Holding, witness: _Holding) -> bool:
    """Whether another person, named in full, held another office in the witness's term."""
    return (
        one.clue.rule == FULL_NAME
        and len(one.people) == 1
        and not one.people & witness.people
        and not one.offices & witness.offices
    )


def _last_day(second: _Holding, term: Interval) -> date | None:
    """The later end of both terms; `None` where the other has no end or was at another time."""
    own = DaySet.of([term])
    both = [item for item in second.clue.days if _together(DaySet.of([item]), own)]
    if not both or term.latest is None or both[-1].latest is None:
        return None
    return max(term.latest, both[-1].latest)


def _latest_year(clues: Iterable[Clue]) -> int:
    """The latest year that the text names, in whatever sense."""
    years = (
        clue.days.latest if clue.rule == YEAR_NAMED else clue.days.earliest
        for clue in clues
        if clue.group is Group.TEXT
    )
    return max((day.year for day in years if day is not None), default=0)
