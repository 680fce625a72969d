"""A program cannot see whether the page is there.

What it says
The server refuses programs or asks them to keep off (robots.txt), wants a sign-in, a payment or
consent first, limits visits, withholds the page for legal reasons or from our country, answers
differently by who asks, shows nothing, or may not be asked from here.

Why it matters
The link is neither good nor bad: nobody could look. Calling it dead would be a false accusation.

What to do
Open it by hand once; nothing else needs doing.

When it is wrong
It accuses nobody. A page that is gone may hide behind such an answer. If you know better, let
`[[host]]` in the configuration accept the answer, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import (
    Case,
    ConditionName,
    Confidence,
    Level,
    Requires,
    Rule,
    Sign,
    SubjectKind,
    Violation,
)
from linkassay.rules._answers import ANSWER, FINE, answered, on_condition

RULE = Rule(
    slug="unverifiable-link",
    counted=("link that could not be verified", "links that could not be verified"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.ANSWER,
    problem=ANSWER,
    conditions=frozenset(
        {
            ConditionName.BOT_BLOCKED,
            ConditionName.CONSENT_WALL,
            ConditionName.CLIENT_DEPENDENT,
            ConditionName.GEO_BLOCKED,
            ConditionName.ROBOTS_DISALLOWED,
            ConditionName.RATE_LIMITED,
            ConditionName.AUTH_REQUIRED,
            ConditionName.FORBIDDEN,
            ConditionName.LEGAL_BLOCK,
            ConditionName.CLIENT_ERROR,
            ConditionName.UNEXPECTED_STATUS,
            ConditionName.NO_CONTENT,
            ConditionName.ADDRESS_REFUSED,
        }
    ),
    sound=(
        FINE,
        answered("404", "an answer that says something"),
    ),
    faulty=(
        answered("403", "refused"),
        answered("429", "asked too often"),
        answered("999", "a wall"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
