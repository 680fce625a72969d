"""What the stored snapshots hold: every rule for people, a few of them as JSON, a line of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkassay import report
from linkassay.model import Report
from report.golden import brief_report
from report.harbour_clues import drawn


def written(
    told: Report,
    name: str,
    *,
    width: int = 80,
    colour: bool = False,
    show: report.Show = report.Show.ALL,
) -> str:
    """A report in one format, in full unless less is asked for."""
    parts: list[str] = []
    telling = report.Telling(width=width, colour=colour, show=show)
    report.write(told, name, parts.append, telling)
    return "".join(parts)


AS_JSON = ("redirects-permanently", "credit-without-link", "url-date-after-document")
"""Examples that between them hold hops, credit lines, clues and evidence."""

SNAPSHOTS: Mapping[str, Callable[[], str]] = {
    "golden.txt": lambda: written(brief_report(), "text"),
    "golden-news.txt": lambda: written(brief_report(), "text", show=report.Show.NEWS),
    "timeline-60.txt": lambda: drawn(width=60),
    "timeline-100.txt": lambda: drawn(width=100),
    "timeline-ascii.txt": lambda: drawn(width=100, unicode=False),
    "golden.json": lambda: written(brief_report(*AS_JSON), "json"),
}
