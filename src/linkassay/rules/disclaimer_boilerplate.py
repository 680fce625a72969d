"""A template disclaims the views of the text.

What it says
A standing sentence says that the views are not those of an outlet.

Why it matters
It shows whose template the copy went through. It was printed when the copy was made, so it says
nothing about the age of the text.

What to do
Nothing; do not date or attribute the text by it.

When it is wrong
A disclaimer that an author wrote for one text alone. Where it names no outlet, or one that is in no
table and stands nowhere else in the document, the finding is only suspected.
"""

from __future__ import annotations

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
)
from linkassay.rules._credits import confidence_in

RULE = Rule(
    slug="disclaimer-boilerplate",
    counted=("disclaimer of a template", "disclaimers of templates"),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(Example("The views of both sides were heard.\n", why="views, but no disclaimer"),),
    faulty=(
        Example(
            "A story\n\nBy Ana Bell\n\n"
            "The views expressed here do not necessarily reflect the position of The Guardian.\n",
            why="a standing sentence",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for a disclaimer line."""
    credit = case.attribution
    if credit is None or credit.credit is not CreditClass.DISCLAIMER:
        return
    whose = credit.outlet or "an outlet"
    yield Violation(
        message=f"This is a standing disclaimer of {whose}, printed when the copy was made.",
        evidence=(Evidence(EvidenceKind.TEXT, credit.text, credit.span.line),),
        confidence=confidence_in(credit.outlet, case.reading),
        span=credit.span,
    )
