"""A credited outlet is not linked.

What it says
A credit line says that another outlet published the text first, and no address of that outlet
stands by it or anywhere else in the document.

Why it matters
A reader cannot check the credit, and the first publication cannot be found by its address.

What to do
Add the address of the first publication to the credit line.

When it is wrong
The first publication may never have been on the web, or its address may stand behind a short link.
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
from linkassay.rules._credits import has_link_to, is_own, is_told_twice

RULE = Rule(
    slug="credit-without-link",
    subject=SubjectKind.ATTRIBUTION,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(
            "# A story\n\nBy Ana Bell\n\n"
            "This article was first published by [Reuters](https://reuters.com/a).\n",
            locator="a.md",
            why="the link stands by the credit",
        ),
    ),
    faulty=(
        Example(
            "A story\n\nBy Ana Bell\n\nThis article was first published by Reuters.\n",
            why="no link",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where an origin is credited and nothing links to it."""
    credit = case.attribution
    if credit is None or credit.credit is not CreditClass.ORIGIN or credit.outlet is None:
        return
    if credit.links or is_own(credit.outlet, case.reading.document):
        return
    if has_link_to(credit.outlet, case.reading) or is_told_twice(credit, case.reading):
        return
    yield Violation(
        message=f"The text credits {credit.outlet} with the first publication, but gives no link.",
        evidence=(Evidence(EvidenceKind.TEXT, credit.text, credit.span.line),),
        span=credit.span,
    )
