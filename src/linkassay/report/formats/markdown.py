"""The report for a job summary: Markdown, the verdict and what is new on its first screen.

Evidence, notes and what was not checked unfold; what was known is counted by rule unless `--show`
asks for more. Addresses stand in code, so that nothing in it is a link, a picture or a mention:
docs/examples/report.md.
"""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Report
from linkassay.report.limits import SUMMARY_BYTES
from linkassay.report.markdown.page import write_page
from linkassay.report.telling import Telling

FOOT = 60_000


def write(report: Report, out: Callable[[str], object], telling: Telling) -> None:
    """Write the text, at most `SUMMARY_BYTES` of it."""
    write_page(report, out, telling.show, most=SUMMARY_BYTES, foot=FOOT)
