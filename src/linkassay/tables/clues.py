"""The rules by which clues are read, and the one way to make a clue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from linkassay.model import Clock, Clue, CreditClass, DaySet, Group, Span
from linkassay.tables import rows


class Side(StrEnum):
    """Which end of a clue's days was measured."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a rule was wrong: of `n` clues the share `wrong` had the true day outside the end
    by more than a day; `day` and `where` say when and on what it was measured."""

    side: Side
    n: int
    wrong: float
    day: date
    where: str


@dataclass(frozen=True, slots=True)
class ClueRule:
    """One row of `clues.toml`. An empty `measured` says that nobody has measured it.

    `weight` says how well the first day binds, `weight_latest` the last where it differs. `stated`
    marks rules by which a document states its own date. `fields` and `credits` name the metadata
    fields and the classes of credit lines that are read by it.
    """

    id: str
    clock: Clock
    group: Group
    weight: float
    source: str
    measured: tuple[Measured, ...]
    weight_latest: float | None = None
    stated: bool = False
    fields: tuple[str, ...] = ()
    credits: tuple[CreditClass, ...] = ()

    def clue(
        self, subject: str, days: DaySet, source: str, *, span: Span | None = None, text: str = ""
    ) -> Clue:
        """A clue that was read by this rule; nothing else makes clues."""
        return Clue(
            subject=subject,
            clock=self.clock,
            days=days,
            source=source,
            rule=self.id,
            group=self.group,
            weight=self.weight,
            span=span,
            text=text,
            weight_latest=self.weight_latest,
        )


@cache
def clue_rules() -> dict[str, ClueRule]:
    """Every rule by its id."""
    return {rule.id: rule for rule in rows("clues", "clue", ClueRule)}


def clue_rule(name: str) -> ClueRule:
    """The rule of that id; raises `KeyError` for one that the table does not have."""
    return clue_rules()[name]


def field_rule(name: str, clock: Clock) -> ClueRule:
    """The rule for a metadata field that states a day of publication or of the last change."""
    other = "metadata-modified" if clock is Clock.MODIFIED else "metadata-date"
    return _by_field().get(name, clue_rule(other))


@cache
def credit_rule(credit: CreditClass) -> ClueRule | None:
    """The rule for the day that a credit line names; `None` where it dates nothing."""
    return next((rule for rule in clue_rules().values() if credit in rule.credits), None)


@cache
def _by_field() -> dict[str, ClueRule]:
    return {name: rule for rule in clue_rules().values() for name in rule.fields}
