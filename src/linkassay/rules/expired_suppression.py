"""A suppression has expired, or soon will.

What it says
The last day of a suppression is over, so that it suppresses nothing any more (a warning), or comes
within two weeks (a note).

Why it matters
What it kept silent is told again, and somebody must know why.

What to do
Mend what it suppressed, take it out, or give it another day and a reason that still holds.

When it is wrong
Never: the day stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from linkassay.model import (
    Case,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Rule,
    Span,
    SubjectKind,
    Violation,
    format_date,
)

RULE = Rule(
    slug="expired-suppression",
    counted=("suppression that expires", "suppressions that expire"),
    subject=SubjectKind.SUPPRESSION,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    of_today=True,
    sound=(
        Example(
            "<!-- linkassay: suppress credit-without-link until 2027-01-31: no page -->\n\n"
            "This story was first published by Reuters.\n\nBy Ana Bell\n",
            locator="example.md",
            why="it holds and is of use",
        ),
    ),
    faulty=(
        Example(
            "<!-- linkassay: suppress dead-link until 2025-12-31: moved -->\n"
            "See https://example.org/a.\n",
            why="its last day is over",
        ),
        Example(
            "<!-- linkassay: suppress dead-link until 2026-01-20: being moved -->\n"
            "See https://example.org/a.\n",
            why="its last day comes within two weeks",
        ),
    ),
)


SOON = timedelta(days=14)
"""So long before its last day it is told (our own choice)."""


def check(case: Case) -> Iterator[Violation]:
    """A violation for a suppression whose last day is over or near."""
    if case.suppression is None:
        return
    item, today = case.suppression.suppression, case.now.date()
    if item.error or item.expires is None or item.expires > today + SOON:
        return
    over = item.expires < today
    says = "expired on" if over else "holds until"
    yield Violation(
        message=f"The suppression of {item.rule} {says} {format_date(item.expires)}.",
        evidence=(Evidence(EvidenceKind.TEXT, item.reason, item.line),),
        level=None if over else Level.NOTE,
        span=Span(item.line, item.column),
    )
