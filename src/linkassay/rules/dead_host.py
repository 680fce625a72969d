"""The address's host does not answer.

What it says
The name does not exist, or nothing accepts a connection there.

Why it matters
The whole site may be gone, and with it every other address cited from it. A name that lapsed can
also be bought by somebody else.

What to do
Check the name for a typing mistake. If the site has closed, cite an archived copy.

When it is wrong
A host can be down for a day; that is why one look is a warning. If no public host answered in
a run, the failure is taken to be ours and nothing is said.
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
from linkassay.rules._answers import FINE, on_condition

RULE = Rule(
    slug="dead-host",
    subject=SubjectKind.LINK,
    level=Level.WARNING,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    requires=Requires.RECOVERY,
    conditions=frozenset(
        {
            ConditionName.DNS_NXDOMAIN,
            ConditionName.DNS_NO_ADDRESS,
            ConditionName.CONNECT_FAILED,
        }
    ),
    sound=(
        FINE,
        Example(
            "See https://gone.example/ for more.\n",
            {"https://gone.example/": "dns-name"},
            why="no public host answered: the network is down",
        ),
    ),
    faulty=(
        Example(
            "See https://gone.example/page and https://example.org/.\n",
            {"https://gone.example/page": "dns-name", "https://example.org/": "200"},
            why="the name does not exist",
        ),
        Example(
            "See https://shut.example/page and https://example.org/.\n",
            {"https://shut.example/page": "connect", "https://example.org/": "200"},
            why="nothing listens",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where this run's answer for the case's link is one of those claimed."""
    return on_condition(case, RULE, dead_is_error=True)
