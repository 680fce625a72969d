"""A document states a day of publication that has not come.

What it says
Every day of publication that the document states lies more than a day after this audit.

Why it matters
The day was mistyped, or the text was let out before its time.

What to do
Correct the day. Where the text is under an embargo, wait until it has ended.

When it is wrong
A text that is prepared for a day to come and was never meant to be read before; a computer whose
clock is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._statements import TOLERANCE, statements

RULE = Rule(
    slug="published-in-future",
    counted=("day of publication that has not come", "days of publication that have not come"),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    of_today=True,
    sound=(
        Example("A story\n\nPublished: 16 January 2026\n", why="it is tomorrow in other places"),
        Example("A story\n\nPublished: 2026\n", why="a day of this year"),
        Example(
            "---\ndate: 2025-02-01\n---\n\n# A story\n\nPublished: 1 February 2026\n",
            locator="a.md",
            why="one of two stated days is past",
        ),
    ),
    faulty=(Example("A story\n\nPublished: 1 February 2026\n", why="two weeks after the audit"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where nothing but days to come is stated as the day of publication."""
    published = statements(case)
    today = case.now.date()
    if not published or any(item.first - today <= TOLERANCE for item in published):
        return
    first = min(published, key=lambda item: item.first)
    yield Violation(
        message=(
            f"The document says that it was published {first.days}, after this audit "
            f"({format_date(today)})."
        ),
        evidence=tuple(item.evidence for item in published),
        span=first.clue.span,
    )
