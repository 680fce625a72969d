"""The findings of a report as problems, the most important of them; the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping

from linkassay.model import Finding
from linkassay.report.pages.parts import Part, Rank, part_of, rank
from linkassay.report.problems import Problem, problem_key

KEPT = 5
"""So many findings of a problem are kept to name their places; the rest is counted."""


class _Gathered:
    """The first findings of a problem, and how many more there are."""

    __slots__ = ("findings", "more")

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.more = 0

    def take(self, finding: Finding) -> None:
        if len(self.findings) < KEPT:
            self.findings.append(finding)
        else:
            self.more += 1


class Digest:
    """At most `most` problems of a report; every finding is counted, by part and rule.

    One pass over the findings. Where there are more problems than are kept, the least important
    are left out, of those the later ones.
    """

    def __init__(self, findings: Iterable[Finding], most: int) -> None:
        self.amounts: Mapping[Part, Counter[str]] = {part: Counter() for part in Part}
        """How many findings each part has, by rule."""
        self._most = most
        self._size = 0
        self._ranks: dict[Rank, dict[Hashable, _Gathered]] = {}
        for finding in findings:
            if (part := part_of(finding)) is not None:
                self.amounts[part][finding.rule] += 1
                self._take(finding, rank(finding, part))

    def problems(self, part: Part) -> Iterator[Problem]:
        """The problems of a part that are kept, the worst first, else in the report's order."""
        at = list(Part).index(part)
        for place in sorted(self._ranks):
            if place[0] == at:
                for one in self._ranks[place].values():
                    yield Problem(tuple(one.findings), one.more)

    def _take(self, finding: Finding, place: Rank) -> None:
        key = problem_key(finding)
        problem = self._ranks.get(place, {}).get(key) or self._begun(place, key)
        if problem is not None:
            problem.take(finding)

    def _begun(self, place: Rank, key: Hashable) -> _Gathered | None:
        """A place for a new problem; `None` where all are taken by what matters as much."""
        if self._size == self._most:
            last = max(self._ranks)
            if place >= last:
                return None
            self._ranks[last].popitem()
            if not self._ranks[last]:
                del self._ranks[last]
            self._size -= 1
        self._size += 1
        return self._ranks.setdefault(place, {}).setdefault(key, _Gathered())
