"""What the stored snapshots hold: every rule for people, and a few of them as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkassay import report
from linkassay.model import Report
from report.golden import brief_report


def written(told: Report, name: str, *, width: int = 80, colour: bool = False) -> str:
    """A whole report in one format."""
    parts: list[str] = []
    report.write(told, name, parts.append, width=width, colour=colour)
    return "".join(parts)


AS_JSON = ("redirects-permanently", "credit-without-link", "url-date-after-document")
"""Examples that between them hold hops, credit lines, clues and evidence."""

SNAPSHOTS: Mapping[str, Callable[[], str]] = {
    "golden.txt": lambda: written(brief_report(), "text"),
    "golden.json": lambda: written(brief_report(*AS_JSON), "json"),
}
