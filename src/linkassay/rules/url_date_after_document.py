"""The document cites a page from after its own time.

What it says
The date in the address is later than the latest day on which the text can have been published,
and none of the usual explanations holds.

Why it matters
Either the text was changed later without saying so, or it is not as old as it seems, or the
address is not the one the author meant.

What to do
Compare the clues with the address, and find out which is wrong.

When it is wrong
A page that was updated later and does not say so; a clue that speaks of somebody by a former
title. Where both sides weigh about the same it is only a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Example,
    ExplanationName,
    Level,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules._dates import OLD_TEXT, conflict_evidence, conflict_of, conflict_sentence

_TEXT = OLD_TEXT + ", as https://example.org/{path} tells.\n"

RULE = Rule(
    slug="url-date-after-document",
    subject=SubjectKind.LINK,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_TEXT.format(path="2014/03/05/one"), why="the date fits the text"),
        Example(
            "Old news\n\nOn Tuesday President Barack Obama spoke (https://example.org/2025/10/29/a).\n",
            why="one holder alone is too little to accuse an address",
        ),
    ),
    faulty=(Example(_TEXT.format(path="2025/10/29/one"), why="cited nine years before its date"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the link's date conflicts with the text and nothing explains it."""
    conflict = conflict_of(case)
    if conflict is None or conflict.explanation is not None:
        return
    undecided = not conflict.decided
    yield Violation(
        message=conflict_sentence(conflict)
        + (
            " The clues on both sides weigh about the same, so it is open which of them is wrong."
            if undecided
            else ""
        ),
        evidence=tuple(conflict_evidence(conflict)),
        level=Level.NOTE if undecided else None,
        confidence=Confidence.SUSPECTED if undecided else None,
        explanation=ExplanationName.UNDECIDED if undecided else ExplanationName.TRUE_CONFLICT,
        gap_days=conflict.gap_days,
        span=case.citations[0].span,
    )
