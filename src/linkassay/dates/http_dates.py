"""Moments and pauses as HTTP writes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

MOST_SECONDS = 999_999_999.0
"""No pause is longer: 31 years."""

_LONGEST_DATE = 64
"""Characters that are looked at."""

_SECONDS = re.compile(r"(-?)\s?([0-9]+)(?:\.[0-9]+)?", re.ASCII)


def http_date(value: str | None) -> datetime | None:
    """The moment that a header tells (RFC 9110 section 5.6.7, all three ways), aware.

    `None` where it tells none. `Wed, 09-Jun-2021`, as cookies have it, is one too.
    """
    if not value:
        return None
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(value[:_LONGEST_DATE])
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def seconds_asked(value: str | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks for: 0 to `MOST_SECONDS`, `None` where it says nothing.

    Both forms of RFC 9110 section 10.2.3 are read: seconds (with a fraction, too, as some servers
    write them), and a date. `now` is aware.
    """
    if value is None:
        return None
    number = _SECONDS.fullmatch(value.strip())
    if number is not None:
        asked = 0.0 if number[1] else float(number[0])
    else:
        moment = http_date(value)
        if moment is None:
            return None
        asked = (moment - now).total_seconds()
    return min(max(asked, 0.0), MOST_SECONDS)
