"""The host does not answer.

What it says
The name does not exist or has no address, nothing accepts a connection there, or all links to it
that were asked failed. It is said once for the host, however many of its links are cited.

Why it matters
The whole site may be gone, and with it every other address cited from it. A name that lapsed can
also be bought by somebody else.

What to do
Check the name for a typing mistake. If the site has closed, cite an archived copy; if it is only
down, look again on another day.

When it is wrong
A host can be down for a day: what may pass by itself is a note until it fails on a second day,
and a name that does not exist is a warning. If no public host answered in a run, the failure is
taken to be ours and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkassay.conditions import Told, told_of
from linkassay.model import (
    Case,
    ConditionName,
    Confidence,
    Example,
    Level,
    LinkCheck,
    Requires,
    Rule,
    Sign,
    SubjectKind,
    Violation,
    telling,
)
from linkassay.rules._answers import FINE, tells, violation

MOST_EVIDENCE = 10
"""So many links and hops are shown of a host; all its links fail in the same way."""

RULE = Rule(
    slug="dead-host",
    counted=("host that does not answer", "hosts that do not answer"),
    subject=SubjectKind.HOST,
    sign=Sign.TOLD,
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
        Example(
            "See https://down.example/a and https://down.example/b and https://example.org/.\n",
            {
                "https://down.example/a": "500",
                "https://down.example/b": "read-timeout",
                "https://example.org/": "200",
            },
            why="whatever is asked there fails",
        ),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation where links of the case's host fail because of the host."""
    failing = [(check, told) for check, told in _told(case) if tells(RULE, case, check, told)]
    if not failing:
        return
    each = [violation(replace(case, link=check.link), check, told) for check, told in failing]
    worst = max(each, key=lambda item: _rank(item.level or RULE.level))
    if len(each) == 1:
        yield worst
        return
    yield replace(
        worst,
        message=f"{_how_many(len(each), len(case.links))} links to this host fail. {worst.message}",
        evidence=tuple(one for item in each for one in item.evidence)[:MOST_EVIDENCE],
        level=worst.level or RULE.level,
        span=each[0].span,
    )


def _how_many(failing: int, links: int) -> str:
    if failing < links:
        return f"{failing} of the {links}"
    return "Both" if links == 2 else f"All {links}"


def _told(case: Case) -> Iterator[tuple[LinkCheck, Told]]:
    checks = telling(case.checks)
    for link in case.links:
        check = checks.get(link.url)
        told = None if check is None else told_of(check)
        if check is not None and told is not None:
            yield check, told


def _rank(level: Level) -> int:
    return tuple(Level).index(level)
