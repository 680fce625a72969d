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
A page that was updated later and does not say so. Up to seven days it is only a note, and so it is
where the document states two days of its own or announces what is to come.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Conflict,
    Example,
    ExplanationName,
    Level,
    Rule,
    Sign,
    SubjectKind,
    Violation,
)
from linkassay.rules._dates import (
    OLD_TEXT,
    SMALL_GAP,
    conflict_evidence,
    conflict_of,
    conflict_sentence,
)

_TEXT = OLD_TEXT + ", as https://example.org/{path} tells.\n"

RULE = Rule(
    slug="url-date-after-document",
    counted=("address dated after its document", "addresses dated after their documents"),
    subject=SubjectKind.LINK,
    sign=Sign.CONFLICT,
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
    """A violation where the link's date conflicts with the document and nothing explains it."""
    conflict = conflict_of(case)
    if conflict is None:
        return
    told = _told(conflict)
    if told is None:
        return
    explanation, why = told
    doubted = explanation is not ExplanationName.TRUE_CONFLICT or conflict.gap_days <= SMALL_GAP
    yield Violation(
        message=conflict_sentence(conflict) + why,
        evidence=tuple(conflict_evidence(conflict)),
        level=Level.NOTE if doubted else None,
        confidence=Confidence.SUSPECTED if doubted else None,
        explanation=explanation,
        gap_days=conflict.gap_days,
        span=case.citations[0].span,
    )


def _told(conflict: Conflict) -> tuple[ExplanationName, str] | None:
    """The explanation to name, and what to say of it; `None` where there is nothing to tell."""
    explained = conflict.explanation
    if explained is None and conflict.decided:
        return ExplanationName.TRUE_CONFLICT, ""
    if explained is None:
        return ExplanationName.UNDECIDED, _UNDECIDED
    if explained.name is ExplanationName.ANNOUNCED:
        return ExplanationName.ANNOUNCED, _ANNOUNCED
    return None


_UNDECIDED = " The document states two days of its own, and the address fits the later one."
_ANNOUNCED = " The sentence speaks of what is to come, so it may announce the page."
