"""Nobody is named as the author.

What it says
The document carries credit lines, so it is a published text, but neither a byline nor its metadata
names an author.

Why it matters
A text without an author is harder to cite and to trace, and reprints often lose the name.

What to do
Take the author's name from the first publication.

When it is wrong
Editorials and agency reports have no byline on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    CreditClass,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
)

PUBLISHED_TEXT = frozenset(
    {CreditClass.ORIGIN, CreditClass.DISCLAIMER, CreditClass.DATELINE, CreditClass.WIRE_CREDIT}
)
AUTHOR_FIELDS = frozenset(
    {"author", "article:author", "json-ld:author", "citation_author", "dc.creator", "byl"}
)

RULE = Rule(
    slug="missing-byline",
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(
            "A story\n\nBy Ana Bell\n\nLONDON (Reuters) - The ships came in on Tuesday.\n",
            why="there is a byline",
        ),
        Example("# Notes\n\nHow to install it.\n", locator="a.md", why="not a published text"),
    ),
    faulty=(
        Example("A story\n\nLONDON (Reuters) - The ships came in on Tuesday.\n", why="no author"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where a text with credit lines names nobody."""
    credited = [c for c in case.reading.attributions if c.credit in PUBLISHED_TEXT]
    if not credited or _has_author(case):
        return
    yield Violation(
        message="The text carries credit lines but names no author.",
        evidence=tuple(Evidence(EvidenceKind.TEXT, item.text, item.span.line) for item in credited),
        span=credited[0].span,
    )


def _has_author(case: Case) -> bool:
    return any(item.credit is CreditClass.BYLINE for item in case.reading.attributions) or any(
        meta.name.lower() in AUTHOR_FIELDS and meta.value.strip()
        for meta in case.reading.document.metadata
    )
