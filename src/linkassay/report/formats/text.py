"""The report for people: what was found in one sentence, what is new in full, the rest counted."""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Report
from linkassay.report.layout import TextLayout
from linkassay.report.telling import Telling
from linkassay.report.text.body import tell_findings
from linkassay.report.text.footer import tell_rest
from linkassay.report.text.summary import tell_summary


def write(report: Report, out: Callable[[str], object], telling: Telling) -> None:
    """Write the report for a terminal, or for a file."""
    page = TextLayout(out, width=telling.width, colour=telling.colour)
    tell_summary(page, report)
    tell_rest(page, report, tell_findings(page, report, report.findings(), telling.show))
