"""Days that stand in the path of an address.

A false date is worse than none: a day must be a whole segment (`/2023/10/3-fragen-…` was the 31st),
digit runs need boundaries on both sides, and an archive's stamp is not the page's date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from linkassay.model import DaySet
from linkassay.urls.archive import archived

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Before 1990 no address was written; later than 2100 a number is an id."""

_MONTH_NAMES = {
    name.lower(): number
    for table in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(table)
    if name
} | {"sept": 9}

_YEAR = r"(?P<year>199\d|20\d\d|2100)"
_SEGMENT_YEAR = re.compile(_YEAR)
_DAY_OF_MONTH = re.compile(r"\d{1,2}")
_WRITTEN_DAY = re.compile(
    rf"(?<![\d.])(?<!\d-){_YEAR}(?P<mark>[-_])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)"
)
_COMPACT_DAY = re.compile(
    rf"(?<![0-9A-Za-z.]){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?![0-9A-Za-z])(?!-[0-9a-f]{{4}}-[0-9a-f]{{4}}-)"
)
_WRITTEN_MONTH = re.compile(rf"{_YEAR}-(?P<month>\d\d)")
_LARGEST_SLIP = 31
"""A number above this in the month's place was never meant as part of a date."""


@dataclass(frozen=True, slots=True)
class DatedPath:
    """What a path says about its day.

    `text` is the dated part as written; `digits` is a day in eight digits that end the path, which
    may as well be a number. `days` is `None` where the path names a day that no
    calendar has; `error` then says which.
    """

    text: str
    precision: Literal["day", "digits", "month", "year"]
    days: DaySet | None
    error: str | None = None


def path_of(url: str) -> str:
    """The path of a URL, with its leading slash; of an archived copy, the original's."""
    copy = archived(url)
    rest = (copy.original if copy else url).partition("://")[2]
    path = re.split(r"[?#]", rest, maxsplit=1)[0]
    slash = path.find("/")
    return path[slash:] if slash >= 0 else "/"


def dated_path(url: str) -> DatedPath | None:
    """The day, month or year that stands in a URL's path; `None` where it carries no date."""
    path = path_of(url)
    segments = path.split("/")
    return (
        _three_segments(segments)
        or _within(path, _WRITTEN_DAY)
        or _within(path, _COMPACT_DAY)
        or _month_segments(segments)
        or _year_segment(segments)
    )


def _month(text: str) -> int | None:
    """A month's number from two digits or an English name; 0 and 13..31 come back as they are."""
    if re.fullmatch(r"\d{1,2}", text):
        return int(text)
    return _MONTH_NAMES.get(text.lower())


def _three_segments(segments: list[str]) -> DatedPath | None:
    for at in range(len(segments) - 2):
        year, month_text, day_text = segments[at : at + 3]
        month = _month(month_text)
        if not _SEGMENT_YEAR.fullmatch(year) or month is None:
            continue
        if not _DAY_OF_MONTH.fullmatch(day_text):
            continue
        text = "/".join(segments[at : at + 3])
        found = _day(int(year), month, int(day_text))
        if found:
            return DatedPath(text, "day", DaySet.on(found))
        if month > 12 and _day(int(year), int(day_text), month):
            continue  # day before month: never guessed from one address
        if len(day_text) == 2 and 1 <= month <= _LARGEST_SLIP and int(day_text) > 0:
            return DatedPath(text, "day", None, _impossible(int(year), month, int(day_text)))
    return None


def _within(path: str, pattern: re.Pattern[str]) -> DatedPath | None:
    for match in pattern.finditer(path):
        found = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if found:
            alone = path.rstrip("/").endswith(f"/{match[0]}") and match[0].isdigit()
            return DatedPath(match[0], "digits" if alone else "day", DaySet.on(found))
    return None


def _month_segments(segments: list[str]) -> DatedPath | None:
    for at, segment in enumerate(segments):
        written = _WRITTEN_MONTH.fullmatch(segment)
        if written and 1 <= int(written["month"]) <= 12:
            return _whole_month(segment, int(written["year"]), int(written["month"]))
        following = segments[at + 1] if at + 1 < len(segments) else ""
        month = _month(following) if len(following) != 1 else None
        if _SEGMENT_YEAR.fullmatch(segment) and month and 1 <= month <= 12:
            return _whole_month(f"{segment}/{following}", int(segment), month)
    return None


def _year_segment(segments: list[str]) -> DatedPath | None:
    for segment in segments:
        if _SEGMENT_YEAR.fullmatch(segment):
            year = int(segment)
            days = DaySet.between(date(year, 1, 1), date(year, 12, 31))
            return DatedPath(segment, "year", days)
    return None


def _whole_month(text: str, year: int, month: int) -> DatedPath:
    last = calendar.monthrange(year, month)[1]
    return DatedPath(text, "month", DaySet.between(date(year, month, 1), date(year, month, last)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _impossible(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    return f"{calendar.month_name[month]} {year} has no day {day}"
