"""How often the rules by which clues are read were wrong, each time it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from linkassay.tables import rows


class Side(StrEnum):
    """Which end of a clue's days was measured."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class RuleRate:
    """One measurement: of `n` clues by `rule`, `wrong` had the true day outside that end by more
    than a day; `day` and `where` say when and on what it was measured."""

    rule: str
    side: Side
    n: int
    wrong: int
    day: date
    where: str


@cache
def rule_rates() -> tuple[RuleRate, ...]:
    """All measurements, in the table's order."""
    return rows("rule_quality", "rate", RuleRate)


def rates_of(rule: str) -> tuple[RuleRate, ...]:
    """The measurements of one rule; none where nobody has measured it."""
    return tuple(rate for rate in rule_rates() if rate.rule == rule)
