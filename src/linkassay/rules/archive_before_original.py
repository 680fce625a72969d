"""An archived copy is older than the page it copies.

What it says
The address of an archived copy tells the day of the copy, and the address of the original claims a
later day: by more than a week a warning, by two days to a week a note.

Why it matters
Nothing can be copied before it is there: one of the two addresses was made up, mistyped or joined
from parts that do not belong together, or the page was given a later date.

What to do
Open the copy, and see which page it holds.

When it is wrong
A page that stood at the same address before the day that the address names, as for an event.
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
    Sign,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._statements import SMALL_GAP, TOLERANCE
from linkassay.urls import dated_path

_TEXT = (
    "A story\n\nSee https://web.archive.org/web/{stamp}/https://example.org/2019/03/29/a for it.\n"
)

RULE = Rule(
    slug="archive-before-original",
    counted=("archived copy older than its original", "archived copies older than their originals"),
    subject=SubjectKind.CITATION,
    sign=Sign.ARCHIVED,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_TEXT.format(stamp="20200504030201"), why="copied later"),
        Example(_TEXT.format(stamp="20190328230000"), why="a day apart, as in two time zones"),
    ),
    faulty=(
        Example(_TEXT.format(stamp="20180504030201"), why="copied a year before its date"),
        Example(_TEXT.format(stamp="20190325000000"), why="four days before: a note"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where a cited copy was made before the day that the original's path claims."""
    citation = case.citation
    link = citation.link if citation else None
    copy = link.capture if link else None
    if citation is None or link is None or copy is None or copy.day is None:
        return
    dated = dated_path(link.url)
    first = dated.days.earliest if dated and dated.days else None
    if dated is None or first is None or dated.precision not in ("day", "month"):
        return
    gap = first - copy.day
    if gap <= TOLERANCE:
        return
    yield Violation(
        message=(
            f"The copy in {copy.archive} is of {format_date(copy.day)}, {gap.days:,} days before "
            f"the day that the original's address claims ({format_date(first)})."
        ),
        evidence=(
            Evidence(EvidenceKind.TEXT, copy.url, citation.span.line),
            Evidence(EvidenceKind.TEXT, dated.text),
        ),
        level=Level.NOTE if gap <= SMALL_GAP else None,
        span=citation.span,
    )
