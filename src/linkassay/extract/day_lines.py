"""A line that states days, read whole: each day with its label, and what else the line says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from linkassay.dates import (
    Mention,
    Precision,
    find_mentions,
    is_open,
    may_name_day,
    numeric_days,
    worded_days,
)
from linkassay.model import Clock, DaySet
from linkassay.tables.date_labels import (
    Beside,
    DateLabel,
    change_words,
    label_after,
    label_before,
    words_beside,
)
from linkassay.tables.date_words import weekdays
from linkassay.tables.day_orders import DayOrder, day_order
from linkassay.tables.zero_days import zero_days

LONGEST_LINE = 200
"""A longer line is text (our own choice: two labelled days with a byline take 120)."""

_TOKEN = re.compile(r"(?P<word>[^\W\d_]+(?:[.'’-][^\W\d_]+)*)|\d[\d:.,]*")
_SIGN = re.compile(r"[|•·⋅●~;()\[\]<>»«\n]|,(?:\s|$)|(?:^|\s)(?:[/–—-]|//)(?:\s|$)")
_SPAN = re.compile(r"(?<![\d:.])\d\d?\.?\s?[–—-]\s?$")
_TO = re.compile(r"\s*(?:[–—-]|to|bis|au|al|по)\s*", re.IGNORECASE)
_HOURS = re.compile(
    r"\d[:.]\d\d(?: ?[ap]\.?m\.?)? ?(?:[–—-]|bis|to) ?\d\d?[:.h]\d\d", re.IGNORECASE
)
_LABEL = re.compile(r"([^\W\d_]+):")


@dataclass(frozen=True, slots=True)
class LineDay:
    """A day of a line: where it stands with its label, and the label, `None` where it has none."""

    days: DaySet
    start: int
    end: int
    label: DateLabel | None

    @property
    def clock(self) -> Clock:
        return Clock.PUBLISHED if self.label is None else self.label.clock


@dataclass(frozen=True, slots=True)
class DayLine:
    """The days of a line in order, and the pieces of it that are neither day nor label nor time.

    `glued` is whether one of these pieces stands beside a day without a sign between them.
    """

    days: tuple[LineDay, ...]
    rest: tuple[str, ...]
    glued: bool


def read_day_line(
    text: str, language: str | None, order: Callable[[], DayOrder | None]
) -> DayLine | None:
    """What a line says of days; `None` where it states none or is no such line.

    `order` gives what the document's other days in figures show, `language` is its own (BCP 47);
    between them the language of a label counts. They are asked where figures leave the order open.

    A line with a span of days or of hours, with a word that labels an event, with two days of which
    one has no label, or with a label of a change that is parted from the day is no statement.
    """
    if len(text) > LONGEST_LINE or not may_name_day(text):
        return None
    if _HOURS.search(text) or any(is_event_label(label) for label in _LABEL.findall(text)):
        return None
    known = None
    if is_open(text):
        known = order() or day_order(_language(text)) or day_order(language)
    mentions = days_in(text, known)
    if not mentions or any(map(_begins_span, _gaps(text, mentions)[:-1])):
        return None
    return _read(text, mentions)


def lone_label(text: str) -> DateLabel | None:
    """The label that is all that a line says: `Published:`."""
    words = _words(text)
    label = label_before(words)
    return label if label is not None and len(label.words) == len(words) else None


def is_event_label(word: str) -> bool:
    """Whether a word labels the time or the place of an event."""
    return word.lower() in words_beside(Beside.EVENT)


def days_in(text: str, order: DayOrder | None) -> list[Mention]:
    """The days of a line, written out or in figures, in order; days in figures go first."""
    found = list(numeric_days(text, order))
    for mention in (*find_mentions(text), *worded_days(text)):
        apart = all(item.end <= mention.start or mention.end <= item.start for item in found)
        if mention.precision is Precision.DAY and apart:
            found.append(mention)
    stated = (item for item in found if item.days.earliest not in zero_days())
    return sorted(stated, key=lambda item: item.start)


def without_company(text: str) -> str:
    """A text without the weekdays, times of day and joining words that it begins with."""
    end = 0
    for token in _TOKEN.finditer(text):
        if text[end : token.start()].strip(" ,") or not _may_part(token):
            break
        end = token.end()
    return text[end:]


def _language(text: str) -> str | None:
    """The language of the first label of a line."""
    words = [match[0].lower() for match in _TOKEN.finditer(text)]
    labels = (label_before(words[: at + 1]) for at in range(len(words)))
    return next((label.language for label in labels if label is not None), None)


def _gaps(text: str, mentions: Sequence[Mention]) -> list[str]:
    """What stands before the first day, between the days, and after the last one."""
    starts = [0, *(item.end for item in mentions)]
    ends = [*(item.start for item in mentions), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _begins_span(gap: str) -> bool:
    """Whether a gap makes the day after it the end of a span."""
    return _SPAN.search(gap) is not None or _TO.fullmatch(gap) is not None


def _read(text: str, mentions: Sequence[Mention]) -> DayLine | None:
    gaps = _gaps(text, mentions)
    follow = label_after(_words(gaps[-1])) is not None and label_at_end(gaps[0])[0] is None
    found = [
        _after(mention, gaps[at + 1]) if follow else _before(mention, gaps[at])
        for at, mention in enumerate(mentions)
    ]
    seen: list[LineDay] = []
    for day in found:
        if day.label is not None or not seen:
            seen.append(day)
        elif all(day.days != other.days for other in seen):
            return None
    outside = _outside(text, found)
    pieces = [[_trimmed(piece) for piece in _SIGN.split(gap)] for gap in outside]
    inner = (piece for at, gap in enumerate(pieces) for piece in (gap[-1] if at == 0 else gap[0],))
    rest = tuple(piece for gap in pieces for piece in gap if piece)
    if seen[0].label is None and any(map(_speaks_of_change, rest)):
        return None
    return DayLine(tuple(seen), rest, any(inner))


def _speaks_of_change(piece: str) -> bool:
    """Whether a piece has the label of a change, which is then parted from its day."""
    return not change_words().isdisjoint(_words(piece))


def _before(mention: Mention, gap: str) -> LineDay:
    label, start = label_at_end(gap)
    return LineDay(mention.days, mention.start - (len(gap) - start), mention.end, label)


def _after(mention: Mention, gap: str) -> LineDay:
    """A day whose label follows it."""
    label = label_after(_words(gap))
    tokens = list(_TOKEN.finditer(gap))
    end = tokens[len(label.words) - 1].end() if label else 0
    return LineDay(mention.days, mention.start, mention.end + end, label)


def label_at_end(gap: str) -> tuple[DateLabel | None, int]:
    """The label that a gap ends with, words between label and day aside, and where it begins.

    Where there is none, the end of the gap.
    """
    tokens = list(_TOKEN.finditer(gap, gap.rfind("|") + 1))
    while tokens:
        label = label_before([token[0].lower() for token in tokens])
        if label is not None:
            return label, tokens[-len(label.words)].start()
        if not _may_part(tokens[-1]):
            break
        tokens.pop()
    return None, len(gap)


def _may_part(token: re.Match[str]) -> bool:
    """Whether a word may stand between a label and its day."""
    return token["word"] is None or token[0].lower() in _parting()


@cache
def _parting() -> frozenset[str]:
    days = frozenset(word.lower() for word in weekdays())
    return words_beside(Beside.JOINT) | words_beside(Beside.CLOCK) | days


def _outside(text: str, days: Sequence[LineDay]) -> list[str]:
    """What stands outside the days and their labels."""
    starts = [0, *(day.end for day in days)]
    ends = [*(day.start for day in days), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _trimmed(piece: str) -> str:
    """A piece without the words of a day's company at its ends; empty where it has no others."""
    tokens = list(_TOKEN.finditer(piece))
    if all(_is_company(token) for token in tokens):
        return ""
    first, last = 0, len(tokens)
    while first < last and _may_part(tokens[first]):
        first += 1
    while last > first and _may_part(tokens[last - 1]):
        last -= 1
    return piece[tokens[first].start() : tokens[last - 1].end()]


def _is_company(token: re.Match[str]) -> bool:
    word = token[0].lower()
    return _may_part(token) or word in words_beside(Beside.EXTRA)


def _words(gap: str) -> list[str]:
    return [match[0].lower() for match in _TOKEN.finditer(gap)]
