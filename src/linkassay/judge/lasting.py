"""How long what was found in a document stands while nothing that it rests on changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from linkassay.conditions import nothing_learnt
from linkassay.model import (
    Dating,
    EvidenceKind,
    Finding,
    Lasting,
    LinkCheck,
    Requires,
    Standing,
    StoredDocument,
    telling,
)
from linkassay.rules import catalogue

_STANDS = frozenset({Standing.NEW, Standing.KNOWN, Standing.WORSE, Standing.RETURNED})
_GOES = frozenset({Standing.FIXED, Standing.RETIRED})
"""Closed for good: in the next run it is not told any more."""

_BESIDE = frozenset({Requires.FILES, Requires.COPIES})
_OF_ANSWER = frozenset({Requires.ANSWER, Requires.RECOVERY})
_SEEN = frozenset({EvidenceKind.HOP, EvidenceKind.ANSWER})


def lasting(item: StoredDocument, dating: Dating, findings: Sequence[Finding]) -> Lasting:
    """How long the findings of a document, with their standing, are those that judging would give.

    Nothing that is named here may be forgotten: files beside it, other documents that share its
    text or a host with dated addresses, comments that suppress, and answers of this very run, of
    which the next one says that they were seen before.
    """
    reading = item.reading
    beside = reading.targets() or reading.suppressions or reading.limited or item.copies
    if beside or item.fetched or dating.conflicts or not _hold(findings):
        return Lasting.RUN
    if not _are_settled(item.checks, findings):
        return Lasting.RUN
    today = dating.of_today or any(_is_of_today(finding) for finding in findings)
    return Lasting.DAY if today else Lasting.UNCHANGED


def _hold(findings: Iterable[Finding]) -> bool:
    """Whether each finding is known in the next run, or gone."""
    for finding in findings:
        if finding.standing in _GOES:
            continue
        entry = catalogue().get(finding.rule)
        if finding.standing not in _STANDS or entry is None or entry.rule.requires in _BESIDE:
            return False
    return True


def _are_settled(checks: Mapping[str, LinkCheck], findings: Sequence[Finding]) -> bool:
    """Whether the checks read alike in the next run, as far as the findings tell of them."""
    told = any(_tells_answer(finding) for finding in findings)
    for check in telling(checks).values():
        if check.condition is None or check.observation is None:
            continue
        if check.condition.name in nothing_learnt() or (told and check.last_seen is None):
            return False
    return True


def _tells_answer(finding: Finding) -> bool:
    seen = any(one.kind in _SEEN for one in finding.evidence)
    entry = catalogue().get(finding.rule)
    return seen or entry is None or entry.rule.requires in _OF_ANSWER


def _is_of_today(finding: Finding) -> bool:
    """Of a rule that is gone nothing is known."""
    entry = catalogue().get(finding.rule)
    return entry is None or entry.rule.of_today
