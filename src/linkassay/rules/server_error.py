"""The server fails.

What it says
The server answered with an error of its own (5xx), or with something that is not HTTP.

Why it matters
For now a reader cannot see what was cited.

What to do
Nothing at once: run the audit again on another day. If it stays so, look for a copy.

When it is wrong
Servers fail for minutes. Only four failures over fourteen days count as dead.
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
    slug="server-error",
    counted=("address where the server fails", "addresses where the server fails"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    conditions=frozenset({ConditionName.SERVER_ERROR, ConditionName.PROTOCOL_ERROR}),
    sound=(FINE,),
    faulty=(answered("500", "the server fails"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
