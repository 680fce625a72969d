"""The link fails and comes back.

What it says
Within a month the link began to fail at least twice, and was there in between.

Why it matters
A reader finds the page on one day and not on another. It is told once, and stays until the link
was quiet for a month, so that it is not news in every run.

What to do
Cite an archived copy beside it. If it is a site of yours, look at its server.

When it is wrong
A line between us and the host that breaks now and then looks the same. If the link goes on failing
it is told as dead, like any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    Confidence,
    Example,
    Level,
    Requires,
    Rule,
    Sign,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._answers import ANSWER, evidence, on_condition, says

RULE = Rule(
    slug="flapping-link",
    counted=("link that fails and comes back", "links that fail and come back"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.NOTE,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    sound=(
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "200"},
            before=("404",),
            why="it failed once and was mended",
        ),
    ),
    faulty=(
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "200"},
            before=("404", "200", "404"),
            why="it failed twice within a month",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where the state of the case's link is flapping."""
    for item in on_condition(case, RULE):
        found = case.check
        if found is not None and found.condition is not None:
            days = " and ".join(format_date(day) for day in found.state.falls)
            yield Violation(
                message=f"The link began to fail on {days}; today it {says(found.condition)}.",
                evidence=tuple(evidence(found)),
                span=item.span,
            )
