"""The text was first published elsewhere.

What it says
A credit line names another outlet as the first publisher.

Why it matters
The other outlet's text is the one to cite, to date and to compare: this one is a copy.

What to do
Cite the first publication, or say that you cite a reprint.

When it is wrong
A line about another work of the author's may read like a credit line.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    CreditClass,
    Evidence,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules.credits import is_own

RULE = Rule(
    slug="first-published-elsewhere",
    subject=SubjectKind.ATTRIBUTION,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example("A story.\n\nFirst published: 3 March 2019\n", why="a date, not an outlet"),
        Example("Her work has appeared in The Guardian.\n", why="a biography"),
    ),
    faulty=(
        Example("A story.\n\nThis article was first published by Reuters.\n", why="an origin"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the case's credit line names an outlet of origin that is not the document's."""
    credit = case.attribution
    if credit is None or credit.credit is not CreditClass.ORIGIN or credit.outlet is None:
        return
    if is_own(credit.outlet, case.reading.document):
        return
    yield Violation(
        message=f"This text was first published by {credit.outlet}.",
        advice="Cite the first publication, or say that this is a reprint.",
        evidence=(Evidence("text", credit.text, credit.span.line),),
        span=credit.span,
    )
