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
    VISIBLE,
    Attribution,
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

PUBLISHED_TEXT = frozenset({CreditClass.ORIGIN, CreditClass.DATELINE, CreditClass.WIRE_CREDIT})
"""Lines of published texts; a disclaimer stands below letters and on imprints too."""

RULE = Rule(
    slug="missing-byline",
    counted=("text without a named author", "texts without a named author"),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(
            "A story\n\nBy Ana Bell\n\nLONDON (Reuters) - The ships came in on Tuesday.\n",
            why="there is a byline",
        ),
        Example(
            "A story\n\nLONDON (Reuters) - The ships came in.\n\nReporting by Ana Bell\n",
            why="the agency says who reported",
        ),
        Example(
            "Dear Ms Bell,\n\nThe views expressed in this email are those of the sender and do not "
            "necessarily reflect the views of The Guardian.\n",
            why="a letter",
        ),
        Example("# Notes\n\nHow to install it.\n", locator="a.md", why="not a published text"),
    ),
    faulty=(
        Example("A story\n\nLONDON (Reuters) - The ships came in on Tuesday.\n", why="no author"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where a text with credit lines names nobody."""
    credits_ = case.reading.attributions
    credited = [c for c in credits_ if c.credit in PUBLISHED_TEXT and c.source == VISIBLE]
    if not credited or any(_names_author(item) for item in credits_):
        return
    yield Violation(
        message="The text carries credit lines but names no author.",
        evidence=tuple(Evidence(EvidenceKind.TEXT, item.text, item.span.line) for item in credited),
        span=credited[0].span,
    )


def _names_author(credit: Attribution) -> bool:
    """Whether a credit says who wrote: a byline does, and an agency's `Reporting by`."""
    reported = credit.credit in (CreditClass.WIRE_CREDIT, CreditClass.CONTRIBUTED)
    return credit.credit is CreditClass.BYLINE or (reported and credit.person is not None)
