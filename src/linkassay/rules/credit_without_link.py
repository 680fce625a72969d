"""A credited outlet is not linked.

What it says
A credit line says that another outlet published the text first, and no address of that outlet
stands by it or anywhere else in the document. Where the outlet's hosts are not known, any link that
stands by the line is taken for it.

Why it matters
A reader cannot check the credit, and the first publication cannot be found by its address.

What to do
Add the address of the first publication to the credit line.

When it is wrong
The first publication may never have been on the web, or its address may stand behind a short link.
Where the name is in no table, is no host and stands nowhere else in the document, the finding is
only suspected.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.rules._credits import confidence_in, credited_origin, rule_of_missing_link

RULE = Rule(
    slug="credit-without-link",
    counted=("credit without a link", "credits without a link"),
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
        Example(
            "# A story\n\nBy Ana Bell\n\n"
            "This article was first published by [the Harbour Courier](https://example.org/a).\n",
            locator="a.md",
            why="nobody knows that outlet's hosts, so that a link beside it is taken for its own",
        ),
    ),
    faulty=(
        Example(
            "A story\n\nBy Ana Bell\n\nThis article was first published by Reuters.\n",
            why="no link",
        ),
        Example(
            "# A story\n\nBy Ana Bell\n\n"
            "This [article](https://example.org/a) was first published by Reuters.\n",
            locator="a.md",
            why="the link beside it is another's",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where an origin is credited and nothing links to it."""
    credit, outlet = case.attribution, credited_origin(case.attribution, case.reading)
    if credit is None or outlet is None:
        return
    if rule_of_missing_link(credit, case.reading) != RULE.slug:
        return
    yield Violation(
        message=f"The text credits {outlet} with the first publication, but gives no link.",
        evidence=(Evidence(EvidenceKind.TEXT, credit.text, credit.span.line),),
        confidence=confidence_in(outlet, case.reading),
        span=credit.span,
    )
