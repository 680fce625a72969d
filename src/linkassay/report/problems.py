"""Findings that are one problem: the same link in many documents, one mark on many addresses.

A finding is about one subject in one document. A person mends a problem: a link that died is one,
however many documents cite it, and so is a template that put the day of the copy into every address
of a block.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from linkassay.model import Finding, Requires
from linkassay.rules import catalogue

_OF_LINK = frozenset({Requires.ANSWER, Requires.RECOVERY})
"""What a rule requires that speaks of what an address answers, wherever it is cited."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Findings that say one thing, in the report's order; the first one tells it."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that tells it."""
        return self.findings[0]

    @property
    def urls(self) -> tuple[str, ...]:
        """The different addresses that it speaks of, in their order."""
        return tuple(dict.fromkeys(item.url for item in self.findings if item.url is not None))

    @property
    def documents(self) -> tuple[str, ...]:
        """The locators of the documents that have it, in their order."""
        return tuple(dict.fromkeys(item.document for item in self.findings))


def problem_key(finding: Finding) -> Hashable:
    """What findings of one problem have in common.

    Of an answer of the web: the rule and the address, whatever document cites it. Of a text: the
    document, and all words but those on where it stands.
    """
    entry = catalogue().get(finding.rule)
    standing = (finding.rule, finding.level, finding.standing)
    if finding.url is not None and entry is not None and entry.rule.requires in _OF_LINK:
        return (*standing, finding.url)
    words = tuple(item.text for item in finding.evidence)
    return (*standing, finding.document, finding.message, finding.advice, words)


def problems(findings: Iterable[Finding]) -> Sequence[Problem]:
    """The problems that findings are, in the order of their first ones.

    What another finding on its line tells too (`told_with`) is left out. All of them are held: give
    it few.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        if finding.told_with is None:
            groups.setdefault(problem_key(finding), []).append(finding)
    return [Problem(tuple(group)) for group in groups.values()]
