"""A credit line names an outlet by a name from after the text's own date.

What it says
A credit line names an outlet by a name that came into use later than the last day that the document
states of its publication and its changes.

Why it matters
The credit was added or written anew later, or the text is not as old as it says.

What to do
Find out when the credit line was written, and by what name the outlet went when the text appeared.

When it is wrong
A system that prints an outlet's present name below old texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._statements import SMALL_GAP, clue_evidence, last_statement

_TEXT = (
    "# A story\n\nBy Ana Bell\n\nPublished: {day}\n\nThis text was first published by "
    "[Bloomberg View](https://www.bloomberg.com/a).\n"
)

RULE = Rule(
    slug="brand-name-anachronism",
    counted=("credit by a name from after the text", "credits by names from after the text"),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.SUSPECTED,
    since="0.1.0",
    sound=(
        Example(_TEXT.format(day="3 March 2019"), locator="a.md", why="the name was in use then"),
        Example(
            _TEXT.format(day="3 March 2009\n\nUpdated: 3 March 2019"),
            locator="a.md",
            why="the page was changed since, and says so",
        ),
    ),
    faulty=(
        Example(
            _TEXT.format(day="3 March 2009"), locator="a.md", why="no outlet had that name yet"
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for each outlet whose name in a credit line is newer than the document's day."""
    stated = last_statement(case)
    for clue in case.reading.clues if stated else ():
        first = clue.days.earliest
        if clue.rule != "outlet-name" or first is None or stated is None:
            continue
        if first - stated.last > SMALL_GAP:
            yield Violation(
                message=(
                    f"The credit line names {clue.source}, a name not in use before "
                    f"{format_date(first)}; the document states no later day than "
                    f"{format_date(stated.last)}."
                ),
                evidence=(stated.evidence, clue_evidence(clue)),
                span=clue.span,
                key=clue.source,
            )
