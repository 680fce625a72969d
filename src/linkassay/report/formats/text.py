"""The report for people: what was found in one sentence, what is new in full, the rest counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linkassay.model import Finding, Report, Standing
from linkassay.report.layout import TextLayout
from linkassay.report.telling import Show, Telling
from linkassay.report.text.counted import (
    tell_beyond,
    tell_carried,
    tell_closed,
    tell_known,
    tell_notes,
)
from linkassay.report.text.findings import Teller
from linkassay.report.text.footer import tell_rest
from linkassay.report.text.sorting import Parts, sort_out
from linkassay.report.text.summary import tell_summary


def write(report: Report, out: Callable[[str], object], telling: Telling) -> None:
    """Write the report for a terminal, or for a file."""
    page = TextLayout(out, width=telling.width, colour=telling.colour)
    tell_summary(page, report)
    parts = Parts(telling.show)
    teller = Teller(page, report)
    if telling.show is Show.ALL:
        teller.tell_whole(_apart(report, parts))
    else:
        parts = sort_out(report.findings(), telling.show)
        for problem in parts.full.all():
            teller.tell(problem)
        tell_beyond(page, parts.full.beyond)
        if report.counts.documents == 1 and parts.notes.by_rule:
            for item in report.documents():
                teller.head(item.locator)
        tell_notes(page, parts.notes, teller.said)
    tell_closed(page, parts.closed, report.counts)
    tell_known(page, parts.known)
    tell_carried(page, parts.rested, parts.carried)
    tell_rest(page, report, parts)


def _apart(report: Report, parts: Parts) -> Iterator[Finding]:
    """The findings that are open now, as they come; the others are put where they are told."""
    for finding in report.findings():
        if finding.standing.is_open and finding.standing is not Standing.CARRIED:
            parts.note(finding)
            yield finding
        else:
            parts.take(finding)
