"""Between which days a document was published that does not state its day, by its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from linkassay.dates.terms import end_of_terms
from linkassay.model import (
    DOCUMENT,
    Basis,
    Clock,
    Clue,
    Group,
    PublishedBetween,
    Region,
    Witness,
)
from linkassay.tables.clues import clue_rule

_ITS_WORDS = frozenset({Group.TEXT, Group.OFFICE, Group.OUTLET})
"""What a text tells of happened, began or was named before the text was published."""

_NOT_LATER = frozenset({Clock.MODIFIED, Clock.RENDERED})
"""A document was published by the last day of any of these. The day of its fetch says nothing."""


def bounds(
    clues: Sequence[Clue], regions: Mapping[str, Region], now: date, tolerance: timedelta
) -> PublishedBetween | None:
    """The pair of days that text, last change and cited pages leave; `None` where nothing bounds.

    `regions` maps the subject of a cited link to where it is cited. From below bind the latest
    past day or start of a term in the text, and the latest day of a page cited in prose or a
    reference; from above the last change and the end of terms that is proven (`end_of_terms`).
    What is later than the last day is left out: a page cited that is later is the conflict to tell.
    """
    told = [found for found in _told(clues) if found[0] <= now + tolerance]
    last = _last_day(clues, _latest(told), tolerance)
    end = now if last is None else last[0]
    first = _latest([item for item in (*told, *_cited(clues, regions)) if item[0] <= end])
    if first is None and last is None:
        return None
    return PublishedBetween(
        earliest=first and first[0],
        latest=last and last[0],
        earliest_witness=first and witness(first[1]),
        latest_witness=last and witness(last[1]),
    )


def witness(clue: Clue) -> Witness:
    """On whose word a day rests that a clue gives."""
    basis = Basis.OWN_WORDS if clue.subject == DOCUMENT else Basis.CITATION
    if clue.subject == DOCUMENT and clue_rule(clue.rule).statement is not None:
        basis = Basis.STATEMENT
    line = clue.span.line if clue.span else None
    return Witness(basis, clue.rule, clue.source, clue.text, line)


_Day = tuple[date, Clue]


def _latest(found: Iterable[_Day]) -> _Day | None:
    """The latest day, with the first clue that gives it."""
    return max(found, key=lambda item: item[0], default=None)


def _told(clues: Iterable[Clue]) -> Iterator[_Day]:
    """The first days that the document's own words give."""
    for clue in clues:
        own = clue.subject == DOCUMENT and clue.clock is Clock.PUBLISHED
        if own and clue.group in _ITS_WORDS and clue.days.earliest is not None:
            yield clue.days.earliest, clue


def _cited(clues: Iterable[Clue], regions: Mapping[str, Region]) -> Iterator[_Day]:
    """The day of each page that prose or a reference cites, the earliest that is said of it."""
    said: dict[str, list[_Day]] = {}
    for clue in clues:
        region = regions.get(clue.subject)
        if region is None or region.is_boilerplate or clue.clock is not Clock.PUBLISHED:
            continue
        if clue.days.earliest is not None and not clue_rule(clue.rule).weak:
            said.setdefault(clue.subject, []).append((clue.days.earliest, clue))
    for days in said.values():
        yield min(days, key=lambda item: item[0])


def _last_day(clues: Sequence[Clue], told: _Day | None, tolerance: timedelta) -> _Day | None:
    """The earliest of the last days that are known, with its witness.

    A term that ended before a day that the text tells of bounds nothing.
    """
    ends = [
        (clue.days.latest, clue)
        for clue in clues
        if clue.subject == DOCUMENT and clue.clock in _NOT_LATER and clue.days.latest is not None
    ]
    term = end_of_terms(clues)
    if term is not None and (told is None or told[0] - term.day <= tolerance):
        lasting = term.witness if term.witness.days.latest == term.day else term.second
        ends.append((term.day, lasting))
    return min(ends, key=lambda item: item[0], default=None)
