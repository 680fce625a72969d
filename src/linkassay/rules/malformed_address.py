"""The address cannot be followed.

What it says
What is written as an address is not a valid one: the host is missing, the port is not a number, or
the like.

Why it matters
A reader's browser cannot open it.

What to do
Correct the address: look for a copying mistake, a missing host or a space.

When it is wrong
An address that is meant as an example of a broken one.
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
    Sign,
    SubjectKind,
    Violation,
)

RULE = Rule(
    slug="malformed-address",
    counted=("address that cannot be followed", "addresses that cannot be followed"),
    subject=SubjectKind.CITATION,
    sign=Sign.MALFORMED,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(Example("See [the page](https://example.org/a).\n", locator="a.md", why="sound"),),
    faulty=(
        Example("See [the page](https://:80/a).\n", locator="a.md", why="it has no host"),
        Example("See htps://www.example.org/a for more.\n", why="its scheme is mistyped"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the case's citation could not be parsed."""
    citation = case.citation
    if citation is None or citation.error is None:
        return
    yield Violation(
        message=f"The address cannot be followed: {citation.error}",
        evidence=(Evidence(EvidenceKind.TEXT, citation.written, citation.span.line),),
        span=citation.span,
    )
