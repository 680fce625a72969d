"""The findings of a report as problems, the most important of them; the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from linkassay.model import Finding
from linkassay.report.leading_problems import LeadingProblems
from linkassay.report.pages.parts import Part, part_of
from linkassay.report.problems import Problem


class Digest:
    """At most `most` problems of a report; every finding is counted, by part and rule.

    One pass over the findings. Where there are more problems than are kept, the least important
    are left out, of those the later ones.
    """

    def __init__(self, findings: Iterable[Finding], most: int) -> None:
        self.amounts: Mapping[Part, Counter[str]] = {part: Counter() for part in Part}
        """How many findings each part has, by rule."""
        self._leading = LeadingProblems(self._counted(findings), most)

    def problems(self, part: Part) -> Iterator[Problem]:
        """The problems of a part that are kept, the worst first, else in the report's order."""
        return (one for one in self._leading if part_of(one.first) is part)

    def _counted(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if (part := part_of(finding)) is not None:
                self.amounts[part][finding.rule] += 1
                yield finding
