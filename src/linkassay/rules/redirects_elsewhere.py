"""The address leads to another page.

What it says
The address of one page leads to a section, a search, an error page or another site, and nothing
there shows that it is the page that was cited.

Why it matters
Sites do this instead of saying "not found": the status is a success, the cited page is gone.

What to do
Look for the page by its title at the same site, or cite an archived copy. Do not write the new
address into the document.

When it is wrong
A page that was renamed and moved at once looks the same. It is only a note, unless a made-up
address beside it is sent to the same place.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    ConditionName,
    Confidence,
    Example,
    Level,
    Requires,
    Rule,
    Sign,
    SubjectKind,
    Violation,
)
from linkassay.rules._answers import ANSWER, FINE, on_condition

RULE = Rule(
    slug="redirects-elsewhere",
    counted=("address that leads to another page", "addresses that lead to other pages"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.SUSPECTED,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    conditions=frozenset({ConditionName.REDIRECT_ELSEWHERE}),
    sound=(FINE,),
    faulty=(
        Example(
            "See https://example.org/news/2014/story for more.\n",
            {
                "https://example.org/news/2014/story": "301 https://example.org/news/",
                "https://example.org/news/": "200",
            },
            why="a section in place of a page",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this rule tells what is known of the case's link."""
    return on_condition(case, RULE)
