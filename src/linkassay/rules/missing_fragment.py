"""The page has no such place.

What it says
The page answers, and the place in it that the address names (after the "#") is not there.

Why it matters
The reader lands at the top of the page, where what was cited is not.

What to do
Look the place up on the page and write the name that it has today: a heading that was reworded has
a new one. If it is gone, cite the page without it.

When it is wrong
Places that a script makes are not in the page as it is sent. Where a page leaves its places to
scripts altogether, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkassay.model import (
    Case,
    Citation,
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

_PAGE = "https://example.org/page#place"

RULE = Rule(
    slug="missing-fragment",
    counted=("place that its page does not have", "places that their pages do not have"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.ANSWER,
    conditions=frozenset({ConditionName.FRAGMENT_MISSING}),
    sound=(
        FINE,
        Example(
            f"See {_PAGE} for more.\n",
            {"https://example.org/page": "200"},
            pages={"https://example.org/page": "<title>Page</title><h2 id='place'>A place</h2>"},
            why="it is there",
        ),
    ),
    faulty=(
        Example(
            f"See {_PAGE} for more.\n",
            {"https://example.org/page": "200"},
            pages={"https://example.org/page": "<title>Page</title><h2 id='spot'>A place</h2>"},
            why="it is called otherwise",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this rule tells what is known of the case's link."""
    missing = _missing(case)
    for item in on_condition(case, RULE):
        yield replace(item, span=missing[0].span) if missing else item


def _missing(case: Case) -> list[Citation]:
    """The citations of the link that name a place which is not there."""
    seen = case.check.observation if case.check is not None else None
    if seen is None or seen.facts is None:
        return []
    names = seen.facts.missing_fragments
    return [one for one in case.citations if _fragment(one) in names]


def _fragment(citation: Citation) -> str:
    return (citation.parsed or citation.written).partition("#")[2]
