"""The report as one page that can be forwarded: nothing in it is loaded from elsewhere.

It holds the verdict, each problem with the words around it, its evidence and the chain of requests,
notes and known findings by rule to be unfolded, what dates a document on one line of time, the
hosts, what was not checked and why, and the run. It needs no script and no network, follows the
reader's choice of light or dark, and can be printed. At most 5 MB: docs/examples/report.html.
"""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Report
from linkassay.report.html.page import write_page
from linkassay.report.telling import Telling


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write the page; it looks the same whatever the terminal is like."""
    write_page(report, out)
