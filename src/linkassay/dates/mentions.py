"""Finding explicit dates in prose: English, German, French, Spanish, Russian, and digits.

Own small grammar: it reads only what is written out, since searching with a general date parser
finds dates in "may", "we" and "10%". Weekdays and relative expressions are not dates until a base
is known, so they are left alone. The words are those of `tables/date_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from linkassay.dates.date_patterns import Precision, Shape, order_of, shapes
from linkassay.model import DaySet
from linkassay.tables.date_words import Named, months, year_leads
from linkassay.tables.day_orders import DayOrder

SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "fall": (9, 3), "winter": (1, 14)}
"""First month and length of a season (northern, whole months).

The winter of a year may be either of the two it touches.
"""

FIRST_YEAR, LAST_YEAR = 1900, 2100
_ENGLISH = frozenset({"en"})
_NO_LANGUAGE = frozenset[str]()
_MONTH_BEFORE_DAY = frozenset({"en", "es"})
_PLANET = frozenset({"Mars", "MARS"})
"""Names of a month that alone before a year are no month: "the Mars 2020 rover"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as written at `text[start:end]`, and the days it may mean.

    `languages` are those whose words it is written in (ISO 639-1), none where it is digits alone.
    """

    start: int
    end: int
    days: DaySet
    precision: Precision
    languages: frozenset[str] = _NO_LANGUAGE


def find_mentions(text: str, language: str | None = None) -> Iterator[Mention]:
    """The dates written in a text, in order; the fuller reading wins where two overlap.

    `language` is the document's, as a language tag ("de", "en-GB"). It settles nothing but the
    order of 03/02/2021, which is left out where neither it nor another date of the text does.
    """
    windows = list(_windows(text))
    if not windows:
        return iter(())
    taken: list[Mention] = []
    covered = bytearray(len(text))
    for shape in _fitting(frozenset("".join(beside for _, _, beside in windows))):
        matches = _of_shape(shape, text, windows)
        if not matches:
            continue
        order = order_of(matches, language) if "either" in shape.pattern.groupindex else None
        for match in matches:
            start, end = match.span()
            if 1 not in covered[start:end] and (mention := _mention(match, shape, order)):
                taken.append(mention)
                covered[start:end] = b"\1" * (end - start)
    return iter(sorted(taken, key=lambda mention: mention.start))


@lru_cache(maxsize=1024)
def _fitting(beside: frozenset[str]) -> tuple[Shape, ...]:
    """The shapes that a text with these signs beside its years may hold."""
    return tuple(shape for shape in shapes() if not shape.signs.isdisjoint(beside))


_Window = tuple[int, int, str]
"""Start, end, and of each year in it the two characters before and the one behind."""


def _windows(text: str) -> Iterator[_Window]:
    """The stretches around the years of a text: no date reaches out of them."""
    start = end = 0
    beside = ""
    for year in _A_YEAR.finditer(text):
        first, after = year.span()
        if first - _BEFORE > end:
            if end:
                yield start, end, beside
            start, beside = max(0, first - _BEFORE), ""
        end = after + _AFTER
        beside += text[max(0, first - 2) : first] + text[after : after + 1]
    if end:
        yield start, end, beside


_A_YEAR = re.compile(r"(?:19|20)\d\d")


def names_year(text: str) -> bool:
    """Whether a text has the figures of a year: no date is written out without them."""
    return _A_YEAR.search(text) is not None


_BEFORE, _AFTER = 26, 9
"""Characters before and behind its year that a date, and what must not follow it, can take: as many
as `30-го de Septiembre., del 2021` and `в 2021-го годам` have."""


def month_days(year: int, month: int, months: int = 1) -> DaySet:
    """The whole of a month, or of several in a row."""
    after = year * 12 + month - 1 + months
    following = date(after // 12, after % 12 + 1, 1)
    return DaySet.between(date(year, month, 1), following - timedelta(days=1))


def year_days(year: int) -> DaySet:
    """The whole of a year."""
    return DaySet.between(date(year, 1, 1), date(year, 12, 31))


def _of_shape(shape: Shape, text: str, windows: Iterable[_Window]) -> list[re.Match[str]]:
    """What has one shape, whether or not it is a date."""
    return [
        match
        for start, end, beside in windows
        if not shape.signs.isdisjoint(beside)
        for match in shape.pattern.finditer(text, start, end)
    ]


def _mention(match: re.Match[str], shape: Shape, order: DayOrder | None) -> Mention | None:
    """What a match means; `None` where its numbers or its words are no date."""
    parts = match.groupdict()
    year, languages = int(parts["year"]), _NO_LANGUAGE
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    match shape.precision:
        case Precision.YEAR:
            lead = parts["lead"]
            leads = year_leads()
            languages = leads.get(lead) or leads[lead[0].swapcase() + lead[1:]]
            days = year_days(year)
        case Precision.SEASON:
            languages = _ENGLISH
            days = month_days(year, *SEASONS[parts["season"].lower()])
        case _:
            month = _month(parts, shape, order)
            if month is None:
                return None
            languages = month.languages
            found = _days(parts, year, month.number, order)
            if found is None:
                return None
            days = found
    return Mention(*match.span(), days, shape.precision, languages)


def _month(parts: dict[str, str], shape: Shape, order: DayOrder | None) -> Named | None:
    if "either" in parts:
        if order is None:
            return None
        written = parts["other" if order is DayOrder.DAY_FIRST else "either"]
    else:
        written = parts["month"]
    if written.isdigit():
        return Named(int(written), _NO_LANGUAGE)
    month = months().get(written)
    if month is None or (shape.word_first and not month.languages & _MONTH_BEFORE_DAY):
        return None
    return None if shape.precision is Precision.MONTH and written in _PLANET else month


def _days(parts: dict[str, str], year: int, month: int, order: DayOrder | None) -> DaySet | None:
    if "either" in parts:
        day = parts["either" if order is DayOrder.DAY_FIRST else "other"]
    elif "day" in parts:
        day = parts["day"]
    else:
        is_next_year = month == year % 100 + 1 and parts["month"].isdigit()  # "2009-10"
        return month_days(year, month) if 1 <= month <= 12 and not is_next_year else None
    try:
        return DaySet.on(date(year, month, int(day)))
    except ValueError:
        return None
