"""The head of the text report: what was found in one sentence, and how sure that is."""

from __future__ import annotations

from linkassay.model import Counts, Level, Outcome, Report, Standing
from linkassay.report.layout import TextLayout
from linkassay.report.text.parts import QUIET
from linkassay.report.verdict import verdict
from linkassay.report.words import STANDINGS, confidence, listed, problems

_SAID = frozenset({Standing.ACCEPTED})
"""Standings that the sentence tells."""


def tell_summary(page: TextLayout, report: Report) -> None:
    """What was found in one sentence, then one quiet line on confidence and standing."""
    page.add((verdict(report), f"bold {_style(report)}"), hang=0)
    counts = problems(report.counts)
    page.add((confidence(counts), QUIET), (_standing(counts), QUIET), hang=0)


def _style(report: Report) -> str:
    counts = report.counts
    if counts.levels.get(Level.ERROR) or counts.unread:
        return "red"
    doubtful = report.run.outcome is not Outcome.COMPLETE or counts.standings.get(Standing.CARRIED)
    return "yellow" if doubtful or counts.levels.get(Level.WARNING) else "green"


def _standing(counts: Counts) -> str:
    """How they stand beside the last run; nothing where all are new (there may be no last run)."""
    amounts = {word: counts.standings.get(word, 0) for word in Standing if word not in _SAID}
    if set(filter(amounts.get, amounts)) <= {Standing.NEW}:
        return ""
    told = [f"{number:,} {STANDINGS[word]}" for word, number in amounts.items() if number]
    return f"Compared with the last run: {listed(told)}."
