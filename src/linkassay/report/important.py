"""What is told where not all can be: news before what was known, errors before notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from linkassay.model import Finding, Level, Standing
from linkassay.report.problems import problem_key

KEPT = 5
"""So many findings of a problem are kept to name their places; the rest is counted."""

_TIERS: Mapping[Standing, int] = {
    Standing.NEW: 0,
    Standing.WORSE: 0,
    Standing.RETURNED: 0,
    Standing.KNOWN: 1,
    Standing.CARRIED: 2,
    Standing.FIXED: 3,
    Standing.RETIRED: 3,
    Standing.GONE: 3,
    Standing.ACCEPTED: 3,
    Standing.SUPPRESSED: 3,
    Standing.SUPPRESSED: 3,
}
_LEVELS: Mapping[Level, int] = {level: rank for rank, level in enumerate(reversed(Level))}


def importance(finding: Finding) -> tuple[int, int]:
    """Smaller is more important."""
    return _TIERS[finding.standing], _LEVELS[finding.level]


class Leading:
    """The most important of the `wanted` findings, at most so many, in the report's own order.

    The findings are gone through twice and none is held: first they are counted by importance.
    """

    def __init__(
        self,
        findings: Callable[[], Iterator[Finding]],
        most: int,
        wanted: Callable[[Finding], bool],
    ) -> None:
        self._findings = findings
        self._wanted = wanted
        amounts = Counter(importance(item) for item in findings() if wanted(item))
        self._rooms: dict[tuple[int, int], int] = {}
        room = most
        for rank in sorted(amounts):
            self._rooms[rank] = min(amounts[rank], room)
            room -= self._rooms[rank]
        self.left_out = amounts.total() - most + room
        """How many findings there is no room for."""

    def __iter__(self) -> Iterator[Finding]:
        rooms = dict(self._rooms)
        for item in self._findings():
            if self._wanted(item) and rooms[rank := importance(item)]:
                rooms[rank] -= 1
                yield item


@dataclass(slots=True)
class Gathered:
    """A problem: its first findings, and how many there are."""

    findings: list[Finding] = field(default_factory=list)
    number: int = 0

    def take(self, finding: Finding) -> None:
        """One more finding of it."""
        self.number += 1
        if len(self.findings) < KEPT:
            self.findings.append(finding)

    @property
    def first(self) -> Finding:
        """The finding that tells it."""
        return self.findings[0]


class LeadingProblems:
    """The most important problems among findings, at most so many; little is held of each.

    What another finding on its line tells too (`told_with`) is left out.
    """

    def __init__(self, findings: Iterable[Finding], most: int) -> None:
        self._most = most
        self._problems: dict[Hashable, Gathered] = {}
        self.number = 0
        """How many findings there are, told or not."""
        for item in findings:
            if item.told_with is None:
                self._take(item)

    def _take(self, finding: Finding) -> None:
        self.number += 1
        key = problem_key(finding)
        problem = self._problems.get(key) or self._begun(key, finding)
        if problem is not None:
            problem.take(finding)

    def _begun(self, key: Hashable, finding: Finding) -> Gathered | None:
        """A place for a new problem; `None` where all are taken by what matters as much."""
        if len(self._problems) == self._most:
            last = max(reversed(self._problems), key=self._importance)
            if importance(finding) >= self._importance(last):
                return None
            del self._problems[last]
        return self._problems.setdefault(key, Gathered())

    def _importance(self, key: Hashable) -> tuple[int, int]:
        return importance(self._problems[key].first)

    def __iter__(self) -> Iterator[Gathered]:
        """The problems, the most important first, else in the report's order."""
        return iter(sorted(self._problems.values(), key=lambda item: importance(item.first)))
