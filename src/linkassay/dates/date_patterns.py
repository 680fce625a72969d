"""The shapes in which dates are written, as regular expressions over one line of prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables.date_words import year_leads
from linkassay.tables.day_orders import DayOrder, day_order


class Precision(StrEnum):
    """How much of a date was written."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to write a date.

    The groups of `pattern` are `year` and, by the precision, `month` (a word or digits) and `day`,
    `season`, or `lead` (the words that make digits a year); `either` and `other` are a day and a
    month whose order is to be settled. `word_first` is whether the month stands before the day.
    One of the `signs` is one of the two characters before the year, or the one behind it.
    """

    precision: Precision
    pattern: re.Pattern[str]
    word_first: bool
    signs: frozenset[str]


_WORD = r"(?P<month>[^\W\d_]{3,10}+)\.?"
"""What may name a month: the table of words decides."""
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|s\b|[/–]\d|-(?!(?:го|м|й|е)\b)|\.\d|,\d{3})"
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th|er|re|\.?[ºª°]|\.|-го|-е)?"
_OF = r"(?:,|,? (?:of|del?))?"


_YEAR_OF_DIGITS = r"(?P<year>(?:19|20)\d\d)"


@cache
def shapes() -> tuple[Shape, ...]:
    """Every shape, the fuller before the shorter."""
    return (
        _shape(
            Precision.DAY,
            rf"\b{_WORD} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
            word_first=True,
            signs="0123456789tdh,",
        ),
        _shape(
            Precision.DAY,
            rf"(?<![\d.,/:]){_DAY}{_ORDINAL} ?(?:of |de )?{_WORD}{_OF} {_YEAR}",
        ),
        _shape(
            Precision.DAY,
            rf"(?<![\d/-]){_YEAR_OF_DIGITS}-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
            signs="-",
        ),
        _shape(
            Precision.DAY,
            rf"(?<![\w/.=-]){_YEAR_OF_DIGITS}/(?P<month>\d\d?)/(?P<day>\d\d?)(?![\w/-])",
            signs="/",
        ),
        _shape(
            Precision.DAY,
            rf"(?<![\w.,/-]){_DAY}\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}",
            signs=".",
        ),
        _shape(
            Precision.DAY,
            rf"(?<![\w/.=-])(?P<either>\d\d?)/(?P<other>\d\d?)/{_YEAR_OF_DIGITS}(?![\w/-])",
            signs="/",
        ),
        _shape(Precision.MONTH, rf"\b{_WORD}{_OF} {_YEAR}"),
        _shape(
            Precision.MONTH,
            rf"(?<![\d/-]){_YEAR_OF_DIGITS}-(?P<month>\d\d)(?![\d-])",
            signs="-",
        ),
        _shape(
            Precision.SEASON,
            rf"\b(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)? {_YEAR}",
            signs="gnrlf",
        ),
        _shape(
            Precision.YEAR,
            rf"\b(?P<lead>{_either_of(_leads())})[ -]{_YEAR}",
            signs=_last_letters(_leads()),
        ),
        _shape(
            Precision.YEAR,
            rf"\b(?P<lead>{_either_of(_leads('ru'))}) {_YEAR}(?:-го|-м)?(?= (?:г\.|год[ау]?\b))",
            signs=_last_letters(_leads("ru")),
        ),
    )


def _shape(
    precision: Precision, pattern: str, *, word_first: bool = False, signs: str = " "
) -> Shape:
    return Shape(precision, re.compile(pattern), word_first, frozenset(signs))


_MONTHS_IN_YEAR = 12


def order_of(matches: Iterable[re.Match[str]], language: str | None) -> DayOrder | None:
    """Which number of 03/02/2021 is the day in one text; `None` where nothing settles it.

    A number above twelve in one of the dates does, else the language (`tables/day_orders.toml`).
    """
    settled = set(_settled(matches))
    if len(settled) == 1:
        return settled.pop()
    return None if settled else day_order(language)


def _settled(matches: Iterable[re.Match[str]]) -> Iterator[DayOrder]:
    for match in matches:
        if int(match["either"]) > _MONTHS_IN_YEAR:
            yield DayOrder.DAY_FIRST
        elif int(match["other"]) > _MONTHS_IN_YEAR:
            yield DayOrder.MONTH_FIRST


def _leads(language: str | None = None) -> list[str]:
    """The words before a year in one language; by default in those that need none behind it."""
    return [
        words
        for words, languages in year_leads().items()
        if (language in languages if language else "ru" not in languages)
    ]


def _either_of(words: list[str]) -> str:
    """A pattern of these words, the first letter also as a capital."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        f"[{first.upper()}{first}](?:{'|'.join(rest)})" for first, rest in by_first.items()
    )


def _last_letters(words: list[str]) -> str:
    """The letters that these words end with; a word of one letter may be a capital."""
    return "".join({letter for word in words for letter in (word[-1], word.title()[-1])})
