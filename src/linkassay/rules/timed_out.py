"""The server took too long.

What it says
No complete answer came within the time an audit allows (30 seconds for an address).

Why it matters
A reader may wait as long, or the host may be on its way out.

What to do
Open the address by hand; if it is only slow, nothing needs to be changed.

When it is wrong
A slow line on our side looks the same. Only four failures over fourteen days count as dead.
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
    slug="timed-out",
    counted=("address that took too long", "addresses that took too long"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    conditions=frozenset({ConditionName.TIMEOUT}),
    sound=(FINE,),
    faulty=(answered("read-timeout", "no answer in time"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
