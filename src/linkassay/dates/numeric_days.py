"""Days in figures, as a document states its own: `12.03.2015`, `3/12/2015`, `2015年3月12日`.

In prose such figures may be anything; only what is known to be a date is read here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from linkassay.dates.date_patterns import Precision
from linkassay.dates.mentions import FIRST_YEAR, LAST_YEAR, Mention
from linkassay.model import DaySet
from linkassay.tables.day_orders import DayOrder

# What must not stand before a number is looked for behind its first digits: a pattern that begins
# with a digit passes over other signs in one step.
_YEAR_FIRST = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?<![\d./-]\d{4})"
    r"(?:(?P<sign>[./-]) ?(?P<month>\d\d?)(?P=sign) ?(?P<day>\d\d?)"
    r"|[年년] ?(?P<moon>\d\d?)[月월] ?(?P<sun>\d\d?)[日일])"
    r"(?!\d|[./-]\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_YEAR_LAST = re.compile(
    r"(?P<first>\d(?<![\d./-]\d)\d?)(?P<sign>[./-]) ?(?P<second>\d\d?)(?P=sign) ?"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d%]|[./:-]\d)"
)

_MAY_BE_DAY = re.compile(r"\d(?:[./-] ?\d|(?:(?<=1)9|(?<=2)0)\d\d)")


def may_name_day(text: str) -> bool:
    """Whether a text has a year, or two numbers with a sign between: no day is written without, in
    figures or in words."""
    return _MAY_BE_DAY.search(text) is not None


def numeric_days(text: str, order: DayOrder | None) -> Iterator[Mention]:
    """The days in a text that is known to hold dates; `order` is the document's, where it has one.

    With dots the day comes first unless the document says otherwise. With other signs, and without
    an order, a day is read where it shows itself: a part above 12, or twice the same number. Never
    guessed. A year of two figures is one of 1969 to 2068 (POSIX, strptime).
    """
    for match in _YEAR_FIRST.finditer(text):
        month, day = match["month"] or match["moon"], match["day"] or match["sun"]
        yield from _mention(match, int(match["year"]), int(month), int(day))
    for match in _YEAR_LAST.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        known = shown_order(first, second) or order
        if known is None and match["sign"] == ".":
            known = DayOrder.DAY_FIRST
        if known is None and first != second:
            continue
        day, month = (second, first) if known is DayOrder.MONTH_FIRST else (first, second)
        yield from _mention(match, _full(match["year"]), month, day)


def is_open(text: str) -> bool:
    """Whether a day in figures stands in a text whose order it does not show."""
    return any(
        match["first"] != match["second"]
        and shown_order(int(match["first"]), int(match["second"])) is None
        for match in _YEAR_LAST.finditer(text)
    )


def shown_order(first: int, second: int) -> DayOrder | None:
    """The order that two numbers show by themselves: no month is above 12."""
    if first > 12 >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > 12 >= first else None


def order_in(text: str, known: Collection[date] = ()) -> DayOrder | None:
    """The order that all days in figures of a text agree on that show one; else `None`.

    One shows it by a number above 12, or by being one of the days `known` in one order alone.
    """
    found = {
        order
        for match in _YEAR_LAST.finditer(text)
        if len(match["year"]) == 4 and (order := _shown(match, known)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _shown(match: re.Match[str], known: Collection[date]) -> DayOrder | None:
    first, second = int(match["first"]), int(match["second"])
    order = shown_order(first, second)
    if order is not None or not known or first == second:
        return order
    year = int(match["year"])
    readings = {
        DayOrder.DAY_FIRST: (year, second, first),
        DayOrder.MONTH_FIRST: (year, first, second),
    }
    days = {(day.year, day.month, day.day) for day in known}
    fitting = [order for order, reading in readings.items() if reading in days]
    return fitting[0] if len(fitting) == 1 else None


def _mention(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Mention]:
    try:
        days = DaySet.on(date(year, month, day))
    except ValueError:
        return
    if FIRST_YEAR <= year < LAST_YEAR:
        yield Mention(match.start(), match.end(), days, Precision.DAY)


def _full(year: str) -> int:
    number = int(year)
    if len(year) > 2:
        return number
    return number + (1900 if number >= 69 else 2000)
