"""A related title and its address do not fit.

What it says
The words of a related title and the words in the address it leads to have too little in common,
or an address of a related block belongs to none of the titles.

Why it matters
The link may lead to another page than the one that was meant.

What to do
Open the address and compare its title.

When it is wrong
Headlines are rewritten after publication and addresses are not; a title may be in another language
than its address.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    SIMILAR_ENOUGH,
    Attribution,
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
from linkassay.urls import slug

FEWEST_WORDS = 4
"""Shorter slugs say too little to compare (our own choice)."""

RULE = Rule(
    slug="related-title-mismatch",
    counted=(
        "related title that does not fit its address",
        "related titles that do not fit their addresses",
    ),
    subject=SubjectKind.ATTRIBUTION,
    level=Level.NOTE,
    confidence=Confidence.SUSPECTED,
    since="0.1.0",
    sound=(
        Example(
            "Related: [Two Ships Reach the Harbour](https://example.org/two-ships-reach-harbour)\n",
            locator="a.md",
            why="the words fit",
        ),
    ),
    faulty=(
        Example(
            "Related: [Two Ships Reach the Harbour](https://example.org/prices-of-bread-rise-again)\n",
            locator="a.md",
            why="another page",
        ),
        Example(
            "Town news\n\nThe town fed everybody with\n\n"
            "https://example.org/prices-of-bread-rise-again\n\ntheir work.\n\n"
            "Related article: Two Ships Reach the Harbour\n",
            why="the title fits no address nearby",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the case's related title does not fit its address, or fits none."""
    related = case.attribution
    if related is None or related.credit is not CreditClass.RELATED:
        return
    if related.links and related.similarity is not None:
        url = related.links[0]
        words = (slug(url) or "").count("-") + 1
        if related.similarity < SIMILAR_ENOUGH and words >= FEWEST_WORDS:
            yield _violation(related, f"leads to an address of other words: {url}")
    elif not related.links and (strangers := _unclaimed(case)):
        yield _violation(related, f"does not fit any address nearby, such as {strangers[0]}")


def _violation(related: Attribution, what: str) -> Violation:
    return Violation(
        message=f"A related title {what}.",
        evidence=(Evidence(EvidenceKind.TEXT, related.text, related.span.line),),
        span=related.span,
    )


def _unclaimed(case: Case) -> list[str]:
    """Addresses of boilerplate that no related title claims, if some stand there by themselves."""
    boilerplate = [item for item in case.reading.citations if item.region.is_boilerplate]
    if not any(item.alone for item in boilerplate):
        return []
    claimed = {url for item in case.reading.attributions for url in item.links}
    return [item.url for item in boilerplate if item.link and item.url not in claimed]
