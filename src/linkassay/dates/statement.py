"""Reading a field that is meant to be a date: metadata values and date labels."""

from __future__ import annotations

import re
from datetime import datetime

from linkassay.dates.mentions import find_mentions, year_days
from linkassay.model import DaySet

_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")


def read_statement(value: str) -> DaySet | None:
    """The days a date field states, `None` where it states none that can be read.

    ISO 8601 first (the day as written: a time zone moves it by one at most, which the tolerance
    covers), a year alone, which schema.org allows, then the dates of English prose, of which the
    first counts.
    """
    value = value.strip()
    if _YEAR_ALONE.fullmatch(value):
        return year_days(int(value))
    try:
        return DaySet.on(datetime.fromisoformat(value).date())
    except ValueError:
        pass
    mention = next(find_mentions(value), None)
    return mention.days if mention else None
