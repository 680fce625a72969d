"""A report with more in it than any page has room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from linkassay.model import Evidence, EvidenceKind, Finding, Level, Standing
from report.golden import RUN, brief_report
from report.listreport import ListReport

PER_SORT = 150
SORTS = (
    (Standing.NEW, Level.NOTE),
    (Standing.KNOWN, Level.ERROR),
    (Standing.NEW, Level.WARNING),
    (Standing.CARRIED, Level.ERROR),
    (Standing.NEW, Level.ERROR),
    (Standing.FIXED, Level.ERROR),
)
"""In no order of importance."""


@cache
def big_report(words: int = 200) -> ListReport:
    """So many findings of each sort, each its own problem with 20 pieces of long evidence."""
    found = tuple(_findings(words))
    still_open = sorted(found, key=lambda one: not one.standing.is_open)
    return replace(brief_report(), all_findings=tuple(still_open), before=RUN)


def _findings(words: int) -> Iterator[Finding]:
    some = next(brief_report("credit-without-link").findings())
    for standing, level in SORTS:
        for number in range(PER_SORT):
            name = f"{standing.value}-{level.value}-{number:03}"
            yield replace(
                some,
                fingerprint=name,
                document=f"many/{number // 4}.md",
                message=f"The finding {name}.",
                level=level,
                standing=standing,
                evidence=tuple(
                    Evidence(EvidenceKind.TEXT, f"{name} {part} {'word ' * words}", part)
                    for part in range(1, 21)
                ),
            )
