"""The address claims a day that cannot be.

What it says
The path names a day that no calendar has (a warning), or one that has not come yet (a note, since
pages about coming events are named so).

Why it matters
The address is mistyped or made up, or a system has filled in a wrong date.

What to do
Check the address by hand.

When it is wrong
Numbers that only look like a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from linkassay.model import (
    Case,
    Certainty,
    Evidence,
    Example,
    Fault,
    Level,
    Rule,
    SubjectKind,
    in_words,
)
from linkassay.urls import dated_path

RULE = Rule(
    slug="url-date-impossible",
    subject=SubjectKind.LINK,
    level=Level.WARNING,
    certainty=Certainty.A,
    since="0.1.0",
    sound=(Example("See https://example.org/2024/02/29/leap.\n", why="a leap day"),),
    faulty=(
        Example("See https://example.org/2023/02/29/leap.\n", why="2023 had no such day"),
        Example("See https://example.org/2031/01/01/later.\n", why="that day has not come"),
    ),
)


def check(case: Case) -> Iterator[Fault]:
    """A fault where the link's path names a day outside the calendar or after the audit."""
    if case.link is None or (dated := dated_path(case.link.url)) is None:
        return
    first = dated.days.earliest if dated.days else None
    ahead = (
        first is not None
        and dated.precision in ("day", "month")
        and first > case.now.date() + timedelta(days=1)
    )
    if dated.fault is not None:
        message = f"The address claims a day that cannot be: {dated.fault}."
    elif ahead and first is not None:
        message = f"The address claims a day to come: {in_words(first)} is after this audit."
    else:
        return
    citation = case.citations[0]
    yield Fault(
        message=message,
        advice="Check the address by hand.",
        evidence=(Evidence("text", dated.text, citation.span.line),),
        level=Level.NOTE if ahead else None,
        certainty=Certainty.C if ahead else None,
        span=citation.span,
    )
