"""Reading a field that is meant to be a date: metadata values and date labels."""

from __future__ import annotations

from datetime import datetime

from linkassay.dates.mentions import find_mentions
from linkassay.model import Days


def read_statement(value: str) -> Days | None:
    """The days a date field states, `None` where it states none that can be read.

    ISO 8601 first (the day as written: a time zone moves it by one at most, which the tolerance
    covers), then the dates of English prose, of which the first counts.
    """
    value = value.strip()
    try:
        return Days.on(datetime.fromisoformat(value).date())
    except ValueError:
        pass
    mention = next(find_mentions(value), None)
    return mention.days if mention else None
