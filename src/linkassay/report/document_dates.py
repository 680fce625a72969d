"""One document's findings on dates and all its clues on one line of time, for `explain`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from linkassay.dates import answer_clues
from linkassay.model import Clue, DocumentResult, Finding, Observation, Reading, Report
from linkassay.report.layout import TextLayout
from linkassay.report.published_days import published_days
from linkassay.report.text.findings import tell_briefly, tell_finding, tell_heading
from linkassay.report.timeline.drawing import draw
from linkassay.report.timeline.rows import rows_of


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """One document of a run, the findings to be explained, and every clue.

    `sha256` is of its bytes, in hexadecimal.
    """

    result: DocumentResult
    sha256: str
    findings: tuple[Finding, ...]
    clues: tuple[Clue, ...]

    @property
    def asked(self) -> frozenset[str]:
        """The links whose day the findings call in question."""
        dated = (one for one in self.findings if one.gap_days is not None)
        return frozenset(one.url for one in dated if one.url is not None)


def document_dates(
    report: Report, locator: str, wanted: Callable[[Finding], bool]
) -> DocumentDates:
    """Gather what a run knows of a document's dates; raises `KeyError` for one it does not have.

    `wanted` chooses among the document's open findings.
    """
    reading = report.reading(locator)
    result = next(item for item in report.documents() if item.locator == locator)
    of_document = (one for one in report.findings() if one.document == locator)
    findings = tuple(one for one in of_document if one.standing.is_open and wanted(one))
    answers = answers_to(report, {link.url for link in reading.links()})
    clues = (*reading.clues, *answered_clues(reading, answers))
    return DocumentDates(result, reading.document.sha256, findings, clues)


def tell_dates(
    item: DocumentDates,
    out: Callable[[str], object],
    *,
    width: int,
    colour: bool,
    unicode: bool,
) -> None:
    """Write the findings, then the line of time; `unicode` says whether its signs can be shown.

    One finding is told in full, of several each in a sentence.
    """
    page = TextLayout(out, width=width, colour=colour)
    page.add((item.result.locator, "bold underline"))
    tell_heading(page, item.result)
    for finding in item.findings:
        page.blank_line()
        if len(item.findings) == 1:
            tell_finding(page, finding, beside_last_run=False)
            name = f"finding {finding.fingerprint}"
        else:
            tell_briefly(page, finding)
            name = f"{finding.rule}, finding {finding.fingerprint}"
        page.add((name, "dim"), indent=4)
    page.blank_line()
    drawn = False
    for text in draw(
        rows_of(item.clues, item.asked),
        published_days(item.result.published),
        width=width,
        unicode=unicode,
    ):
        drawn = True
        out(f"{text}\n")
    if not drawn:
        page.add(("No clue dates this document or what it cites.", ""))


def answers_to(report: Report, urls: Collection[str]) -> Mapping[str, Observation]:
    """What these links answered in this run, as far as they were asked."""
    if not urls or report.run.offline:
        return {}
    return {
        told.url: told.observation
        for told in report.links()
        if told.observation is not None and told.url in urls
    }


def answered_clues(reading: Reading, answers: Mapping[str, Observation]) -> Iterator[Clue]:
    """What answers say of the days of the links that a document cites."""
    for link in reading.links():
        if (answer := answers.get(link.url)) is not None:
            yield from answer_clues(link, answer)
