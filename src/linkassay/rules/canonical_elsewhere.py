"""A page says that its own address is on another site.

What it says
The page was read at one site, and its canonical address, or else its `og:url`, is on another.

Why it matters
It calls itself a copy, or was reached by way of another site: the address that it names is the
one to cite, to date and to compare.

What to do
Cite the address that the page names, or say that you cite a reprint.

When it is wrong
An outlet that moved to a new domain, or has several; a system that fills in a wrong address.
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
from linkassay.urls import host_of

_PAGE = "<title>A story</title>\n<link rel=canonical href={url}>\n<p>The ships came in.</p>\n"

RULE = Rule(
    slug="canonical-elsewhere",
    counted=("page that is at home on another site", "pages that are at home on other sites"),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    sound=(
        Example(
            _PAGE.format(url="https://www.harbourcourier.com/a"),
            locator="https://m.harbourcourier.com/a.html",
            why="another host of the same site",
        ),
        Example(
            _PAGE.format(url="https://www.harbourcourier.com/a"),
            locator="https://web.archive.org/web/20190329/https://www.harbourcourier.com/a.html",
            why="an archived copy names the original",
        ),
        Example(
            _PAGE.format(url="https://www.theguardian.com/a"),
            locator="https://www.guardian.co.uk/a.html",
            why="two domains of one outlet",
        ),
    ),
    faulty=(
        Example(
            _PAGE.format(url="https://www.harbourcourier.com/a"),
            locator="https://www.inlandherald.com/a.html",
            why="the page names another site's address as its own",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for the address on another site that a page names as its own."""
    credit = case.attribution
    if credit is None or credit.credit is not CreditClass.CANONICAL:
        return
    host = host_of(credit.links[0])
    named = f"{credit.source}: {credit.text}"
    yield Violation(
        message=f"The page names an address on {host} as its own, not the one it was read at.",
        evidence=(Evidence(EvidenceKind.TEXT, named, credit.span.line),),
        span=credit.span,
    )
