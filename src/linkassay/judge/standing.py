"""A run beside the run before: new, known, fixed; and the one order findings are told in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from linkassay.model import (
    Confidence,
    Finding,
    Level,
    LinkCheck,
    Reading,
    Requires,
    RuleEntry,
    Standing,
    State,
)
from linkassay.rules import catalogue

_STILL_FAILING = frozenset({State.FAILING, State.DEAD})
_WORST_FIRST = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


def compare(
    found: Iterable[Finding],
    past: Sequence[Finding],
    reading: Reading,
    checks: Mapping[str, LinkCheck],
) -> tuple[Finding, ...]:
    """The findings with their standing, and the fixed ones of before at the end.

    A finding that is not found again counts as fixed only if its rule could have seen it: one that
    needs an answer stays open, unsaid, while its link is still cited and was not answered; one that
    needs recovery stays open behind a wall or another failure too (design section 3).
    """
    once: dict[str, Finding] = {}
    for finding in found:
        once.setdefault(finding.id, finding)
    before = {finding.id for finding in past}
    now = [
        replace(finding, standing=Standing.KNOWN if finding.id in before else Standing.NEW)
        for finding in once.values()
    ]
    fixed = [
        replace(finding, standing=Standing.FIXED)
        for finding in past
        if finding.id not in once and _was_looked_for(finding, reading, checks)
    ]
    return (*now, *fixed)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Open before fixed, by document as they come, the worst first, then by line."""
    listed = list(findings)
    documents = {name: at for at, name in enumerate(dict.fromkeys(f.document for f in listed))}
    return tuple(
        sorted(
            listed,
            key=lambda finding: (
                finding.standing is Standing.FIXED,
                documents[finding.document],
                _WORST_FIRST[finding.level],
                finding.line or 0,
                finding.rule,
            ),
        )
    )


def _was_looked_for(finding: Finding, reading: Reading, checks: Mapping[str, LinkCheck]) -> bool:
    entry = catalogue().get(finding.rule)
    if entry is None or finding.url is None or not _rests_on_answer(finding, entry):
        return True
    if not reading.citing(finding.url):
        return True
    check = checks.get(finding.url)
    if check is None or check.condition is None or check.condition.name == "unknown":
        return False
    if entry.rule.requires is Requires.RECOVERY:
        return check.state.state not in _STILL_FAILING
    return True


def _rests_on_answer(finding: Finding, entry: RuleEntry) -> bool:
    """Whether the web had a part in it: what text alone says of a date is never proof (A)."""
    proven_date = finding.gap_days is not None and finding.confidence is Confidence.CERTAIN
    return entry.rule.requires is not Requires.READING or proven_date
