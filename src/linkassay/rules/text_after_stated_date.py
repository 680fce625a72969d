"""The text tells of something later than its own date.

What it says
The text tells of a past day, or calls somebody by an office that began, more than a week after the
last day that the document states of its publication and its changes. Where two kinds of clues say
so it is a warning, else a note.

Why it matters
The text was changed without a word, or it is not as old as it says.

What to do
Find out when the text was written. If it was changed, state the day of the change.

When it is wrong
A text that speaks of what was to come as if it had been; somebody who bore the title earlier, or a
namesake.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkassay.model import (
    DOCUMENT,
    Case,
    Clock,
    Clue,
    Confidence,
    Example,
    Group,
    Level,
    Reading,
    Rule,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._statements import SMALL_GAP, clue_evidence, last_statement

_OFFICE, _DAY = "office-holder", "text-day"
"""Clue rules: a title with the full name, whose start was wrong 1 time in 495; a day of
which the text speaks as past."""

_TEXT = "A story\n\nPublished: {day}\n\nThe harbour was {more}.\n"
_VISIT = "visited by President Joe Biden"

RULE = Rule(
    slug="text-after-stated-date",
    counted=("text later than its own date", "texts later than their own dates"),
    subject=SubjectKind.DOCUMENT,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(
            _TEXT.format(day="3 March 2022", more="opened on 4 May 2019"), why="told afterwards"
        ),
        Example(
            _TEXT.format(day="3 March 2019", more="to be opened by 4 May 2019"), why="still to come"
        ),
        Example(
            _TEXT.format(day="3 March 2019\n\nUpdated: 5 May 2022", more=_VISIT),
            why="the text was changed since, and says so",
        ),
    ),
    faulty=(
        Example(
            _TEXT.format(day="3 March 2019", more=f"{_VISIT}, and was closed on 4 May 2022"),
            why="a later holder of an office and a later day",
        ),
        Example(_TEXT.format(day="3 March 2019", more=_VISIT), why="one clue alone: a note"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the text's own clues begin after all that the document states."""
    stated = last_statement(case)
    if stated is None:
        return
    later = [(first, clue) for first, clue in _starts(case) if first - stated.last > SMALL_GAP]
    if not later:
        return
    first, clue = max(later, key=lambda item: item[0])
    alone = len({item.group for _, item in later}) == 1
    yield Violation(
        message=(
            f"The text tells of {format_date(first)} or later, {(first - stated.last).days:,} days "
            f"after the last day that the document states ({format_date(stated.last)})."
        ),
        evidence=(stated.evidence, *(clue_evidence(item) for _, item in later)),
        level=Level.NOTE if alone else None,
        confidence=Confidence.SUSPECTED if alone else None,
        span=clue.span,
    )


def _starts(case: Case) -> Iterator[tuple[date, Clue]]:
    """The clues of the text by which it cannot be older, with their first day."""
    for clue in case.reading.clues:
        first = clue.days.earliest
        if clue.subject == DOCUMENT and clue.clock is Clock.PUBLISHED and first is not None:
            office = clue.group is Group.OFFICE and clue.rule.startswith(_OFFICE)
            if office or (clue.rule == _DAY and not _is_credited(clue, case.reading)):
                yield first, clue


def _is_credited(clue: Clue, reading: Reading) -> bool:
    """Whether a day stands in a credit line, whose own rules speak of it."""
    at = clue.span.start if clue.span else None
    spans = (item.span for item in reading.attributions if item.day is not None)
    return at is not None and any(
        span.start is not None and span.end is not None and span.start <= at < span.end
        for span in spans
    )
