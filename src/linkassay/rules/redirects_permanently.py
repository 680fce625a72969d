"""The page has moved for good.

What it says
Every redirect on the way says "permanently" (301, 308), it ends at a page that answers, and that
page is the cited one: its name, number or title is found again there.

Why it matters
The address works today because somebody keeps a redirect; when that goes, the citation breaks.

What to do
Write the new address into the document.

When it is wrong
Some sites redirect to addresses of a session or a language; then the cited form is the better one.
Where nothing shows that it is the same page, nothing is said, and no new address is advised.
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
from linkassay.rules._answers import FINE, on_condition

RULE = Rule(
    slug="redirects-permanently",
    counted=("page that moved for good", "pages that moved for good"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.ANSWER,
    conditions=frozenset({ConditionName.OK_REDIRECTED}),
    sound=(
        FINE,
        Example(
            "See https://example.org/page for more.\n",
            {
                "https://example.org/page": "302 https://example.org/now",
                "https://example.org/now": "200",
            },
            why="a temporary redirect keeps the old address valid",
        ),
        Example(
            "See https://example.org/plan for more.\n",
            {
                "https://example.org/plan": "301 https://example.org/prices/2024",
                "https://example.org/prices/2024": "200",
            },
            why="nothing of the page's name is found again, so it may be another page",
        ),
    ),
    faulty=(
        Example(
            "See https://example.org/old/harbour-plan for more.\n",
            {
                "https://example.org/old/harbour-plan": "301 https://example.org/new/harbour-plan",
                "https://example.org/new/harbour-plan": "200",
            },
            why="moved for good",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
