"""Datelines: the place and the day before the first sentence, as news agencies write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from linkassay.dates import Precision, find_mentions, is_open, numeric_days
from linkassay.model import DaySet
from linkassay.tables.day_orders import DayOrder

LONGEST = 120
"""So many characters of a paragraph may be its dateline (our own choice)."""

_FIGURES = re.compile(r"\d\d(?!\d)")
_PLACE = re.compile(
    r"[\"'“„«*_(]{0,3}(?P<place>[^\W\d_][^\d()/—–:;!?]{1,40}?)"
    r"(?P<outlet> ?\([^()\d]{2,30}\))?,? (?:le |den |am |el |, )?"
)
_OUTLET = r"(?:,? ?\([^()]{2,40}\)| ?/[^/]{2,40}/|, [A-ZА-ЯЁ]{2,8}\.?)"
_END = re.compile(rf"(?:\s?г\.?|,)?(?P<outlet>{_OUTLET})? ?(?:[—–]|--?(?=\s)|\.[-—–])\s?(?=\S)")
_MARKS = "—–-("
"""Without one of these no dateline ends."""
_BRACKET = re.compile(r"[*_]{0,2}\($")
_AFTER_BRACKET = re.compile(r"\)[*_]{0,2}[.:]?\s(?:[—–-]\s)?[\"'“„«]?[^\W\d_a-zа-я]")
_SMALL = re.compile(r"[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ]{3}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day of a dateline, and where the dateline ends in its paragraph."""

    days: DaySet
    end: int


def read_dateline(text: str, order: Callable[[], DayOrder | None]) -> Dateline | None:
    """The dateline that a paragraph begins with; `None` where it has none with a whole day.

    A place in small letters alone is none: "Paris, 13 November 2015 — a day that" tells of a day.
    It needs capitals, or the agency beside the day. A day in brackets before the text is one, too.
    `order` gives what the document's days in figures show.
    """
    head = text[:LONGEST]
    if not any(mark in head for mark in _MARKS) or _FIGURES.search(head) is None:
        return None
    known = order() if is_open(head) else None
    mentions = [*numeric_days(head, known), *find_mentions(head)]
    days = [item for item in mentions if item.precision is Precision.DAY]
    first = min(days, key=lambda item: item.start, default=None)
    if first is None:
        return None
    before, after = head[: first.start], head[first.end :]
    if _BRACKET.fullmatch(before):
        bracket = _AFTER_BRACKET.match(after)
        return Dateline(first.days, first.end + 1) if bracket else None
    place, end = _PLACE.fullmatch(before), _END.match(after)
    if place is None or end is None:
        return None
    agency = place["outlet"] is not None or end["outlet"] is not None
    if not (agency or _SMALL.search(place["place"]) is None):
        return None
    return Dateline(first.days, first.end + end.end())
