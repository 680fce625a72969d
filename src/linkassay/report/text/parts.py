"""What the parts of the text report have in common: their style, a title, a finding in a row."""

from __future__ import annotations

from linkassay.model import Finding
from linkassay.report.layout import Piece, TextLayout
from linkassay.report.words import place

QUIET = "dim"
INDENT = 4

SHOWN = 20
"""So many addresses are listed per reason; the rest is counted (all are in the JSON report)."""


def title(page: TextLayout, words: str, style: str) -> None:
    """Begin a part of the report."""
    page.blank_line()
    page.add((words, f"bold {style}"))


def row(page: TextLayout, finding: Finding, how: Piece) -> None:
    """A finding that is not of today, in one paragraph."""
    where = place(finding) or finding.document
    url = "" if finding.url is None or finding.url in finding.message else finding.url
    says = (finding.message, ""), (url, "blue"), (f"({finding.rule})", QUIET)
    page.add(how, (f"{where}:", ""), *says, indent=2)
