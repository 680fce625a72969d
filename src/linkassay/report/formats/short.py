"""One line for each open finding, as compilers and linters print them, and a line of summary."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from linkassay.model import Finding, Report
from linkassay.report.escape import line
from linkassay.report.telling import Telling
from linkassay.report.verdict import verdict
from linkassay.report.words import place


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write `path:line:col: level rule message`, by document and place; one document is held.

    A named document that was not read has a line without a level. What another finding tells too
    (`told_with`) has no line: there are as many as the verdict says.
    """
    found = (item for item in report.findings() if item.standing.is_open and item.told_with is None)
    for _, of_document in groupby(found, key=lambda finding: finding.document):
        for finding in sorted(of_document, key=_position):
            out(f"{line(_told(finding))}\n")
    for source in report.unread():
        if source.named:
            out(f"{line(f'{source.locator}: not read: {source.problem}')}\n")
    out(f"{line(verdict(report))}\n")


def _position(finding: Finding) -> tuple[int, int, str]:
    span = finding.span
    if span is None:
        return 0, 0, finding.rule
    return span.line or 0, span.column or 0, finding.rule


def _told(finding: Finding) -> str:
    """The address stands at the end, where the message does not name it."""
    url = "" if finding.url is None or finding.url in finding.message else f" {finding.url}"
    where = place(finding) or finding.document
    return f"{where}: {finding.level.value} {finding.rule} {finding.message}{url}"
