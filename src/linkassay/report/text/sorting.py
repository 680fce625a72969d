"""Which findings are told in full, which are folded, and which are only counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from linkassay.model import Finding, Level, Standing
from linkassay.report.problems import Problems
from linkassay.report.telling import Show
from linkassay.report.text.folding import Folds, RuleCounts
from linkassay.report.text.parts import SHOWN

IN_FULL = 200
"""So many problems are told in full; more than that nobody reads, and the rest is counted."""


@dataclass(slots=True)
class Parts:
    """What is to be told of the findings: little, however many they are.

    `known` and `carried` count by rule what was open before; `closed` and `rested` hold a few of
    what is no longer open, and of what rests on earlier answers.
    """

    show: Show
    full: Problems = field(default_factory=lambda: Problems(IN_FULL))
    notes: Folds = field(default_factory=Folds)
    known: RuleCounts = field(default_factory=RuleCounts)
    carried: RuleCounts = field(default_factory=RuleCounts)
    rested: list[Finding] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)
    closed_more: int = 0
    ended: int = 0
    """How many rows were written when the last note had been told."""
    rule: str = ""
    """The first one that is told."""
    dated: Finding | None = None
    """The first finding that is told about a day that does not fit."""

    def take(self, finding: Finding) -> None:
        """Put one finding where it is told.

        What another open finding on the same line says too is one problem with it, and what the
        configuration accepts, or somebody suppresses, is counted in the verdict.
        """
        if finding.standing.is_silenced or finding.told_with is not None:
            return
        if not finding.standing.is_open:
            self._closed(finding)
        elif finding.standing is Standing.CARRIED:
            self._carried(finding)
        else:
            self._open(finding)

    def _closed(self, finding: Finding) -> None:
        if len(self.closed) < SHOWN:
            self.closed.append(finding)
        else:
            self.closed_more += 1

    def _carried(self, finding: Finding) -> None:
        if self.show in (Show.KNOWN, Show.ALL) and len(self.rested) < SHOWN:
            self.rested.append(finding)
        else:
            self.carried.add(finding)

    def _open(self, finding: Finding) -> None:
        if not (finding.standing.is_news or self.show in (Show.KNOWN, Show.ALL)):
            self.known.add(finding)
            return
        self.note(finding)
        if finding.level is Level.NOTE and self.show not in (Show.NOTES, Show.ALL):
            self.notes.add(finding)
        else:
            self.full.add(finding)

    def note(self, finding: Finding) -> None:
        """Remember what is to be said at the foot of one that is told."""
        self.rule = self.rule or finding.rule
        if self.dated is None and finding.gap_days is not None:
            self.dated = finding


def sort_out(findings: Iterable[Finding], show: Show) -> Parts:
    """Go through all findings once."""
    parts = Parts(show)
    for finding in findings:
        parts.take(finding)
    return parts
