"""The catalogue of the rules by which clues are read, each with how often it was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.markdown import GENERATED, table
from linkassay.tables.clues import ClueRule, clue_rules
from linkassay.tables.rule_quality import RuleRate, rates_of

_INTRODUCTION = """\
A clue is one dated hint: what says it, which of a thing's times it speaks of, and between which
days that lies. Each rule below reads one kind of clue. *First* and *last* are the two ends of a
clue's days; a rate says of how many clues that end was wrong by more than a day, when it was
measured, and on what. `make score ARGS=--write` measures anew.
"""

NOT_MEASURED = "not measured"


def clue_page() -> str:
    """The catalogue, in the table's order."""
    return clue_catalogue(list(clue_rules().values()))


def clue_catalogue(rules: Sequence[ClueRule]) -> str:
    """The catalogue of these rules."""
    overview = table(
        ("rule", "speaks of", "read from", "wrong"),
        [(f"`{rule.id}`", rule.clock, rule.source, _rates(rates_of(rule.id))) for rule in rules],
    )
    return "\n".join([GENERATED, "# Clues\n", _INTRODUCTION, overview])


def _rates(rates: Iterable[RuleRate]) -> str:
    """Every measurement in one cell, the newest first."""
    told = sorted(rates, key=lambda rate: (-rate.day.toordinal(), rate.side, rate.where))
    return "; ".join(map(_rate, told)) or NOT_MEASURED


def _rate(rate: RuleRate) -> str:
    share = 100 * rate.wrong / rate.n
    return (
        f"{rate.side} {rate.wrong} of {rate.n:,} ({share:.1f} %, {rate.where}, "
        f"{rate.day.isoformat()})"
    )
