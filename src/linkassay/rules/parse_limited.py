"""A document could not be read in full.

What it says
Reading the document took more time or memory than one of its size gets, or it says more than is
kept of one document, or its reader broke down over it. Only its addresses were gathered, as many as
were found, without their place in the text.

Why it matters
An audit that passes over a part of a document in silence looks clean and is not. Its dates and
credit lines are not known, and addresses may be missing.

What to do
Split the document, or save its text without what makes it heavy (nested markup, generated lists).
If it is of an ordinary size and shape, report it: then the reader is at fault.

When it is wrong
A machine that is much slower than those on which the limits were measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Limit,
    Rule,
    Span,
    SubjectKind,
    Violation,
)

RULE = Rule(
    slug="parse-limited",
    subject=SubjectKind.DOCUMENT,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(Example("See https://example.org/a for it.\n", why="it was read in full"),),
    faulty=(
        Example(
            "See https://example.org/a for it.\n", limited=Limit.TIME, why="reading took too long"
        ),
    ),
)

_REASONS = {
    Limit.TIME: "it took more time than a document of its size gets",
    Limit.MEMORY: "it took more memory than a document of its size gets",
    Limit.SIZE: "it says more than is kept of one document",
    Limit.FAILURE: "its reader broke down over it",
}


def check(case: Case) -> Iterator[Violation]:
    """A violation for a document whose reading is limited."""
    reading = case.reading
    if reading.limited is None:
        return
    count = len(reading.citations)
    kept = "1 address was" if count == 1 else f"{count:,} addresses were"
    first = reading.citations[0].span if reading.citations else Span(1, 1)
    yield Violation(
        message=f"This document was not read in full: {_REASONS[reading.limited]}.",
        evidence=(Evidence(EvidenceKind.MARK, f"{kept} gathered from it", first.line),),
        span=first,
    )
