"""The rules by which clues are read, and the one way to make a clue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linkassay.model import Clock, Clue, CreditClass, DaySet, Group, Span
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class ClueRule:
    """One row of `clues.toml`.

    `statement` ranks the rules by which a document states its own day of publication, the most
    trusted 1; it is `None` for all others. `weak` marks what bounds nothing.
    `fields` and `credits` name the metadata fields and the classes of credit lines that are read
    by it.
    """

    id: str
    clock: Clock
    group: Group
    source: str
    statement: int | None = None
    weak: bool = False
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
            span=span,
            text=text,
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
