"""Clues in weekdays that do not fit the date beside them: "Friday, 8 March 2018"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from linkassay.dates import (
    Mention,
    Precision,
    find_mentions,
    names_year,
    weekday_of_mention,
)
from linkassay.model import DOCUMENT, Block, BlockKind, Clue, DaySet, Lines, MappedText, Region
from linkassay.tables.clues import clue_rule
from linkassay.tables.date_words import weekdays

BEFORE, AFTER = 60, 40
"""Characters around a year in which its date and its weekday stand."""

FIRST_YEAR = 1924
"""Before, some countries whose papers are cited counted by the Julian calendar: Greece until March
1923 (E. G. Richards, Mapping Time, 1998)."""

_A_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_BEFORE = re.compile(r"[^\W\d_]{5,}\. ?$")
"""A word written in full and a full stop: the weekday belongs to the sentence before."""


def weekday_clues(blocks: Iterable[Block], lines: Lines, language: str | None) -> Iterator[Clue]:
    """A clue for each full date in the document's own words that falls on another weekday than it
    names. `language` is the document's, as a language tag."""
    for block in blocks:
        if not names_year(block.content.text):
            continue
        if block.region in (Region.PROSE, Region.REFERENCE) and block.kind is not BlockKind.CODE:
            yield from _in_passage(block.content, lines, language)


def _in_passage(passage: MappedText, lines: Lines, language: str | None) -> Iterator[Clue]:
    text = passage.text
    for year in _A_YEAR.finditer(text):
        begin = max(0, year.start() - BEFORE)
        window = text[begin : year.end() + AFTER]
        if weekdays().keys().isdisjoint(_WORD.findall(window)):
            continue
        for start, end, day in _misfits(window, year.start() - begin, language):
            span = lines.span(*passage.source_range(begin + start, begin + end))
            yield clue_rule("weekday").clue(
                DOCUMENT, DaySet.on(day), "weekday", span=span, text=window[start:end]
            )


def _misfits(window: str, at: int, language: str | None) -> Iterator[tuple[int, int, date]]:
    """The date that holds the year at `at`, with its weekday, where the two do not fit."""
    for mention in find_mentions(window, language):
        if mention.start <= at < mention.end and mention.precision is Precision.DAY:
            day = mention.days.earliest
            found = _weekday(window, mention)
            if day is None or found is None or day.year < FIRST_YEAR:
                continue
            number, start, end = found
            if number not in (
                day.isoweekday(),
                *_swapped(day, window[mention.start : mention.end]),
            ):
                yield start, end, day


def _weekday(window: str, mention: Mention) -> tuple[int, int, int] | None:
    """The weekday before a date, or in brackets behind it: its number, and where both stand.

    Behind a comma stands what follows: "On 8 March 2018, Friday prayers were held".
    """
    before = window[: mention.end]
    named = weekday_of_mention(before, mention)
    if named is not None:
        if _SENTENCE_BEFORE.search(window[: mention.start]):
            return None
        words = list(_WORD.finditer(window, 0, mention.start))
        start = next((w.start() for w in reversed(words) if w[0] in weekdays()), mention.start)
        return named, start, mention.end
    bracket = window.find(")", mention.end)
    if window[mention.end : mention.end + 2] != " (" or bracket < 0:
        return None
    named = weekday_of_mention(window, mention)
    return None if named is None else (named, mention.start, bracket + 1)


def _swapped(day: date, written: str) -> Iterator[int]:
    """The weekday of a date with slashes whose day and month may be meant the other way round."""
    if "/" in written and day.day <= 12:
        yield date(day.year, day.day, day.month).isoweekday()
