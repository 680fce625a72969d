"""A weekday and its date do not fit.

What it says
The text names a full date together with a weekday, and the date falls on another one.

Why it matters
The day, the month or the year is wrong, or the weekday is: one of them cannot be cited.

What to do
Look the day up, and correct what is wrong.

When it is wrong
Dates of another calendar; a weekday that belongs to another word of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    DOCUMENT,
    Case,
    Confidence,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._statements import clue_evidence

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TEXT = "A story\n\nThe harbour was opened on {day} by the council.\n"

RULE = Rule(
    slug="weekday-mismatch",
    counted=("weekday that does not fit its date", "weekdays that do not fit their dates"),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_TEXT.format(day="Thursday, 8 March 2018"), why="it was a Thursday"),
        Example(_TEXT.format(day="a Friday in March 2018"), why="no full date"),
    ),
    faulty=(Example(_TEXT.format(day="Friday, 8 March 2018"), why="it was a Thursday"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for each full date whose weekday does not fit."""
    for clue in case.reading.clues:
        day = clue.days.earliest
        if clue.subject == DOCUMENT and clue.rule == "weekday" and day is not None:
            right = _WEEKDAYS[day.weekday()]
            yield Violation(
                message=f"The text has “{clue.text}”, but {format_date(day)} was a {right}.",
                evidence=(clue_evidence(clue),),
                span=clue.span,
                key=clue.text,
            )
