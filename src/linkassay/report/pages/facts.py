"""The run itself, as a table of facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from linkassay.model import Report, Standing
from linkassay.report.words import cited, confidence, count, problems

LONGEST_LIST = 50
"""So many names are told of a list."""


def run_facts(report: Report) -> Sequence[tuple[str, str]]:
    """Label and words of each thing that a reader may want to know of the run."""
    run, counts = report.run, report.counts
    rows = [
        ("Run", run.name),
        ("Begun", _moment(run.started)),
        ("Ended", "" if run.finished is None else _moment(run.finished)),
        ("Outcome", run.outcome.value),
        ("Compared with", _compared(report)),
        ("Documents named", _named(run.arguments)),
        ("Read", count(counts.documents, "document")),
        ("Cited", f"{cited(counts.links, counts.local)}, in {count(counts.citations, 'place')}"),
        ("Confidence", confidence(problems(counts)).removeprefix("Confidence: ").rstrip(".")),
        ("Accepted", _accepted(counts.standings.get(Standing.ACCEPTED, 0))),
        ("Suppressed", _suppressed(counts.standings.get(Standing.SUPPRESSED, 0))),
        ("Rules", count(len(run.rules), "rule")),
        ("Settings", f"digest {run.settings_digest[:16]}"),
        ("Made by", run.tool),
    ]
    return [(label, words) for label, words in rows if words]


def _compared(report: Report) -> str:
    if report.run.base is not None:
        return report.run.base
    return "" if report.before is None else f"run {report.before.name}"


def _moment(when: datetime) -> str:
    return when.isoformat(" ", "seconds").replace("+00:00", " UTC")


def _named(names: Sequence[str]) -> str:
    more = [f"and {len(names) - LONGEST_LIST:,} more"] if len(names) > LONGEST_LIST else []
    return ", ".join((*names[:LONGEST_LIST], *more))


def _suppressed(number: int) -> str:
    return f"{count(number, 'finding')}, each with a reason and an end" if number else ""


def _accepted(number: int) -> str:
    return f"{count(number, 'finding')} by the configuration" if number else ""
