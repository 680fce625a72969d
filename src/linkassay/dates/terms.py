"""The one bound from above that a text gives without stating its day: two terms of office.

People are called by titles that they once had, so the end of a term alone proves nothing. Later
holders cannot be named before they hold the office, though: only the one who took office last can
show until when a text may have been written, and only if another office agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from linkassay.model import DOCUMENT, Clue, Group, Interval

FULL_NAME = "office-holder"
FORMER = "office-former"
"""Rules of `tables/clues.toml`; every other rule of the group is of a family name alone."""


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
    clues = [clue for clue in clues if clue.subject == DOCUMENT]
    named = [_holding(clue) for clue in clues if clue.group is Group.OFFICE and clue.days]
    present = [one for one in named if one.clue.rule != FORMER]
    witness = max(present, key=lambda one: one.start, default=None)
    if witness is None or not witness.proves or _is_doubtful(witness, named):
        return None
    term = witness.clue.days.intervals[0]
    for second in sorted(present, key=lambda one: one.start, reverse=True):
        if not _seconds(second, witness) or _is_doubtful(second, named):
            continue
        day = _last_day(second, term)
        if day is None or _latest_year(clues) > day.year:
            return None
        return TermEnd(day, witness.clue, second.clue)
    return None


def _holding(clue: Clue) -> _Holding:
    pairs = [item.partition(", ") for item in clue.source.split(" or ")]
    return _Holding(
        clue,
        frozenset(person for person, _, _ in pairs),
        frozenset(office for _, _, office in pairs),
    )


def _is_doubtful(one: _Holding, named: Sequence[_Holding]) -> bool:
    """Whether the text calls this person former, or another by the same family name alone."""
    return any(
        other.people & one.people
        if other.clue.rule == FORMER
        else other.clue.rule != FULL_NAME
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
    both = [item for item in second.clue.days if item.intersection(term) is not None]
    if not both or term.latest is None or both[-1].latest is None:
        return None
    return max(term.latest, both[-1].latest)


def _latest_year(clues: Iterable[Clue]) -> int:
    days = (clue.days.earliest for clue in clues if clue.group is Group.TEXT)
    return max((day.year for day in days if day is not None), default=0)
