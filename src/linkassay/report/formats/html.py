"""The report as one page that can be forwarded: nothing in it is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Report
from linkassay.report.html.page import write_page
from linkassay.report.telling import Telling


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write the page; it looks the same whatever the terminal is like."""
    write_page(report, out)
