"""A page that says "not found" is sent as a success.

What it says
The server reports a success, and the page says that there is nothing, or is the one that the server
shows for any address, even one that cannot exist (a "soft 404").

Why it matters
The cited page is gone, and programs that look at the status alone take it for alive.

What to do
Open it once. If it is not the page, look for its new address at the same site, or cite an archived
copy of the time the document was written.

When it is wrong
A page about errors reads like one. One sign alone (a phrase in the title) is only a note; it takes
a second one, or a made-up address beside it that is answered alike, to make a warning.
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
from linkassay.rules._answers import ANSWER, FINE, on_condition, shown

RULE = Rule(
    slug="soft-404",
    of_server=True,
    counted=("error page sent as a success", "error pages sent as a success"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    conditions=frozenset({ConditionName.SOFT_404}),
    sound=(FINE,),
    faulty=(
        shown(
            "<title>Page not found</title><h1>Page not found</h1><p>Try our search.</p>",
            "it says so itself",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this rule tells what is known of the case's link."""
    return on_condition(case, RULE)
