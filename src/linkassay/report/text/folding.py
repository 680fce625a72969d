"""Findings of one rule as one entry: how many there are, and where the first of them stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from linkassay.model import Finding
from linkassay.report.problems import Problems, problem_key
from linkassay.report.words import count, listed, place, rule_count

BRIEFLY = 3
"""So many notes of one rule have a sentence each; more of them are one entry."""

DOCUMENTS = 3
LINES = 6
"""So many documents are named in an entry, and so many places in each."""


@dataclass(slots=True)
class Fold:
    """The findings of one rule: some of them, and where they stand."""

    number: int = 0
    documents: int = 0
    last: str | None = None
    places: dict[str, list[Finding]] = field(default_factory=dict)
    problems: Problems = field(default_factory=lambda: Problems(BRIEFLY))

    def add(self, finding: Finding) -> None:
        """Take one more; findings come document by document."""
        self.number += 1
        self.problems.add(finding)
        if finding.document != self.last:
            self.documents += 1
            self.last = finding.document
            if len(self.places) < DOCUMENTS:
                self.places[finding.document] = []
        if len(here := self.places.get(finding.document, [])) <= LINES:
            here.append(finding)

    @property
    def is_brief(self) -> bool:
        """Whether each problem of it has a sentence of its own."""
        return not self.problems.beyond

    def where(self) -> str:
        """`a.md:3:10, lines 8 and 12; b.md:4:1; and 12 more documents`."""
        told = [_in_document(document, here) for document, here in self.places.items()]
        if more := self.documents - len(self.places):
            told.append(f"and {count(more, 'more document')}")
        return "; ".join(told)


class Folds:
    """The folds of the rules, in the order in which they are met."""

    def __init__(self) -> None:
        self._folds: dict[str, Fold] = {}

    def add(self, finding: Finding) -> None:
        """Take one more finding."""
        self._folds.setdefault(finding.rule, Fold()).add(finding)

    @property
    def by_rule(self) -> Mapping[str, Fold]:
        """Each rule with its fold, the brief ones last."""
        return dict(sorted(self._folds.items(), key=lambda item: item[1].is_brief))


def _in_document(document: str, found: list[Finding]) -> str:
    first, *others = found
    head = place(first) or document
    lines = list(dict.fromkeys(str(one.line) for one in others[: LINES - 1] if one.line))
    if len(found) > LINES:
        lines.append("more")
    if not lines:
        return head
    word = "line" if len(lines) == 1 else "lines"
    return f"{head}, {word} {listed(lines)}"


class RuleCounts:
    """How many problems of each rule there are, and in how many places.

    So many problems are told apart as there is `room` for; of those beyond, each place is one.
    """

    def __init__(self, room: int = 10_000) -> None:
        self._room = room
        self._seen: set[int] = set()
        self._problems: Counter[str] = Counter()
        self._places: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._places)

    def add(self, finding: Finding) -> None:
        """Count one more finding."""
        self._places[finding.rule] += 1
        key = hash(problem_key(finding))
        if key in self._seen:
            return
        self._problems[finding.rule] += 1
        if len(self._seen) < self._room:
            self._seen.add(key)

    def told(self) -> list[str]:
        """`1 host that does not answer (dead-host, in 21 places)`, for each rule."""
        return [
            counted(rule, number, self._places[rule]) for rule, number in self._problems.items()
        ]


def counted(rule: str, number: int, places: int = 0) -> str:
    """`176 addresses over http (insecure-http)`; with its places where they are more."""
    where = f", in {count(places, 'place')}" if places > number else ""
    return f"{rule_count(rule, number)} ({rule}{where})"
