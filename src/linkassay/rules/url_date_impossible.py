"""The address claims a day that cannot be.

What it says
The path names a day that no calendar has (a warning), or one that has not come yet (a note, since
pages about coming events are named so; a warning where it comes more than two years after the
text's own time, since nothing is announced so long before).

Why it matters
The address is mistyped or made up, or a system has filled in a wrong date.

What to do
Check the address by hand.

When it is wrong
Numbers that only look like a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

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
from linkassay.urls import DatedPath, dated_path

ANNOUNCED_AHEAD = timedelta(days=730)
"""How long before its day a page about an event may stand (our own choice)."""

RULE = Rule(
    slug="url-date-impossible",
    counted=("address with a day that cannot be", "addresses with a day that cannot be"),
    subject=SubjectKind.LINK,
    sign=Sign.DATED,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    of_today=True,
    sound=(Example("See https://example.org/2024/02/29/leap.\n", why="a leap day"),),
    faulty=(
        Example("See https://example.org/2023/02/29/leap.\n", why="2023 had no such day"),
        Example("See https://example.org/2031/01/01/later.\n", why="that day has not come"),
        Example("See https://example.org/2026/05/06/talk.\n", why="an event, perhaps: a note"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the link's path names a day outside the calendar or after the audit."""
    if case.link is None or (dated := dated_path(case.link.url)) is None:
        return
    citation = case.citations[0]
    violation = Violation(
        message=f"The address claims a day that cannot be: {dated.error}.",
        evidence=(Evidence(EvidenceKind.TEXT, dated.text, citation.span.line),),
        span=citation.span,
    )
    if dated.error is not None:
        yield violation
    elif (day := _day_to_come(dated, case.now.date())) is not None:
        published = case.dating.published
        written = (published and published.latest) or case.now.date()
        soon = day - written <= ANNOUNCED_AHEAD
        yield replace(
            violation,
            message=f"The address claims a day to come: {format_date(day)} is after this audit.",
            level=Level.NOTE if soon else None,
            confidence=Confidence.SUSPECTED if soon else Confidence.PROBABLE,
        )


def _day_to_come(dated: DatedPath, today: date) -> date | None:
    """The first day a path claims, if it has not come; a lone year or number claims none."""
    first = dated.days.earliest if dated.days else None
    if first is None or dated.precision not in ("day", "month"):
        return None
    return first if first > today + timedelta(days=1) else None
