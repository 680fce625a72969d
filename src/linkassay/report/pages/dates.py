"""Documents whose days are worth a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linkassay.model import DocumentResult, Report
from linkassay.report.document_dates import answered_clues
from linkassay.report.pages.digest import Digest
from linkassay.report.pages.parts import Part
from linkassay.report.published_days import published_days
from linkassay.report.timeline.picture import Picture, picture_of
from linkassay.report.timeline.rows import rows_of
from linkassay.report.words import published

MOST = 20
"""So many documents have a line of time."""

FEW = 3
"""In a run of so few documents each has one, whatever was found."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A document, when it was published, and its clues on one line of time."""

    result: DocumentResult
    words: str
    picture: Picture


def dated_documents(report: Report, digest: Digest) -> Iterator[Dated]:
    """Those with a finding about a day that does not fit; of few documents all."""
    asked = _asked(digest)
    all_of_them = report.counts.documents <= FEW
    left = MOST
    for item in report.documents():
        if left and (all_of_them or item.locator in asked):
            picture = _picture(report, item, asked.get(item.locator, set()))
            if picture is not None:
                left -= 1
                yield Dated(item, published(item.published), picture)


def _asked(digest: Digest) -> Mapping[str, set[str]]:
    """By document, the links whose day open findings call in question."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in Part:
        for problem in digest.problems(part) if part is not Part.CLOSED else ():
            for item in problem.findings:
                if item.gap_days is not None and item.url is not None:
                    found[item.document].add(item.url)
    return found


def _picture(report: Report, item: DocumentResult, asked: set[str]) -> Picture | None:
    reading = report.reading(item.locator)
    clues = (*reading.clues, *answered_clues(report, reading))
    return picture_of(rows_of(clues, asked), published_days(item.published))
