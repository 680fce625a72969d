"""The findings of the text report that are folded by rule, counted, or told in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.model import Finding, Level
from linkassay.report.layout import Piece, TextLayout
from linkassay.report.text.findings import LEVEL_STYLE, Said, tell_in_a_row
from linkassay.report.text.folding import Folds, RuleCounts, counted
from linkassay.report.text.parts import INDENT, QUIET, row, title
from linkassay.report.words import STANDINGS

_NOTE = LEVEL_STYLE[Level.NOTE]


def tell_notes(page: TextLayout, notes: Folds, said: Said) -> None:
    """Notes by their rule: a few in a sentence each, many as one entry."""
    if not notes.by_rule:
        return
    page.blank_line()
    folded = False
    for rule, fold in notes.by_rule.items():
        if fold.is_brief:
            for problem in fold.problems.all():
                tell_in_a_row(page, problem, said.setdefault(problem.first.document, set()))
        else:
            folded = True
            lead = ("notes:", _NOTE), (f"{counted(rule, fold.number)}:", "")
            page.add(*lead, (fold.where(), ""), hang=INDENT)
    if folded:
        page.add(("each note in full: --show notes", QUIET))


def tell_beyond(page: TextLayout, beyond: Mapping[str, int]) -> None:
    """What is left where there is more than anybody reads."""
    if beyond:
        told = [counted(rule, number) for rule, number in beyond.items()]
        _counts(page, ("And more:", "bold yellow"), told, "a line each: --format short")


def tell_known(page: TextLayout, known: RuleCounts) -> None:
    """What was known before, by rule."""
    if known:
        _counts(page, ("Known before:", "bold"), known.told(), "told by --show known, or all")


def tell_carried(page: TextLayout, rested: Sequence[Finding], carried: RuleCounts) -> None:
    """What no answer of this run speaks for or against."""
    if rested:
        title(page, "Open from earlier answers", "yellow")
        for finding in rested:
            row(page, finding, ("", ""))
    if carried:
        lead = "And more:" if rested else "Open from earlier answers:"
        _counts(page, (lead, "bold yellow"), carried.told(), "a line each: --format short")


def _counts(page: TextLayout, lead: Piece, told: Sequence[str], how: str) -> None:
    page.blank_line()
    page.add(lead, (f"{', '.join(told)};", ""), (f"{how}.", QUIET))


def tell_closed(page: TextLayout, closed: Sequence[Finding], more: int) -> None:
    """What is no longer open, in a line each."""
    if not closed:
        return
    title(page, "No longer open since the last run", "green")
    for finding in closed:
        row(page, finding, (f"{STANDINGS[finding.standing]}:", "green"))
    if more:
        page.add((f"and {more:,} more, all of them in --format json", QUIET), indent=2)
