"""Finding explicit dates in English prose.

Own small grammar: it reads only what is written out, since searching with a general date parser
finds dates in "may", "we" and "10%". Weekdays and relative expressions
are not dates until a base is known, so they are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from linkassay.model import DaySet

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "fall": (9, 3), "winter": (1, 14)}
"""First month and length of a season (northern, whole months).

The winter of a year may be either of the two it touches.
"""

FIRST_YEAR, LAST_YEAR = 1900, 2100


class Precision(StrEnum):
    """How much of a date was written."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as written at `text[start:end]`, and the days it may mean."""

    start: int
    end: int
    days: DaySet
    precision: Precision


_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%-]|\.\d|,\d{3})"
_PATTERNS = (
    (Precision.DAY, re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}")),
    (
        Precision.DAY,
        re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? {_YEAR}"),
    ),
    (
        Precision.DAY,
        re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
    ),
    (Precision.MONTH, re.compile(rf"\b{_MONTH}(?: of)?,? {_YEAR}")),
    (Precision.MONTH, re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?![\d-])")),
    (
        Precision.SEASON,
        re.compile(
            rf"\b(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)? {_YEAR}"
        ),
    ),
    (
        Precision.YEAR,
        re.compile(
            r"\b(?:[Ii]n|[Ss]ince|[Oo]f|[Ff]rom|[Dd]uring|[Ee]arly|[Mm]id|[Ll]ate|[Uu]ntil|[Tt]hroughout)"
            rf"[ -]{_YEAR}"
        ),
    ),
)


def find_mentions(text: str) -> Iterator[Mention]:
    """The dates written in a text, in order; the fuller reading wins where two overlap."""
    windows = list(_windows(text))
    if not windows:
        return iter(())
    taken: list[Mention] = []
    covered = bytearray(len(text))
    for precision, pattern in _PATTERNS:
        for match in (found for window in windows for found in pattern.finditer(text, *window)):
            days = _days(match, precision)
            start, end = match.span()
            if days is not None and not any(covered[start:end]):
                taken.append(Mention(start, end, days, precision))
                covered[start:end] = b"\1" * (end - start)
    return iter(sorted(taken, key=lambda mention: mention.start))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around the years of a text: no date reaches out of them."""
    start = end = 0
    for year in _A_YEAR.finditer(text):
        if year.start() - _BEFORE > end:
            if end:
                yield start, end
            start = max(0, year.start() - _BEFORE)
        end = year.end() + _AFTER
    if end:
        yield start, end


_A_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE, _AFTER = 32, 16
"""Characters before and behind its year that a date, and what must not follow it, can take."""


def month_days(year: int, month: int, months: int = 1) -> DaySet:
    """The whole of a month, or of several in a row."""
    after = year * 12 + month - 1 + months
    following = date(after // 12, after % 12 + 1, 1)
    return DaySet.between(date(year, month, 1), following - timedelta(days=1))


def year_days(year: int) -> DaySet:
    """The whole of a year."""
    return DaySet.between(date(year, 1, 1), date(year, 12, 31))


def _days(match: re.Match[str], precision: Precision) -> DaySet | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    match precision:
        case Precision.YEAR:
            return year_days(year)
        case Precision.SEASON:
            return month_days(year, *SEASONS[parts["season"].lower()])
        case Precision.MONTH:
            month = _month(parts["month"])
            return month_days(year, month) if 1 <= month <= 12 else None
        case Precision.DAY:
            try:
                return DaySet.on(date(year, _month(parts["month"]), int(parts["day"])))
            except ValueError:
                return None


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(written[:3].lower()))
