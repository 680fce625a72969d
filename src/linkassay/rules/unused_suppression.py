"""A suppression suppresses nothing.

What it says
The rule ran, the links were answered, and nothing was found that this suppression speaks of.

Why it matters
It hides what may come back for another reason.

What to do
Take it out.

When it is wrong
What comes and goes may be away today. Nothing is said where a rule was off, a link was not
answered, or a part of the corpus was not read.
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
    Rule,
    Span,
    SubjectKind,
    Violation,
)

RULE = Rule(
    slug="unused-suppression",
    counted=("suppression without use", "suppressions without use"),
    subject=SubjectKind.SUPPRESSION,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
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
            "<!-- linkassay: suppress weekday-mismatch until 2027-01-31: a quotation -->\n"
            "See https://example.org/a.\n",
            why="nothing is wrong there",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for a suppression that is known to be of no use."""
    if case.suppression is None or case.suppression.used is not False:
        return
    item = case.suppression.suppression
    yield Violation(
        message=f"The suppression of {item.rule} suppresses nothing.",
        evidence=(Evidence(EvidenceKind.TEXT, item.reason, item.line),),
        span=Span(item.line, item.column),
    )
