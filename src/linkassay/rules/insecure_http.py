"""The address is not secure.

What it says
The address begins with `http:`, so what a reader gets can be read and changed on the way.

Why it matters
Most sites answer on `https:` today, and browsers warn of pages that do not.

What to do
Try the address with `https:`, and use that if it leads to the same page.

When it is wrong
Some old or small sites answer on `http:` only.
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

RULE = Rule(
    slug="insecure-http",
    counted=("address over http", "addresses over http"),
    subject=SubjectKind.LINK,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(Example("See https://example.org/a.\n", why="secure"),),
    faulty=(Example("See http://example.org/a.\n", why="not secure"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for a link that the author cites over plain HTTP; boilerplate is left out."""
    written = [item for item in case.citations if not item.region.is_boilerplate]
    if case.link is None or case.link.scheme != "http" or not written:
        return
    first = written[0]
    yield Violation(
        message="The address is cited over http, which anybody on the way can read and change.",
        evidence=(Evidence(EvidenceKind.TEXT, first.written, first.span.line),),
        span=first.span,
    )
