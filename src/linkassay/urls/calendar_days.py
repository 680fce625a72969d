"""Days, months and years from the digits and names that an address writes for them."""

from __future__ import annotations

import calendar
from datetime import date

from linkassay.model import DaySet

_MONTH_NAMES = {
    name.lower(): number
    for table in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(table)
    if name
} | {"sept": 9}


def month_number(text: str) -> int | None:
    """A month's number from one or two digits or an English name; 0 and 13..99 as they are."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text)
    return _MONTH_NAMES.get(text.lower())


def day_on(year: int, month: int, day: int) -> date | None:
    """The day; `None` where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def whole_month(year: int, month: int) -> DaySet:
    """All days of a month. Raises `calendar.IllegalMonthError` for one that is none."""
    last = calendar.monthrange(year, month)[1]
    return DaySet.between(date(year, month, 1), date(year, month, last))


def whole_year(year: int) -> DaySet:
    """All days of a year."""
    return DaySet.between(date(year, 1, 1), date(year, 12, 31))


def impossible(year: int, month: int, day: int) -> str:
    """Why no calendar has a day, in words."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    return f"{calendar.month_name[month]} {year} has no day {day}"
