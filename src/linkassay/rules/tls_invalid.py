"""The certificate cannot be trusted.

What it says
The secure connection could not be trusted: the certificate is expired, is for another host, or
comes from nobody whom browsers trust.

Why it matters
Browsers warn readers off such a page, and nobody can be sure that the answer is the outlet's own.

What to do
Tell the site's owner, or cite an archived copy. Check that the host name is the right one.

When it is wrong
A proxy on your own network that opens secure connections causes it too; name its certificate
with `--ca-file`. The page itself may be there, so this never counts as dead.
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
    slug="tls-invalid",
    counted=("certificate that cannot be trusted", "certificates that cannot be trusted"),
    subject=SubjectKind.LINK,
    sign=Sign.TOLD,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.ANSWER,
    problem=ANSWER,
    conditions=frozenset({ConditionName.TLS_INVALID, ConditionName.TLS_INCOMPLETE_CHAIN}),
    sound=(FINE,),
    faulty=(answered("tls-expired", "the certificate has expired"),),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE)
