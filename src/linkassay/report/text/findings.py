"""The findings of the text report, each under its document, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from linkassay.model import DocumentResult, Evidence, Finding, Level, Report, Standing
from linkassay.report.layout import TextLayout
from linkassay.report.text.parts import INDENT, QUIET, SHOWN, row, title
from linkassay.report.words import STANDINGS, place, published

LEVEL_STYLE = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "bold cyan"}


@dataclass(slots=True)
class Told:
    """What the findings leave to be said after them: little, however many they are."""

    rule: str = ""
    dated: Finding | None = None
    """The first one about a day that does not fit."""
    document: str | None = None
    documents: Iterator[DocumentResult] | None = None
    closed: bool = False
    carried: list[Finding] = field(default_factory=list)


def tell_findings(page: TextLayout, report: Report) -> Told:
    """Each finding in the report's own order, and what they leave to be said.

    What another open finding on the same line says too is one problem with it, told once; what the
    configuration accepts is only counted.
    """
    told = Told()
    for finding in report.findings():
        if finding.standing is Standing.ACCEPTED:
            continue
        if not finding.standing.is_open:
            _closed(page, finding, told)
        elif finding.standing is Standing.CARRIED:
            told.carried += [finding] if len(told.carried) < SHOWN else []
        elif finding.told_with is None:
            _under_heading(page, finding, told, report)
            tell_finding(page, finding, beside_last_run=report.run.remembers)
    return told


def _under_heading(page: TextLayout, finding: Finding, told: Told, report: Report) -> None:
    """The heading of a finding's document, where it is the document's first finding.

    Findings and documents come in the same order, so that the documents are gone through once.
    """
    told.rule = told.rule or finding.rule
    if told.dated is None and finding.gap_days is not None:
        told.dated = finding
    if finding.document != told.document:
        told.document = finding.document
        page.blank_line()
        page.add((finding.document, "bold underline"))
        told.documents = told.documents or report.documents()
        for item in told.documents:
            if item.locator == finding.document:
                tell_heading(page, item)
                break
        else:
            told.documents = None
    page.blank_line()


def tell_heading(page: TextLayout, item: DocumentResult) -> None:
    """A document's title, when it was published, and what was repaired in reading it."""
    if item.title:
        page.add((f"“{item.title}”", "italic"), hang=1)
    page.add((published(item.published), QUIET))
    for note in item.notes:
        page.add((f"{note}.", QUIET))


def tell_finding(page: TextLayout, finding: Finding, *, beside_last_run: bool) -> None:
    """One finding with its evidence, what to do, and how sure it is."""
    tell_briefly(page, finding)
    for item in finding.evidence:
        _evidence(page, item)
    if finding.advice:
        page.add(("What to do:", "bold"), (finding.advice, ""), indent=INDENT)
    _facts(page, finding, beside_last_run=beside_last_run)


def tell_briefly(page: TextLayout, finding: Finding) -> None:
    """One finding in a sentence, with the address that it speaks of."""
    level, where = finding.level.value, f"line {finding.line}:"
    if finding.line is None:
        level, where = f"{level}:", ""
    style = LEVEL_STYLE[finding.level]
    page.add((level, style), (where, "bold"), (finding.message, ""), hang=INDENT)
    if finding.url and finding.url not in finding.message:
        page.add((finding.url, "blue"), indent=INDENT)


def _evidence(page: TextLayout, item: Evidence) -> None:
    where = f"line {item.line}:" if item.line else ""
    page.add(("-", QUIET), (where, QUIET), (item.text, ""), indent=INDENT)


def _facts(page: TextLayout, finding: Finding, *, beside_last_run: bool) -> None:
    standing = STANDINGS[finding.standing] if beside_last_run else ""
    facts = (finding.rule, f"confidence {finding.confidence.value}", standing, place(finding))
    page.add((", ".join(filter(None, facts)), QUIET), indent=INDENT)


def _closed(page: TextLayout, finding: Finding, told: Told) -> None:
    if not told.closed:
        told.closed = True
        title(page, "No longer open since the last run", "green")
    row(page, finding, (f"{STANDINGS[finding.standing]}:", "green"))
