"""A program cannot see whether the page is there.

What it says
The server refuses programs, asks for a login or a payment, limits visits, withholds the page for
legal reasons, or may not be asked from here.

Why it matters
The link is neither good nor bad: nobody looked. Calling it dead would be a false accusation.

What to do
Open it by hand once; nothing else needs doing.

When it is wrong
Never as an accusation, since it makes none. A page that is gone may hide behind a wall.
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
    SubjectKind,
    Violation,
)
from linkassay.rules._answers import on_condition

RULE = Rule(
    slug="unverifiable-link",
    subject=SubjectKind.LINK,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.ANSWER,
    conditions=frozenset(
        {
            ConditionName.BOT_BLOCKED,
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
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "200"},
            why="it answers",
        ),
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "404"},
            why="an answer that says something",
        ),
    ),
    faulty=(
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "403"},
            why="refused",
        ),
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "429"},
            why="asked too often",
        ),
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "999"},
            why="a wall",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
