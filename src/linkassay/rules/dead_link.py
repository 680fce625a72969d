"""The address answers that there is nothing.

What it says
The server was reached and says that the page is gone (404, 410), or it redirects in a circle
and never arrives; or, whatever the answers were, the link has failed on so many days that it
counts as dead.

Why it matters
A reader who follows the citation cannot see what it is meant to prove.

What to do
Look for the page's new address at the same site, or cite an archived copy of the time the
document was written.

When it is wrong
On a first look the answer may be an accident, so it is asked again in another way before it
counts, and is a warning. It becomes an error once the link has failed on at least three days that
span six (two over two days for 410, four over fourteen where servers failed or did not answer), and
stays one until the page itself is seen again. An address that
runs over the end of a line may have been put together wrongly: its other readings are asked first,
and the evidence names those that failed too.
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
    slug="dead-link",
    counted=("address where nothing is", "addresses where nothing is"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    conditions=frozenset({ConditionName.GONE, ConditionName.REDIRECT_LOOP}),
    sound=(
        FINE,
        answered("403", "a refusal is not an absence"),
    ),
    faulty=(
        answered("404", "not found"),
        answered("410", "gone for good"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
