"""Documents whose days are worth a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from linkassay.model import DocumentResult, Observation, Report
from linkassay.report.document_dates import answered_clues, answers_to
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
    wanted = (one for one in report.documents() if all_of_them or one.locator in asked)
    chosen = tuple(islice(wanted, MOST))
    answers = _answers(report, chosen)
    for item in chosen:
        reading = report.reading(item.locator)
        clues = (*reading.clues, *answered_clues(reading, answers))
        rows = rows_of(clues, asked.get(item.locator, ()))
        picture = picture_of(rows, published_days(item.published))
        if picture is not None:
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


def _answers(report: Report, chosen: Iterable[DocumentResult]) -> Mapping[str, Observation]:
    """What the links of these documents answered, all links gone through once."""
    cited = {link.url for one in chosen for link in report.reading(one.locator).links()}
    return answers_to(report, cited)
