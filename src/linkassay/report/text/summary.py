"""The head of the text report: what was found in one sentence, and how sure that is."""

from __future__ import annotations

from linkassay.model import Counts, Level, Outcome, Report, Standing
from linkassay.report.layout import TextLayout
from linkassay.report.text.parts import QUIET
from linkassay.report.verdict import verdict
from linkassay.report.words import STANDINGS, confidence, listed, problems


def tell_summary(page: TextLayout, report: Report) -> None:
    """What was found in one sentence, then quietly how sure it is and how it stands."""
    counts = problems(report.counts)
    page.add(
        (verdict(report), f"bold {_style(report)}"),
        (confidence(counts), QUIET),
        (_standing(report, counts), QUIET),
        hang=0,
    )


def _style(report: Report) -> str:
    """By what is new, where there is a run to compare with, else by all that was found."""
    counts = report.counts
    levels = counts.levels if report.before is None else counts.news
    if levels.get(Level.ERROR) or counts.unread:
        return "red"
    doubtful = report.run.outcome is not Outcome.COMPLETE or counts.standings.get(Standing.CARRIED)
    return "yellow" if doubtful or levels.get(Level.WARNING) else "green"


def _standing(report: Report, counts: Counts) -> str:
    """How they stand beside the run before; nothing where all are new or known.

    What is silenced stands in the verdict.
    """
    amounts = {word: counts.standings.get(word, 0) for word in Standing if not word.is_silenced}
    there = set(filter(amounts.get, amounts))
    if there <= {Standing.NEW} or (there == {Standing.KNOWN} and report.before is not None):
        return ""
    told = [f"{number:,} {STANDINGS[word]}" for word, number in amounts.items() if number]
    before = report.run.base or (f"run {report.before.name}" if report.before else "the last run")
    return f"Compared with {before}: {listed(told)}."
