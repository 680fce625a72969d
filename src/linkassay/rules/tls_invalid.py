"""The certificate does not hold.

What it says
The secure connection could not be trusted: the certificate is expired, is for another host, or
comes from nobody known.

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

from linkassay.model import Case, Confidence, Example, Level, Requires, Rule, SubjectKind, Violation
from linkassay.rules.answer import on_condition

RULE = Rule(
    slug="tls-invalid",
    subject=SubjectKind.LINK,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.ANSWER,
    sound=(
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "200"},
            why="it answers",
        ),
    ),
    faulty=(
        Example(
            "See https://example.org/page for more.\n",
            {"https://example.org/page": "tls-expired"},
            why="the certificate has expired",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for the case's link, read from this run's answer."""
    yield from on_condition(
        case,
        {"tls-invalid"},
        "Check the host name; tell the site's owner, or cite an archived copy.",
    )
