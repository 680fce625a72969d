"""The end of a term of office as the last day of a text: the one bound from above that words give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkassay.model import DOCUMENT, Clue, Group


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The last day of a text, the clue that gives it and the clue that seconds it."""

    day: date
    witness: Clue
    second: Clue


def end_of_terms(clues: Iterable[Clue]) -> TermEnd | None:
    """PLACEHOLDER until `offices` hands in: latest-starting holder with one term and a second."""
    held = [
        clue
        for clue in clues
        if clue.subject == DOCUMENT
        and clue.group is Group.OFFICE
        and clue.rule.startswith("office-holder")
    ]
    single = [c for c in held if len(c.days.intervals) == 1 and c.days.earliest]
    if not single:
        return None
    witness = max(single, key=lambda c: c.days.earliest or date.min)
    if witness.days.latest is None:
        return None
    for second in held:
        if second.source != witness.source and second.days.intersection(witness.days):
            return TermEnd(witness.days.latest, witness, second)
    return None
