"""What is told where not all can be: news before what was known, errors before notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from linkassay.model import Finding, Standing
from linkassay.report.words import LEVELS

Importance = tuple[int, int]
"""Smaller is more important: by how a finding stands, then by its level."""

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
}


def importance(finding: Finding) -> Importance:
    """How much a person wants to hear of a finding."""
    return _TIERS[finding.standing], LEVELS.index(finding.level)


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
        self._rooms: dict[Importance, int] = {}
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
