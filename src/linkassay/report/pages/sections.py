"""The parts of a page, filled as long as there is room, and what is left of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from linkassay.model import DocumentResult, Report
from linkassay.report.pages.budget import Budget
from linkassay.report.pages.digest import Digest
from linkassay.report.pages.entries import Entry, entry_of
from linkassay.report.pages.parts import Part
from linkassay.report.pages.quotes import Quotes
from linkassay.report.problems import Problem
from linkassay.report.words import rule_count


class Section:
    """One part of the page.

    Problems are made ready to be shown one at a time, when they are asked for; none is where the
    budget is spent but for `reserve` bytes. What was not shown is then in `left`.
    """

    def __init__(
        self, report: Report, digest: Digest, part: Part, budget: Budget, reserve: int
    ) -> None:
        self.part = part
        self.amounts = digest.amounts[part]
        self.total = self.amounts.total()
        self._report = report
        self._problems = tuple(digest.problems(part))
        self._budget = budget
        self._reserve = reserve
        self._quotes = Quotes(report)
        self._shown: Counter[str] = Counter()

    def by_document(self) -> Iterator[tuple[str, DocumentResult | None, Iterator[Entry]]]:
        """Problems of one document that stand together: its locator, its head, the problems."""
        heads = self._heads()
        for locator, some in groupby(self._problems, key=lambda one: one.first.document):
            if self._room():
                yield locator, heads.get(locator), self._entries(some)

    def by_rule(self) -> Iterator[tuple[str, str, Iterator[Entry]]]:
        """Problems of one rule: its name, how many it found in words, the problems."""
        rules: dict[str, list[Problem]] = {}
        for one in self._problems:
            rules.setdefault(one.first.rule, []).append(one)
        for rule, some in rules.items():
            if self._room():
                yield rule, rule_count(rule, self.amounts[rule]), self._entries(iter(some))

    def entries(self) -> Iterator[Entry]:
        """All problems of the part."""
        return self._entries(iter(self._problems))

    @property
    def left(self) -> Sequence[tuple[str, str]]:
        """What was not shown up to now: each rule and how many in words."""
        missing = self.amounts - self._shown
        return [(rule, rule_count(rule, number)) for rule, number in missing.most_common()]

    def take_back(self, entry: Entry) -> None:
        """One that was asked for was too long to be shown after all."""
        self._shown[entry.first.rule] -= entry.number

    def _entries(self, some: Iterator[Problem]) -> Iterator[Entry]:
        for problem in some:
            if not self._room():
                return
            entry = entry_of(problem, self._quotes, beside_last_run=self._report.run.remembers)
            self._shown[problem.first.rule] += entry.number
            yield entry

    def _room(self) -> bool:
        return self._budget.left > self._reserve

    def _heads(self) -> Mapping[str, DocumentResult]:
        wanted = {one.first.document for one in self._problems}
        return {item.locator: item for item in self._report.documents() if item.locator in wanted}
