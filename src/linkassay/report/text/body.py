"""The findings of a report for people: in full, folded, counted, or in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkassay.model import Finding, Report, Standing
from linkassay.report.layout import TextLayout
from linkassay.report.telling import Show
from linkassay.report.text.counted import (
    tell_beyond,
    tell_carried,
    tell_closed,
    tell_known,
    tell_notes,
)
from linkassay.report.text.sorting import Parts, sort_out
from linkassay.report.text.teller import Teller


def tell_findings(
    page: TextLayout, report: Report, findings: Iterable[Finding], show: Show
) -> Parts:
    """Tell findings of a run as much as `show` says; gives what they leave to be said."""
    teller = Teller(page, report)
    if show is Show.ALL:
        parts = Parts(show)
        teller.tell_whole(_apart(findings, parts))
    else:
        parts = sort_out(findings, show)
        for problem in parts.full.all():
            teller.tell(problem)
        tell_beyond(page, parts.full.beyond)
        if report.counts.documents == 1 and parts.notes.by_rule:
            for item in report.documents():
                teller.head(item.locator)
        tell_notes(page, parts.notes, teller.said)
    parts.ended = page.rows
    tell_closed(page, parts.closed, parts.closed_more)
    tell_known(page, parts.known)
    tell_carried(page, parts.rested, parts.carried)
    return parts


def _apart(findings: Iterable[Finding], parts: Parts) -> Iterator[Finding]:
    """The findings that are open now, as they come; the others are put where they are told."""
    for finding in findings:
        if finding.standing.is_open and finding.standing is not Standing.CARRIED:
            parts.note(finding)
            yield finding
        else:
            parts.take(finding)
