"""Days in words, as date lines write them: in more languages than prose, and in any order.

Publishing systems put the month first where nobody has translated their format of days:
`Dezember 29, 2021`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from linkassay.dates.date_patterns import Precision
from linkassay.dates.mentions import FIRST_YEAR, LAST_YEAR, Mention
from linkassay.model import DaySet
from linkassay.tables.date_words import line_months

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_A_YEAR = re.compile(rf" {_YEAR}")
"""What each pattern ends with; few lines have it, and it is found ten times as fast."""
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_PATTERNS = (
    re.compile(
        rf"(?<!\d[./:,])(?<!\d)(?P<day>\d\d?)(?:\.|º)? ?(?:de |di )?{_MONTH}(?:,| de)? {_YEAR}"
    ),
    re.compile(rf"\b{_MONTH} (?P<day>\d\d?),? {_YEAR}"),
)


def worded_days(text: str) -> Iterator[Mention]:
    """The days in a line that is known to say when something was published."""
    if _A_YEAR.search(text) is None:
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            month, year = line_months().get(match["month"].lower()), int(match["year"])
            if month is not None and FIRST_YEAR <= year < LAST_YEAR:
                try:
                    days = DaySet.on(date(year, month, int(match["day"])))
                except ValueError:
                    continue
                yield Mention(*match.span(), days, Precision.DAY)
