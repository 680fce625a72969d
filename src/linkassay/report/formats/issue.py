"""The report for the body of an issue: the Markdown of a job summary, but shorter."""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Report
from linkassay.report.limits import ISSUE_BYTES
from linkassay.report.markdown.page import write_page
from linkassay.report.telling import Telling

FOOT = 20_000


def write(report: Report, out: Callable[[str], object], telling: Telling) -> None:
    """Write the text, at most `ISSUE_BYTES` of it."""
    write_page(report, out, telling.show, most=ISSUE_BYTES, foot=FOOT)
