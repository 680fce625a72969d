"""The address leads to no site any more.

What it says
The host shows a page of a domain dealer (a parked name), the page of a server that nobody has set
up, or the notice of a hosting company that the site is switched off.

Why it matters
The cited page is gone, and a name that lapsed can be bought by anybody, who then speaks in the
name of your source.

What to do
Open it once. If the site is gone, cite an archived copy of the time the document was written, and
take the live link away.

When it is wrong
An article about such pages quotes their words, and a site that is being moved may show its server's
own page for a day. One sign alone is only a note.
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
    slug="parked-domain",
    counted=("address that leads to no site any more", "addresses that lead to no site any more"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.RECOVERY,
    problem=ANSWER,
    conditions=frozenset(
        {ConditionName.PARKED, ConditionName.DEFAULT_PAGE, ConditionName.SUSPENDED}
    ),
    sound=(FINE,),
    faulty=(
        shown(
            "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>"
            "<p>If you see this page, the nginx web server is successfully installed and working.",
            "the page of a server that nobody has set up",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this rule tells what is known of the case's link."""
    return on_condition(case, RULE)
