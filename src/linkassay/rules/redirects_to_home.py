"""A deep address ends at the front page.

What it says
The address of one page leads to the site's front page.

Why it matters
Sites do this instead of saying "not found": the status is a success, the cited page is gone.

What to do
Look for the page by its title at the same site, or cite an archived copy. Do not write the
new address into the document.

When it is wrong
A site that is a single page, or a language switch at the front, does the same. One sign is a
hint, so this is only a note; where a made-up address beside it is sent to the same place, it
is a warning.
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
    slug="redirects-to-home",
    counted=("deep address that ends at a front page", "deep addresses that end at a front page"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.SUSPECTED,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    conditions=frozenset({ConditionName.REDIRECT_HOME}),
    sound=(
        FINE,
        Example(
            "See https://example.org/ for more.\n",
            {
                "https://example.org/": "301 https://www.example.org/",
                "https://www.example.org/": "200",
            },
            why="the front page was cited",
        ),
    ),
    faulty=(
        Example(
            "See https://example.org/2014/story for more.\n",
            {
                "https://example.org/2014/story": "302 https://example.org/",
                "https://example.org/": "200",
            },
            why="the page is gone, politely",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
