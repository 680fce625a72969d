"""What the rules about stated days share: which days a document states of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from linkassay.model import DOCUMENT, Case, Clock, Clue, DaySet, Evidence, EvidenceKind
from linkassay.tables.clues import clue_rule
from linkassay.urls import dated_path

TOLERANCE = timedelta(days=1)
"""Time zones, and print against web (docs/design.md, Dates)."""

SMALL_GAP = timedelta(days=7)
"""Stated days no further apart than this are a note: a page is often mended in its first week
(docs/design.md, Dates)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document states of its own time: between its first and its last day, both included."""

    clue: Clue
    first: date
    last: date

    @property
    def days(self) -> str:
        """In words: `on 3 March 2019`."""
        return str(self.clue.days)

    @property
    def evidence(self) -> Evidence:
        return clue_evidence(self.clue)


def statements(case: Case, clock: Clock = Clock.PUBLISHED) -> tuple[Statement, ...]:
    """The document's own statements of a clock, the first of each field or kind of line.

    Of several lines of one kind, all but the first are often of other things: a list of works.
    """
    found: dict[str, Statement] = {}
    for clue in case.reading.clues:
        if clue.subject == DOCUMENT and clue.clock is clock and _is_statement(clue):
            first, last = clue.days.earliest, clue.days.latest
            if first is not None and last is not None:
                found.setdefault(clue.source, Statement(clue, first, last))
    return tuple(found.values())


def own_address(case: Case) -> Iterator[Statement]:
    """The day in the address at which a page was read, where that is a whole one."""
    dated = dated_path(case.reading.document.locator)
    first = dated.days.earliest if dated and dated.days else None
    if dated is not None and dated.precision == "day" and first is not None:
        days = DaySet.on(first)
        clue = clue_rule("url-day").clue(DOCUMENT, days, "own address", text=dated.text)
        yield Statement(clue, first, first)


def last_statement(case: Case) -> Statement | None:
    """The latest of what the document states of its publication and its changes.

    `None` where it states no day of publication.
    """
    published = statements(case)
    both = (*published, *statements(case, Clock.MODIFIED))
    return max(both, key=lambda item: item.last) if published else None


def clue_evidence(clue: Clue) -> Evidence:
    """A clue's own words, what they mean, and who says so."""
    line = clue.span.line if clue.span else None
    return Evidence(EvidenceKind.CLUE, f"“{clue.text}” → {clue.days} ({clue.source})", line)


def _is_statement(clue: Clue) -> bool:
    return clue.clock is Clock.MODIFIED or clue_rule(clue.rule).statement is not None
