"""From a reading to cases, from cases to findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType

from linkassay.conditions import outages
from linkassay.judge.subjects import Subjects
from linkassay.model import (
    Case,
    Copy,
    Dating,
    Finding,
    LinkCheck,
    LocalFile,
    LocalTarget,
    Reading,
    RuleEntry,
    RuleLevel,
    SubjectKind,
    SuppressionUse,
    Violation,
)
from linkassay.rules import catalogue

FINGERPRINT_LENGTH = 12
"""Hexadecimal digits: 48 bits, short enough to be typed."""

CARRIED = tuple(
    sorted({field.name for field in fields(Violation)} & {field.name for field in fields(Finding)})
)
"""The fields that a violation hands to its finding: all that both have."""


_OWN_LEVELS: Mapping[str, RuleLevel] = MappingProxyType({})
_NO_FILES: Mapping[LocalTarget, LocalFile] = MappingProxyType({})


def find(
    reading: Reading,
    dating: Dating,
    checks: Mapping[str, LinkCheck],
    now: datetime,
    identity: str | None = None,
    files: Mapping[LocalTarget, LocalFile] = _NO_FILES,
    copies: tuple[Copy, ...] = (),
    levels: Mapping[str, RuleLevel] = _OWN_LEVELS,
) -> Iterator[Finding]:
    """Everything the rules say about one document; all findings stand as new.

    `files` is what is known of the files that it names, `copies` are the documents that share its
    text. `identity` is what the document's findings
    are known by where that is not its locator (a document that was renamed). `levels` are the
    rules that are off, or whose findings have another level than their own.
    """
    subjects = Subjects(
        Case(
            reading.without_code(),
            dating,
            checks,
            now,
            outages=outages(checks),
            files=files,
            copies=copies,
        )
    )
    known_by = reading.document.locator if identity is None else identity
    for slug, entry in catalogue().items():
        configured = levels.get(slug)
        if configured is RuleLevel.OFF:
            continue
        for case in subjects.of(entry.rule):
            for violation in entry.check(case):
                yield _at_level(finding_of(entry, case, violation, known_by), configured)


def find_in_suppressions(
    reading: Reading,
    uses: Iterable[SuppressionUse],
    now: datetime,
    levels: Mapping[str, RuleLevel] = _OWN_LEVELS,
) -> Iterator[Finding]:
    """What the rules say about what a document, or the configuration, tells to be silent."""
    whole = Case(reading, Dating(), {}, now)
    for slug, entry in catalogue().items():
        configured = levels.get(slug)
        if entry.rule.subject is SubjectKind.SUPPRESSION and configured is not RuleLevel.OFF:
            for use in uses:
                case = replace(whole, suppression=use)
                for violation in entry.check(case):
                    finding = finding_of(entry, case, violation, reading.document.locator)
                    yield _at_level(finding, configured)


def _at_level(finding: Finding, configured: RuleLevel | None) -> Finding:
    """A finding at the level that the configuration gives its rule, if it gives one."""
    level = None if configured is None else configured.level
    return finding if level is None else replace(finding, level=level)


def finding_of(entry: RuleEntry, case: Case, violation: Violation, identity: str) -> Finding:
    """The finding that a rule's violation is; what it leaves open is the rule's own."""
    rule = entry.rule
    whole = replace(
        violation,
        level=violation.level or rule.level,
        confidence=violation.confidence or rule.confidence,
        advice=violation.advice or entry.notes.do,
    )
    return Finding(
        fingerprint=fingerprint(rule.problem or rule.slug, identity, _subject(case), violation.key),
        rule=rule.slug,
        document=case.reading.document.locator,
        url=_url(case),
        **{name: getattr(whole, name) for name in CARRIED},
    )


def fingerprint(rule: str, identity: str, subject: str, key: str) -> str:
    """What a finding is known by: of what it is about, never of a line or a run."""
    whole = "\x1f".join((rule, identity, subject, key))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT_LENGTH]


def _url(case: Case) -> str | None:
    if case.link is not None:
        return case.link.url
    if case.links:
        return case.links[0].url
    if case.target is not None:
        return case.target.name
    if case.copy is not None:
        return case.copy.reading.document.locator
    return case.citation.url if case.citation else None


def _subject(case: Case) -> str:
    """The link's identity, or the normalised words of the credit line; nothing for the document.

    An address that stands in a credit line is not one of its words: it may be corrected.
    """
    if case.attribution is not None:
        words = re.sub(r"\bhttps?://\S+", " ", case.attribution.text)
        return re.sub(r"\W+", " ", words).strip().lower()
    if case.suppression is not None:
        item = case.suppression.suppression
        told = (item.rule, item.document, item.url, item.text, item.reason, item.error)
        return "\x1f".join(told)
    return case.host or _url(case) or ""
