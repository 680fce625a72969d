"""The text was first published elsewhere.

What it says
A credit line names another outlet as the first publisher, or the document's metadata name a source
on another site.

Why it matters
The other outlet's text is the one to cite, to date and to compare: this one is a copy.

What to do
Cite the first publication, or say that you cite a reprint.

When it is wrong
A line about another work of the author's may read like a credit line. Where the name is in no
table, is no host and stands nowhere else in the document, the finding is only suspected.
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
    slug="first-published-elsewhere",
    counted=("text first published elsewhere", "texts first published elsewhere"),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example("A story.\n\nFirst published: 3 March 2019\n", why="a date, not an outlet"),
        Example("Her work has appeared in The Guardian.\n", why="a biography"),
    ),
    faulty=(
        Example(
            "# A story\n\nBy Ana Bell\n\n"
            "This article was first published by [Reuters](https://reuters.com/a).\n",
            locator="a.md",
            why="an origin",
        ),
        Example(
            '<h1>A story</h1><p>By Ana Bell</p><script type="application/ld+json">'
            '{"@type": "NewsArticle", "isBasedOn": "https://reuters.com/a"}</script>',
            locator="a.html",
            why="the metadata name a source",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the case's credit line names another outlet than the document's own.

    Where nothing links to that outlet, another rule tells of the same line.
    """
    credit, outlet = case.attribution, credited_origin(case.attribution, case.reading)
    if credit is None or outlet is None:
        return
    yield Violation(
        message=f"This text was first published by {outlet}.",
        evidence=(Evidence(EvidenceKind.TEXT, credit.text, credit.span.line),),
        confidence=confidence_in(outlet, case.reading),
        span=credit.span,
        told_with=rule_of_missing_link(credit, case.reading),
    )
