"""A reference was looked up before its page was published.

What it says
A reference says on which day its address was looked up, and the date in the address is later: by
more than a week a warning, by two days to a week a note.

Why it matters
Nobody can read a page before it is there: the day of access, or the address, is wrong.

What to do
Check both, and correct the one that is wrong.

When it is wrong
A page that was moved to an address with a later date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkassay.model import (
    Attribution,
    Case,
    Citation,
    Confidence,
    CreditClass,
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

NEAR = 40
"""A day of access stands at most so many characters behind its address, where the block holds
several addresses (our own choice)."""

_TEXT = "A story\n\nBell, Ana: A harbour. https://example.org/2019/03/29/a. Accessed {day}.\n"

RULE = Rule(
    slug="accessed-before-published",
    counted=(
        "reference looked up before its page was published",
        "references looked up before their pages were published",
    ),
    subject=SubjectKind.LINK,
    sign=Sign.DATED,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_TEXT.format(day="3 May 2022"), why="looked up later"),
        Example(_TEXT.format(day="28 March 2019"), why="a day apart, as in two time zones"),
    ),
    faulty=(
        Example(_TEXT.format(day="3 May 2018"), why="looked up a year before its date"),
        Example(_TEXT.format(day="25 March 2019"), why="four days before: a note"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the day of access of a link lies before the day in its address."""
    dated = dated_path(case.link.url) if case.link else None
    first = dated.days.earliest if dated and dated.days else None
    if dated is None or first is None or dated.precision not in ("day", "month"):
        return
    for credit, day in _accesses(case):
        gap = first - day
        if gap > TOLERANCE:
            yield Violation(
                message=(
                    f"The page was looked up on {format_date(day)}, {gap.days:,} days before the "
                    f"day that its address claims ({format_date(first)})."
                ),
                evidence=(
                    Evidence(EvidenceKind.TEXT, credit.text, credit.span.line),
                    Evidence(EvidenceKind.TEXT, dated.text),
                ),
                level=Level.NOTE if gap <= SMALL_GAP else None,
                span=credit.span,
            )
            return


def _accesses(case: Case) -> Iterator[tuple[Attribution, date]]:
    """The lines that say when the case's link was looked up, with the day."""
    for credit in case.reading.attributions:
        if credit.credit is CreditClass.ACCESSED and credit.day is not None:
            alone = case.link is not None and credit.links == (case.link.url,)
            if alone or any(_stands_behind(credit, item) for item in case.citations):
                yield credit, credit.day


def _stands_behind(credit: Attribution, citation: Citation) -> bool:
    """Whether a line follows an address closely."""
    start, end = credit.span.start, citation.span.end
    return start is not None and end is not None and 0 <= start - end <= NEAR
