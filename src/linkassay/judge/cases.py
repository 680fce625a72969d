"""From a reading to cases, from cases to findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from linkassay.model import (
    Case,
    Dating,
    Finding,
    LinkCheck,
    Reading,
    RuleEntry,
    SubjectKind,
    Violation,
)
from linkassay.rules import catalogue

ID_LENGTH = 12
"""Hexadecimal digits of a finding's id: 48 bits, short enough to be typed."""


def find(
    reading: Reading, dating: Dating, checks: Mapping[str, LinkCheck], now: datetime
) -> Iterator[Finding]:
    """Everything the rules say about one document; all findings stand as new."""
    whole = Case(reading, dating, checks, now)
    for entry in catalogue().values():
        for case in _cases(whole, entry.rule.subject):
            for violation in entry.check(case):
                yield _finding(entry, case, violation)


def _cases(whole: Case, kind: SubjectKind) -> Iterator[Case]:
    match kind:
        case SubjectKind.DOCUMENT:
            yield whole
        case SubjectKind.CITATION:
            for citation in whole.reading.citations:
                yield replace(whole, citation=citation, link=citation.link)
        case SubjectKind.LINK:
            for link in whole.reading.links():
                yield replace(whole, link=link)
        case SubjectKind.ATTRIBUTION:
            for attribution in whole.reading.attributions:
                yield replace(whole, attribution=attribution)


def _finding(entry: RuleEntry, case: Case, violation: Violation) -> Finding:
    rule = entry.rule
    locator = case.reading.document.locator
    return Finding(
        id=identity(rule.slug, locator, _subject(case), violation.key),
        rule=rule.slug,
        level=violation.level or rule.level,
        confidence=violation.confidence or rule.confidence,
        document=locator,
        span=violation.span,
        url=_url(case),
        message=violation.message,
        advice=violation.advice,
        evidence=violation.evidence,
        explanation=violation.explanation,
        gap_days=violation.gap_days,
    )


def identity(rule: str, locator: str, subject: str, key: str) -> str:
    """The id of a finding: of what it is about, never of a line or a run."""
    whole = "\x1f".join((rule, locator, subject, key))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def _url(case: Case) -> str | None:
    if case.link is not None:
        return case.link.url
    return case.citation.written if case.citation else None


def _subject(case: Case) -> str:
    """The link's identity, or the normalised words of the credit line; nothing for the document."""
    if case.attribution is not None:
        words = re.sub(r"\bhttps?://\S+", " ", case.attribution.text)
        return re.sub(r"\W+", " ", words).strip().lower()
    return _url(case) or ""
