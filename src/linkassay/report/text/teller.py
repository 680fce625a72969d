"""The problems of a report, each under the heading of its document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from linkassay.model import DocumentResult, Finding, Report, Standing
from linkassay.report.layout import TextLayout
from linkassay.report.problems import Problem, problems
from linkassay.report.text.findings import Said, tell_heading, tell_in_a_row, tell_problem

ALIKE = 3
"""So many problems of one rule have all their words in one document; the next ones are alike.

So often an advice is given in a report."""


class Teller:
    """Tells problems, each under the heading of the first document that has it.

    Problems and documents come in the same order, so that the documents are gone through once.
    """

    def __init__(self, page: TextLayout, report: Report) -> None:
        self._page = page
        self._report = report
        self._remembers = report.run.remembers
        self._first = report.before is None
        self._documents: Iterator[DocumentResult] = report.documents()
        self._heading: str | None = None
        self._told: Counter[str] = Counter()
        self._advised: Counter[str] = Counter()
        self.said: Said = {}

    def tell(self, problem: Problem) -> None:
        """One problem in full; after a few of a rule in one document its next ones in a row."""
        first = problem.first
        begins = self.head(first.document)
        said = self.said.setdefault(first.document, set())
        self._told[first.rule] += 1
        self._advised[first.advice] += 1
        if self._advised[first.advice] > ALIKE:
            said.add(first.advice)
        if self._told[first.rule] <= ALIKE:
            self.tell_in_full(problem, said, begins=begins)
        else:
            tell_in_a_row(self._page, problem, said)

    def tell_in_full(self, problem: Problem, said: set[str], *, begins: bool) -> None:
        """One problem with all that belongs to it; `begins` where a heading stands before it."""
        if not begins:
            self._page.blank_line()
        # Of a first run all is new, and need not be said so.
        beside = not (self._first and problem.first.standing is Standing.NEW)
        tell_problem(self._page, problem, said, beside_last_run=self._remembers and beside)

    def head(self, document: str) -> bool:
        """The heading of a document, unless it stands there already; whether it was told now."""
        if document == self._heading:
            return False
        self._heading = document
        self._told.clear()
        self._page.blank_line()
        self._page.add((document, "bold underline"))
        for item in self._documents:
            if item.locator == document:
                tell_heading(self._page, item)
                return True
        self._documents = self._report.documents()
        return True

    def tell_whole(self, findings: Iterable[Finding]) -> None:
        """Every one of these findings, however many, document by document."""
        for _, of_document in groupby(findings, key=lambda finding: finding.document):
            said: set[str] = set()
            for problem in problems(of_document):
                begins = self.head(problem.first.document)
                self.tell_in_full(problem, said, begins=begins)
