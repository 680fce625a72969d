"""A reference gives another date than its address.

What it says
A reference, in a list of sources or a footnote, gives one full date, and the date in its address is
more than a week away. A day of access that is marked as one is left out.

Why it matters
One of the two is wrong, or the reference means another text than its address leads to.

What to do
Open the address, and compare its date with the reference.

When it is wrong
A date that belongs to the title of the work; a text printed long before it was put on the web. A
later date may be a day of access that is not marked as one: then the finding is only suspected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkassay.model import (
    Case,
    Citation,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Region,
    Rule,
    Sign,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._references import reference_days
from linkassay.rules._statements import SMALL_GAP
from linkassay.urls import dated_path

_LIST = (
    "A story\n\nReferences\n\n1. Bell, Ana. A harbour. The Harbour Courier, {day}. "
    "https://example.org/2018/04/23/a{more}.\n"
)

RULE = Rule(
    slug="citation-date-mismatch",
    counted=(
        "reference with another date than its address",
        "references with other dates than their addresses",
    ),
    subject=SubjectKind.CITATION,
    sign=Sign.DATED,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_LIST.format(day="24 April 2018", more=""), why="a day apart"),
        Example(
            _LIST.format(day="April 2018", more=", accessed 14 November 2021"),
            why="the day of access is another thing",
        ),
    ),
    faulty=(
        Example(
            _LIST.format(day="14 November 2016", more=""),
            why="two years before the date in its address",
        ),
        Example(
            _LIST.format(day="14 November 2021", more=""), why="perhaps a day of access: suspected"
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where a reference's one date and the date in its address are a week apart."""
    citation = case.citation
    if citation is None or citation.region is not Region.REFERENCE or citation.code:
        return
    claimed = _claimed(citation)
    days = reference_days(citation, case.reading.citations) if claimed else []
    if claimed is None or len(days) != 1:
        return
    day = days[0]
    gap = max(claimed.first - day, day - claimed.last)
    if gap <= SMALL_GAP:
        return
    later = day > claimed.last
    yield Violation(
        message=(
            f"The reference gives {format_date(day)}, {gap.days:,} days from the date in its "
            f"address." + (" It may be the day on which it was looked up." if later else "")
        ),
        evidence=(
            Evidence(EvidenceKind.TEXT, citation.context, citation.span.line),
            Evidence(EvidenceKind.TEXT, claimed.text),
        ),
        confidence=Confidence.SUSPECTED if later else None,
        span=citation.span,
    )


@dataclass(frozen=True, slots=True)
class _Claim:
    """The days that an address claims, both ends included, and its words for them."""

    first: date
    last: date
    text: str


def _claimed(citation: Citation) -> _Claim | None:
    dated = dated_path(citation.link.url) if citation.link else None
    if dated is None or dated.days is None or dated.precision not in ("day", "month"):
        return None
    first, last = dated.days.earliest, dated.days.latest
    return None if first is None or last is None else _Claim(first, last, dated.text)
