"""The catalogue of the rules by which clues are read, each with how often it was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.markdown import GENERATED, table
from linkassay.tables.clues import ClueRule, clue_rules
from linkassay.tables.rule_quality import RuleRate, Side, rates_of

_INTRODUCTION = """\
A clue is one dated hint: what says it, which of a thing's times it speaks of, and between which
days that lies. Each rule below reads one kind of clue. Those with a *rank* state a document's own
day; 1 is trusted most. *First* and *last* are the two ends of a clue's days; of so many clues that
end was wrong by more than a day. Which end bounds a document is decided in `src/linkassay/dates/`:
the last day of a term of office, for one, never does so alone.
"""

_MEASURED = """\
## Measured

Each set apart. `make score ARGS=--write` measures anew.
"""

NOT_MEASURED = "not measured"
NONE = "-"


def clue_page() -> str:
    """The catalogue, in the table's order."""
    return clue_catalogue(list(clue_rules().values()))


def clue_catalogue(rules: Sequence[ClueRule]) -> str:
    """The catalogue of these rules."""
    overview = table(
        ("rule", "speaks of", "rank", "read from", "first day wrong", "last day wrong"),
        [
            (
                f"`{rule.id}`",
                rule.clock,
                NONE if rule.statement is None else str(rule.statement),
                rule.source,
                *(_sum(rates_of(rule.id), side) for side in Side),
            )
            for rule in rules
        ],
    )
    measured = table(
        ("rule", "end", "wrong", "of", "share", "measured on", "day"),
        [_row(rate) for rule in rules for rate in rates_of(rule.id)],
    )
    return "\n".join([GENERATED, "# Clues\n", _INTRODUCTION, overview, _MEASURED, measured])


def _sum(rates: Iterable[RuleRate], side: Side) -> str:
    """All sets together."""
    those = [rate for rate in rates if rate.side is side]
    wrong, n = sum(rate.wrong for rate in those), sum(rate.n for rate in those)
    return f"{wrong:,} of {n:,} ({100 * wrong / n:.1f} %)" if n else NOT_MEASURED


def _row(rate: RuleRate) -> tuple[str, ...]:
    share = f"{100 * rate.wrong / rate.n:.1f} %"
    figures = (f"{rate.wrong:,}", f"{rate.n:,}", share)
    return (f"`{rate.rule}`", rate.side, *figures, rate.where, rate.day.isoformat())
