"""The most important problems of a report, at most so many; little is held of each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from linkassay.model import Finding
from linkassay.report.important import Importance, importance
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


class LeadingProblems:
    """At most `most` problems of the findings, which are gone through once.

    Where there are more, the least important are left out, of those the later ones.
    """

    def __init__(self, findings: Iterable[Finding], most: int) -> None:
        self._most = most
        self._size = 0
        self._tiers: dict[Importance, dict[Hashable, _Gathered]] = {}
        self.number = 0
        """How many findings there are, told or not."""
        for item in findings:
            self._take(item)

    def __iter__(self) -> Iterator[Problem]:
        """The problems, the most important first, else in the report's order."""
        for tier in sorted(self._tiers):
            for one in self._tiers[tier].values():
                yield Problem(tuple(one.findings), one.more)

    def _take(self, finding: Finding) -> None:
        self.number += 1
        tier, key = importance(finding), problem_key(finding)
        problem = self._tiers.get(tier, {}).get(key) or self._begun(tier, key)
        if problem is not None:
            problem.take(finding)

    def _begun(self, tier: Importance, key: Hashable) -> _Gathered | None:
        """A place for a new problem; `None` where all are taken by what matters as much."""
        if self._size == self._most:
            last = max(self._tiers)
            if tier >= last:
                return None
            self._tiers[last].popitem()
            if not self._tiers[last]:
                del self._tiers[last]
            self._size -= 1
        self._size += 1
        return self._tiers.setdefault(tier, {}).setdefault(key, _Gathered())
