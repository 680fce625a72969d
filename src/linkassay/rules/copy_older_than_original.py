"""A copy is dated before the text that it was taken from.

What it says
A credit line says on which day another outlet first published the text, and the document states of
itself only days more than a week before (a warning), or from two days to a week (a note).

Why it matters
One of the two days is wrong, or the credit is: a copy cannot be older than its original.

What to do
Find out which of the two came first, and correct the day or the credit line.

When it is wrong
A text that was shown to members, or in print, before the outlet published it. Lines about another
version of the text are left out.
"""

from __future__ import annotations

import re
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
    format_date,
)
from linkassay.rules._credits import is_own
from linkassay.rules._statements import SMALL_GAP, TOLERANCE, last_statement

_ANOTHER_VERSION = re.compile(r"\bversion\b|\balso\b", re.IGNORECASE)

_TEXT = (
    "# A story\n\nBy Ana Bell\n\nPublished: {day} March 2019\n\nThis text was first published by "
    "[Reuters](https://reuters.com/a) on 20 March 2019.\n"
)

RULE = Rule(
    slug="copy-older-than-original",
    counted=("copy dated before its original", "copies dated before their originals"),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_TEXT.format(day="21"), locator="a.md", why="published after its original"),
        Example(_TEXT.format(day="19"), locator="a.md", why="a day apart, as in two time zones"),
    ),
    faulty=(
        Example(_TEXT.format(day="3"), locator="a.md", why="published before its original"),
        Example(_TEXT.format(day="15"), locator="a.md", why="five days before: a note"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the day of a first publication lies after all that the document states."""
    credit, stated = case.attribution, last_statement(case)
    if credit is None or credit.credit is not CreditClass.ORIGIN or credit.outlet is None:
        return
    if stated is None or credit.day is None or credit.day - stated.last <= TOLERANCE:
        return
    if _ANOTHER_VERSION.search(credit.text) or is_own(credit.outlet, case.reading.document):
        return
    gap = credit.day - stated.last
    yield Violation(
        message=(
            f"The credit line says that {credit.outlet} first published the text on "
            f"{format_date(credit.day)}, {gap.days:,} days after the last day that the document "
            f"states of itself ({format_date(stated.last)})."
        ),
        evidence=(stated.evidence, Evidence(EvidenceKind.TEXT, credit.text, credit.span.line)),
        level=Level.NOTE if gap <= SMALL_GAP else None,
        span=credit.span,
    )
