"""The address is not secure, although it could be.

What it says
The address begins with `http:`, so what a reader gets can be read and changed on the way; the same
page is known to answer over `https:`.

Why it matters
Browsers warn of pages that are not secure, and whoever controls the way can put anything in their
place.

What to do
Write the address with `https:`.

When it is wrong
The page over `https:` may differ in what no reader sees. Nothing is said of an address that answers
over `http:` only, of inner and private hosts, and of one written without a scheme.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.conditions import secure_address
from linkassay.model import (
    Case,
    Citation,
    ConditionName,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Form,
    Level,
    LinkCheck,
    Requires,
    Rule,
    Sign,
    SubjectKind,
    Violation,
)

RULE = Rule(
    slug="insecure-http",
    counted=("address over http", "addresses over http"),
    subject=SubjectKind.LINK,
    sign=Sign.UNSECURED,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.ANSWER,
    sound=(
        Example("See https://example.org/a.\n", why="secure"),
        Example(
            "See http://example.org/a.\n",
            {"http://example.org/a": "200", "https://example.org/a": "404"},
            why="it answers over http only",
        ),
        Example(
            "See www.example.org/a.\n",
            {
                "http://www.example.org/a": "301 https://www.example.org/a",
                "https://www.example.org/a": "200",
            },
            why="the author wrote no scheme",
        ),
    ),
    faulty=(
        Example(
            "See http://example.org/a.\n",
            {
                "http://example.org/a": "302 https://example.org/a",
                "https://example.org/a": "200",
            },
            why="sent on to the same address with https",
        ),
        Example(
            "See http://example.org/harbour.\n",
            {"http://example.org/harbour": "200", "https://example.org/harbour": "200"},
            pages=dict.fromkeys(
                ("http://example.org/harbour", "https://example.org/harbour"),
                "<!doctype html><title>Harbour</title><h1>Harbour</h1><p>It opens again.",
            ),
            why="https shows the same page",
        ),
    ),
)

MOVED = "redirects-permanently"
"""The rule that tells of the same redirect, where it is for good."""


def check(case: Case) -> Iterator[Violation]:
    """A violation for a link that the author cites over plain HTTP though https is at hand."""
    written = [item for item in case.citations if _is_meant(item)]
    if case.check is None or not written:
        return
    secure = secure_address(case.check)
    if secure is None:
        return
    first, condition = written[0], case.check.condition
    moved = condition is not None and condition.name is ConditionName.OK_REDIRECTED
    yield Violation(
        message="The address is cited over http, and the same page answers over https.",
        advice=f"Write {secure} instead.",
        evidence=tuple(_evidence(case.check, secure)),
        span=first.span,
        told_with=MOVED if moved else None,
    )


def _is_meant(citation: Citation) -> bool:
    """Whether the author wrote `http:` in the text that is the author's own."""
    scheme = citation.written.lstrip("<").lower().startswith("http:")
    own = not citation.region.is_boilerplate and citation.form is not Form.IDENTIFIER
    return scheme and own


def _evidence(check: LinkCheck, secure: str) -> Iterator[Evidence]:
    """The redirect that leads there, or the answer seen there."""
    seen = check.observation
    for hop in seen.hops if seen else ():
        if hop.location is not None and hop.url != secure:
            yield Evidence(EvidenceKind.HOP, f"{hop.url} → {hop.status}, to {hop.location}")
            return
    if check.secure is not None:
        same = f"{secure} → {check.secure.status}, the same page"
        yield Evidence(EvidenceKind.ANSWER, same)
