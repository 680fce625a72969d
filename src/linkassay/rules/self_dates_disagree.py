"""A document states two days of publication.

What it says
Two statements of the document itself, or one of them and its own address, name days of publication
that lie more than a week apart (a warning), or from two days to a week (a note). A day that stands
alone, without a word on what it is the day of, makes a note.

Why it matters
Whoever cites or dates the text takes one of them, and may take the wrong one. Nothing here says
which that is.

What to do
Find out when the text was first published, and state that day alone; state a change as a change.

When it is wrong
A page whose system calls the day of a new edition its day of publication and says so nowhere. A day
that the document also states as the day of a change or a new edition is explained, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from linkassay.model import (
    Case,
    Clock,
    Confidence,
    CreditClass,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules._statements import (
    SMALL_GAP,
    TOLERANCE,
    Statement,
    own_address,
    statements,
)

_OF_OTHER_DAYS = re.compile(
    r"creat|^(?:time$|citation|bepress|eprints|prism|dc(?:terms)?[.:])", re.IGNORECASE
)
"""Fields that state the day of a draft or of a journal's issue, and the first `time` of a page,
which was another text's on 4 of 212 news pages."""

_UNLABELLED = frozenset({"byline-date", "date-line", "dateline", "first-line"})
"""Rules of clues: a day that a reader sees without a word on what it is the day of. It may be
today's at the head of a site, or another thing's: the finding is a note then, and suspected."""

_PAGE = (
    "<title>A story</title>\n<meta name=date content=2019-03-03>\n{more}"
    "<p>Published: {day} 2019</p>\n"
)

RULE = Rule(
    slug="self-dates-disagree",
    counted=("document with two days of publication", "documents with two days of publication"),
    subject=SubjectKind.DOCUMENT,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_PAGE.format(more="", day="4 March"), locator="a.html", why="a day apart"),
        Example(_PAGE.format(more="", day="March"), locator="a.html", why="some day of that month"),
        Example(
            _PAGE.format(more="<meta name=lastmod content=2019-05-20>\n", day="20 May"),
            locator="a.html",
            why="the later day is that of the change",
        ),
    ),
    faulty=(
        Example(
            _PAGE.format(more="", day="20 May"),
            locator="a.html",
            why="the metadata and the line below the title name two days",
        ),
        Example(_PAGE.format(more="", day="8 March"), locator="a.html", why="five days: a note"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where two days of publication that a document states do not meet."""
    stated = [*_of_publication(case), *own_address(case)]
    if not stated:
        return
    early = min(stated, key=lambda item: item.last)
    changed = tuple(_days_of_change(case))
    later = [item for item in stated if not any(_meets(item, days) for days in changed)]
    late = max(later, key=lambda item: item.first, default=early)
    gap = late.first - early.last
    if gap <= TOLERANCE:
        return
    unlabelled = not _UNLABELLED.isdisjoint({early.clue.rule, late.clue.rule})
    yield Violation(
        message=(
            f"The document states two days of publication, {gap.days:,} days apart: "
            f"{early.days} and {late.days}."
        ),
        evidence=(early.evidence, late.evidence),
        level=Level.NOTE if gap <= SMALL_GAP or unlabelled else None,
        confidence=Confidence.SUSPECTED if unlabelled else None,
        span=late.clue.span or early.clue.span,
    )


def _of_publication(case: Case) -> Iterator[Statement]:
    for item in statements(case):
        if not _OF_OTHER_DAYS.search(item.clue.source):
            yield item


def _days_of_change(case: Case) -> Iterator[tuple[date, date]]:
    """The days on which the document says that it was changed or issued anew."""
    for item in statements(case, Clock.MODIFIED):
        yield item.first, item.last
    for credit in case.reading.attributions:
        if credit.credit is CreditClass.REISSUED and credit.day is not None:
            yield credit.day, credit.day


def _meets(item: Statement, days: tuple[date, date]) -> bool:
    first, last = days
    return item.first - TOLERANCE <= last and first <= item.last + TOLERANCE
