"""A credit names one outlet, and its link leads to another.

What it says
A credit line names the outlet that published the text first, and the links that stand by it all
lead to other known outlets; no address of the outlet that is named stands anywhere else in the
document.

Why it matters
The reader who follows the link does not come to the first publication: the name or the link is
wrong.

What to do
Open the link, find out who published the text first, and mend what is wrong.

When it is wrong
A reprint that is linked in place of a first publication that cannot be reached any more; a link in
the same paragraph that was never meant for the credit.
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
from linkassay.rules._credits import credited_origin, linked_instead

_TEXT = "# A story\n\nBy Ana Bell\n\nThis article was [first]({url}) published by Reuters.\n"

RULE = Rule(
    slug="credit-link-host-mismatch",
    counted=("credit whose link leads elsewhere", "credits whose links lead elsewhere"),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(
            _TEXT.format(url="https://www.reuters.com/a"),
            locator="a.md",
            why="the link leads to the outlet that is named",
        ),
        Example(
            _TEXT.format(url="https://example.org/a"),
            locator="a.md",
            why="nobody knows whose host that is",
        ),
    ),
    faulty=(
        Example(
            _TEXT.format(url="https://www.theguardian.com/a"),
            locator="a.md",
            why="the link leads to another outlet",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the links beside a credited origin are all of other known outlets."""
    credit, outlet = case.attribution, credited_origin(case.attribution, case.reading)
    other = linked_instead(credit, case.reading) if credit and outlet else None
    if credit is None or other is None:
        return
    links = (Evidence(EvidenceKind.TEXT, url, credit.span.line) for url in credit.links)
    yield Violation(
        message=(
            f"The text credits {outlet} with the first publication, but its link leads to {other}."
        ),
        evidence=(Evidence(EvidenceKind.TEXT, credit.text, credit.span.line), *links),
        span=credit.span,
    )
