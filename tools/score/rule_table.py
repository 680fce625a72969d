"""`rule_quality.toml`, written from a measurement; what was measured elsewhere is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from linkassay.tables.clues import clue_rules
from linkassay.tables.rule_quality import RuleRate

FILE = Path(__file__).parents[2] / "src/linkassay/tables/rule_quality.toml"

HEAD = """\
# How often each rule of clues.toml was wrong: of n clues `wrong` had the document's true day
# outside that side by more than a day. Written by `make score ARGS=--write`, which keeps the
# rows of other measurements; those of a half were made on the half *report*, which nobody
# looks into.
"""


def merged(kept: Iterable[RuleRate], measured: Iterable[RuleRate]) -> list[RuleRate]:
    """The rows of both, by rule; of the same rule, side and set the measured row counts.

    Rows of rules that are no more are left out.
    """
    order = {rule: number for number, rule in enumerate(clue_rules())}
    found = {(rate.rule, rate.side, rate.where): rate for rate in (*kept, *measured)}
    rates = [rate for rate in found.values() if rate.rule in order]
    return sorted(rates, key=lambda rate: (order[rate.rule], rate.side, rate.where))


def text_of(rates: Iterable[RuleRate]) -> str:
    """The table as TOML."""
    return "\n".join([HEAD, *map(_row, rates)])


def _row(rate: RuleRate) -> str:
    return (
        f"[[rate]]\nrule = {json.dumps(rate.rule)}\nside = {json.dumps(str(rate.side))}\n"
        f"n = {rate.n}\nwrong = {rate.wrong}\nday = {rate.day.isoformat()}\n"
        f"where = {json.dumps(rate.where, ensure_ascii=False)}\n"
    )
