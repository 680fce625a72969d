"""The report for people: the verdict first, then every finding with its evidence."""

from __future__ import annotations

from collections.abc import Iterable

from linkassay.model import Evidence, Finding, Level, Report, Standing
from linkassay.report.closing import closing
from linkassay.report.page import Page
from linkassay.report.published import published
from linkassay.report.verdict import verdict
from linkassay.report.words import CONFIDENCE_WORDS

LEVEL_STYLE = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "bold cyan"}
QUIET = "dim"
INDENT = 4


def render(report: Report, *, width: int, colour: bool) -> str:
    """The whole report for a terminal of `width` columns, or for a file."""
    page = Page(width=width, colour=colour)
    verdict(page, report)
    for locator, findings in _by_document(report):
        page.gap()
        _heading(page, report, locator)
        for finding in findings:
            page.gap()
            _finding(page, finding, beside_last_run=report.run.remembers)
    closing(page, report)
    return page.text()


def _by_document(report: Report) -> Iterable[tuple[str, list[Finding]]]:
    """Open findings in the report's order, gathered under their documents."""
    gathered: dict[str, list[Finding]] = {
        item.reading.document.locator: [] for item in report.documents
    }
    for finding in report.findings:
        if finding.standing is not Standing.FIXED:
            gathered.setdefault(finding.document, []).append(finding)
    return [(locator, found) for locator, found in gathered.items() if found]


def _heading(page: Page, report: Report, locator: str) -> None:
    """The document's locator, its title, and what its text says of its own date."""
    page.say((locator, "bold underline"))
    for item in report.documents:
        document = item.reading.document
        if document.locator != locator:
            continue
        if document.title:
            page.say((f"“{document.title}”", "italic"), hang=1)
        if dated := published(item, report.run.started.date()):
            page.say((dated, QUIET))


def _finding(page: Page, finding: Finding, *, beside_last_run: bool) -> None:
    level, where = finding.level.value, f"line {finding.line}:"
    if finding.line is None:
        level, where = f"{level}:", ""
    style = LEVEL_STYLE[finding.level]
    page.say((level, style), (where, "bold"), (finding.message, ""), hang=INDENT)
    if finding.url and finding.url not in finding.message:
        page.say((finding.url, "blue"), indent=INDENT)
    for item in finding.evidence:
        _evidence(page, item)
    if finding.advice:
        page.say(("What to do:", "bold"), (finding.advice, ""), indent=INDENT)
    sure = f"confidence {finding.confidence.value} ({CONFIDENCE_WORDS[finding.confidence]})"
    facts = (finding.rule, sure, finding.standing.value if beside_last_run else "")
    page.say((", ".join(filter(None, facts)), QUIET), indent=INDENT)


def _evidence(page: Page, item: Evidence) -> None:
    where = f"line {item.line}:" if item.line else ""
    page.say(("-", QUIET), (where, QUIET), (item.text, ""), indent=INDENT)
