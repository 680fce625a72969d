"""The text says that it was corrected or changed.

What it says
A notice says that the text was corrected or changed, and perhaps on which day.

Why it matters
Whoever cited the text before may have cited what was wrong. The day of a correction is no day of
publication.

What to do
Compare what you cite with the text as it stands now.

When it is wrong
A line that only looks like a notice, as in a text about corrections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    CreditClass,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
    format_date,
)

_EARLIER_PRINT = re.compile(
    r"version of this \w+ (?:was |has been |had been )?(?:first |originally )?"
    r"(?:published|printed|posted|presented|circulated|appeared|ran)\b"
)
"""That an earlier version appeared elsewhere is no correction."""

RULE = Rule(
    slug="correction-notice",
    counted=("notice of a correction", "notices of corrections"),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example("The correction of the river took ten years.\n", why="another sense of the word"),
        Example(
            "A previous version of this article was published in 2018.\n", why="an earlier print"
        ),
    ),
    faulty=(
        Example(
            "A story\n\nCorrection (4 May 2019): An earlier text misspelled a name.\n",
            why="a correction with its day",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for a notice of correction."""
    credit = case.attribution
    if credit is None or credit.credit is not CreditClass.CORRECTION:
        return
    if _EARLIER_PRINT.search(credit.text):
        return
    when = f" on {format_date(credit.day)}" if credit.day else ""
    yield Violation(
        message=f"A notice says that the text was corrected or changed{when}.",
        evidence=(Evidence(EvidenceKind.TEXT, credit.text, credit.span.line),),
        span=credit.span,
    )
