"""Reading a field that is meant to be a date: metadata values and date labels."""

from __future__ import annotations

import re
from datetime import date, datetime

from linkassay.dates.mentions import LAST_YEAR, find_mentions, year_days
from linkassay.model import DaySet
from linkassay.tables.zero_days import zero_days

FIRST_STATED_YEAR = 1450
"""Before movable type nothing was published: no earlier year is meant (our own choice)."""

_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")


def read_statement(value: str) -> DaySet | None:
    """The days a date field states, `None` where it states none that can be read.

    ISO 8601 first (the day as written: a time zone moves it by one at most, which the tolerance
    covers), a year alone, which schema.org allows, then the dates of prose, of which the first
    counts. A day that a system writes where none was set (`0001-01-01`, `1970-01-01`) states none.
    """
    value = value.strip()
    if _YEAR_ALONE.fullmatch(value):
        return year_days(int(value))
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        mention = next(find_mentions(value), None)
        return mention.days if mention and not _is_zero(mention.days) else None
    return DaySet.on(day) if _may_be_stated(day) else None


def _is_zero(days: DaySet) -> bool:
    return days.earliest == days.latest and days.earliest in zero_days()


def _may_be_stated(day: date) -> bool:
    return FIRST_STATED_YEAR <= day.year < LAST_YEAR and day not in zero_days()
