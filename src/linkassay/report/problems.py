"""Findings that are one problem: the same link in many documents, one mark on many addresses.

A finding is about one subject in one document. A person mends a problem: a link that died is one,
however many documents cite it, and so is a template that put the day of the copy into every address
of a block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from linkassay.model import Evidence, Finding, Requires, SubjectKind
from linkassay.report.words import LEVELS
from linkassay.rules import catalogue
from linkassay.urls import host_of

_OF_LINK = frozenset({Requires.ANSWER, Requires.RECOVERY, Requires.FILES})
"""What a rule requires that speaks of what lies behind an address, wherever it is cited."""

MOST_FINDINGS = 50
"""So many findings of one problem are held; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence that findings of one problem share, and the lines on which it stands."""

    evidence: Evidence
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Findings that say one thing, in the report's order; the first one tells it.

    `more` is how many others there are that are not held.
    """

    findings: tuple[Finding, ...]
    more: int = 0

    @property
    def first(self) -> Finding:
        """The finding that tells it."""
        return self.findings[0]

    @property
    def number(self) -> int:
        """How many findings it has, held or not."""
        return len(self.findings) + self.more

    @property
    def urls(self) -> tuple[str, ...]:
        """The different addresses that it speaks of, in their order."""
        return tuple(dict.fromkeys(item.url for item in self.findings if item.url is not None))

    @property
    def documents(self) -> tuple[str, ...]:
        """The locators of the documents that have it, in their order."""
        return tuple(dict.fromkeys(item.document for item in self.findings))

    @property
    def here(self) -> tuple[Finding, ...]:
        """Its findings in the document of the first one."""
        return tuple(item for item in self.findings if item.document == self.first.document)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """All that it rests on in its first document, each thing once with its lines."""
        found: dict[str, tuple[Evidence, dict[int, None]]] = {}
        for finding in self.here:
            for item in finding.evidence:
                _, lines = found.setdefault(item.text, (item, {}))
                if item.line is not None:
                    lines[item.line] = None
        return tuple(Proof(item, tuple(sorted(lines))) for item, lines in found.values())


def problem_key(finding: Finding) -> Hashable:
    """What findings of one problem have in common.

    Of an answer of the web or a file: the rule and the address or the host, whatever document cites
    it. Of a text: the document, and all words but those on where it stands; of a day that does not
    fit, the sentence alone, since each address may have proofs of its own.
    """
    entry = catalogue().get(finding.rule)
    standing = (finding.rule, finding.level, finding.standing)
    if finding.url is not None and entry is not None:
        if entry.rule.subject is SubjectKind.HOST:
            return (*standing, finding.url.partition("://")[2].partition("/")[0])
        if entry.rule.of_server:
            return (*standing, host_of(finding.url), finding.message)
        if entry.rule.requires in _OF_LINK:
            return (*standing, finding.url)
    said = (*standing, finding.document, finding.message, finding.advice)
    if finding.gap_days is not None:
        return said
    return (*said, tuple(item.text for item in finding.evidence))


class Problems:
    """The problems that findings are, in the order of their first ones.

    At most `most` are held, the graver ones before the milder, else those that come first. Findings
    of the others are counted by their rules in `beyond`.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._groups: dict[Hashable, list[Finding]] = {}
        self._more: Counter[Hashable] = Counter()
        self.beyond: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._groups)

    def add(self, finding: Finding) -> None:
        """Take one more finding."""
        key = problem_key(finding)
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) == self._most and not self._make_room(finding):
                self.beyond[finding.rule] += 1
                return
            group = self._groups[key] = []
        if len(group) < MOST_FINDINGS:
            group.append(finding)
        else:
            self._more[key] += 1

    def _make_room(self, finding: Finding) -> bool:
        """Let go of the last problem that is milder than a finding; false where there is none."""
        for key in reversed(self._groups):
            if _gravity(self._groups[key][0]) < _gravity(finding):
                gone = self._groups.pop(key)
                self.beyond[gone[0].rule] += len(gone) + self._more.pop(key, 0)
                return True
        return False

    def all(self) -> Sequence[Problem]:
        """The problems that are held."""
        return [Problem(tuple(group), self._more[key]) for key, group in self._groups.items()]


def _gravity(finding: Finding) -> int:
    return -LEVELS.index(finding.level)


def problems(findings: Iterable[Finding]) -> Sequence[Problem]:
    """The problems that a few findings are, in the order of their first ones.

    What another finding on its line tells too (`told_with`) is left out.
    """
    few = [finding for finding in findings if finding.told_with is None]
    gathered = Problems(len(few))
    for finding in few:
        gathered.add(finding)
    return gathered.all()
