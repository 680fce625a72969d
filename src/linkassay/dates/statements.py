"""What a document states of its own day: which statement is trusted, and whether two disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Group
from linkassay.model.dayset import ONE_DAY
from linkassay.tables.clues import clue_rule
from linkassay.tables.metadata import field_named

LABELLED = "date-label"
"""The rule of a day whose label says that it is the day of publication."""


def statements(clues: Sequence[Clue], tolerance: timedelta = ONE_DAY) -> tuple[Clue, ...]:
    """The clues by which a document states its own day of publication, the most trusted first.

    The order is that of the table of clues; of one rule the first in the document comes first. A
    day without a label that the document elsewhere states as that of its last change is no second
    day of publication.
    """
    own = sorted((clue for clue in clues if _states_its_day(clue)), key=_trust)
    changes = [clue.days for clue in clues if _states_a_change(clue)]

    def is_a_change(clue: Clue) -> bool:
        unlike = not _fits(clue.days, own[0].days, tolerance)
        seen = clue.group is Group.TEXT and clue.rule != LABELLED
        return seen and unlike and any(_fits(clue.days, days, tolerance) for days in changes)

    return tuple(clue for clue in own if not is_a_change(clue))


def _trust(clue: Clue) -> tuple[int, int]:
    """The rank of its rule, then of the field that states it."""
    field = field_named(clue.source) if clue.group is Group.METADATA else None
    return clue_rule(clue.rule).statement or 0, field.rank if field else 0


def distinct_days(stated: Sequence[Clue], tolerance: timedelta) -> tuple[tuple[Clue, DaySet], ...]:
    """The days that a document states, each with its witness, the most trusted first.

    Statements that fit each other are one day, the narrowest of them. The metadata speak with one
    voice, that of the most trusted field. Two days are told where statements are further apart than
    the tolerance: the most trusted, and the latest of the others, since a thread or a list of news
    states as many days as it has parts. Within the tolerance the text's day counts, as metadata are
    often stamped in universal time (the text was right on 7 of 7 such pages of the half *tune*).
    """
    told: list[tuple[Clue, DaySet]] = []
    for voice in _voices(stated):
        witness, days = _narrowest(voice)
        near = next((at for at, (_, other) in enumerate(told) if _fits(days, other, tolerance)), -1)
        if near < 0:
            told.append((witness, days))
        elif both := told[near][1].intersection(days):
            told[near] = (told[near][0] if both == told[near][1] else witness, both)
        elif witness.group is Group.TEXT and told[near][0].group is not Group.TEXT:
            told[near] = (witness, days)
    others = sorted(told[1:], key=lambda one: one[1].latest or date.max, reverse=True)
    return (*told[:1], *others[:1])


def _voices(stated: Sequence[Clue]) -> Iterator[Sequence[Clue]]:
    """The metadata together, every statement of the text by itself, in the order of trust."""
    fields = [clue for clue in stated if clue.group is not Group.TEXT]
    for clue in stated:
        if clue.group is Group.TEXT:
            yield (clue,)
        elif clue is fields[0]:
            yield fields


def _states_its_day(clue: Clue) -> bool:
    if clue.subject != DOCUMENT or clue.clock is not Clock.PUBLISHED:
        return False
    closed = clue.days.earliest is not None and clue.days.latest is not None
    return closed and clue_rule(clue.rule).statement is not None


def _states_a_change(clue: Clue) -> bool:
    closed = clue.days.earliest is not None and clue.days.latest is not None
    return clue.subject == DOCUMENT and clue.clock is Clock.MODIFIED and closed


def _narrowest(voice: Sequence[Clue]) -> tuple[Clue, DaySet]:
    """The days of a voice's first statement, made narrower by the others that lie within them."""
    witness, days = voice[0], voice[0].days
    for clue in voice[1:]:
        both = days.intersection(clue.days)
        if both and both != days:
            witness, days = clue, both
    return witness, days


def _fits(one: DaySet, other: DaySet, tolerance: timedelta) -> bool:
    a, b = one.hull, other.hull
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return True
    return a.earliest - b.latest <= tolerance and b.earliest - a.latest <= tolerance
