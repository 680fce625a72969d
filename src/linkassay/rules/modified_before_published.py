"""A document says that it was changed before it was published.

What it says
The day of the last change that the document states lies more than a day before every day of
publication that it states.

Why it matters
The text was written for a later day or published anew, and the day of its last change is no
sign of how new it is; or one of the two days is mistyped.

What to do
Take neither day for the age of the text before you know why; correct the one that is wrong.

When it is wrong
It is what systems state of a text that was prepared and then published by plan, which is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Clock,
    Confidence,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules._statements import TOLERANCE, statements

RULE = Rule(
    slug="modified-before-published",
    counted=(
        "document changed before it was published",
        "documents changed before they were published",
    ),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(
        Example(
            "A story\n\nPublished: 3 March 2019\n\nLast updated: 2 March 2019\n",
            why="a day may be lost between two time zones",
        ),
        Example(
            "A story\n\nPublished: 3 March 2019\n\nLast updated: March 2019\n",
            why="some day of that month",
        ),
    ),
    faulty=(
        Example(
            "A story\n\nPublished: 3 March 2019\n\nLast updated: 1 February 2019\n",
            why="changed a month before it was published",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the last stated change is earlier than all stated days of publication."""
    published, modified = statements(case), statements(case, Clock.MODIFIED)
    if not published or not modified:
        return
    first = min(published, key=lambda item: item.first)
    last = max(modified, key=lambda item: item.last)
    if first.first - last.last <= TOLERANCE:
        return
    yield Violation(
        message=(
            f"The document says that it was last changed {last.days}, before it was published "
            f"{first.days}."
        ),
        evidence=(first.evidence, last.evidence),
        span=last.clue.span or first.clue.span,
    )
