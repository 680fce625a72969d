"""The weekday that a text names beside a date: "Friday, 8 March 2018"."""

from __future__ import annotations

import re

from linkassay.dates.mentions import Mention
from linkassay.tables.date_words import weekdays

_BEFORE, _AFTER = 24, 24
"""Characters beside a date in which its weekday stands."""

_LEADING = re.compile(r"(?<![\w-])([^\W\d_]{2,11})\.?,? ?(?:(?:the|den|dem|el|le) )?$")
_FOLLOWING = re.compile(r"(?: (?:г\.|года))?(?:,? \(|, )([^\W\d_]{2,11})\b")


def weekday_of_mention(text: str, mention: Mention) -> int | None:
    """The weekday written right before or behind a date, Monday 1 to Sunday 7 as in ISO 8601.

    `None` where there is none, or where it is a word of another language than the date's.
    """
    before = _LEADING.search(text[max(0, mention.start - _BEFORE) : mention.start])
    after = _FOLLOWING.match(text[mention.end : mention.end + _AFTER])
    for match in (before, after):
        named = weekdays().get(match[1]) if match else None
        if named and (not mention.languages or named.languages & mention.languages):
            return named.number
    return None
