"""Days that stand in the path of an address.

A false date is worse than none. A day stands where sites put it: in parts of its own
(`/2019/03/29/`), written with marks in a part (`/a-title-2019-03-29`), or in eight digits that
begin a part; eight digits at the end of a slug are an id. What an outlet's own form says goes
before all. Numbers behind words such as `act` or `product` count something else, and an archive's
stamp is not the page's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from linkassay.model import DaySet
from linkassay.tables.numbered import numbered
from linkassay.tables.outlets import outlet_of_host, outlets
from linkassay.urls.calendar_days import (
    day_on,
    impossible,
    month_number,
    whole_month,
    whole_year,
)
from linkassay.urls.form import address_form
from linkassay.urls.path import host_and_path

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Before 1990 no address was written; later than 2100 a number is an id."""

LAST_LONE_YEAR = 2039
"""A later number that stands alone is a name (the game 2048) or a goal (a plan for 2050)."""

_YEAR = r"(?P<year>199\d|20\d\d|2100)"
_NAMES = r"jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
_SEGMENT_YEAR = re.compile(_YEAR)
_DAY_OF_MONTH = re.compile(r"\d{1,2}")
_TWO_NUMBERS = re.compile(r"(?P<month>\d\d)-?(?P<day>\d\d)")
_YEAR_AND_MONTH = re.compile(rf"{_YEAR}-?(?P<month>\d\d)")
_WRITTEN_DAY = re.compile(
    rf"(?<![\d.])(?<!\d-){_YEAR}(?P<mark>[-_])(?P<month>\d\d|{_NAMES})(?P=mark)(?P<day>\d\d)(?!\d)",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(rf"(?P<day>\d\d)(?P<mark>[-._])(?P<month>\d\d)(?P=mark){_YEAR}(?![^-_])")
_COMPACT = rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!-[0-9a-f]{{4}}-[0-9a-f]{{4}}-)"
_COMPACT_START = re.compile(rf"{_COMPACT}(?:\Z|[-_](?=[^\W\d_]))")
_COMPACT_WITHIN = re.compile(rf"(?<![0-9A-Za-z.]){_COMPACT}(?![0-9A-Za-z])")
_LARGEST_SLIP = 31
"""A number above this in the month's place was never meant as part of a date."""

_LISTS = frozenset({"archive", "archives", "archiv", "blog", "weblog", "news", "date"})
"""Behind these a year and a month that end the path are the page of a month."""


class Precision(StrEnum):
    """How much of a date an address writes."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DatedPath:
    """What a path says about its day.

    `text` is the dated part as written. `days` is `None` where the path names a day that no
    calendar has; `error` then says which.
    """

    text: str
    precision: Precision
    days: DaySet | None
    error: str | None = None


def dated_path(url: str) -> DatedPath | None:
    """The day, month or year that stands in a URL's path; `None` where it carries no date."""
    if _YEAR_AT_ALL.search(url) is None and not any(host in url for host in _with_short_years()):
        return None
    return _remembered(url) if len(url) <= _LONGEST_KEPT else _read_url(url)


def _read_url(url: str) -> DatedPath | None:
    host, path = host_and_path(url)
    return _by_form(host, path) or _by_place(_Parts.of(path))


_YEAR_AT_ALL = re.compile(r"199\d|20\d\d|2100|%3\d")
"""Without a year, or digits that are written otherwise, no address carries a date, but where its
outlet writes years with two digits."""

_LONGEST_KEPT = 1024
"""Characters of an address that is remembered: a thousand long ones would fill the memory."""

_remembered = lru_cache(maxsize=4096)(_read_url)
"""Each rule about dates asks for each link of a document (hits are 20 times as fast)."""


@cache
def _with_short_years() -> tuple[str, ...]:
    return tuple(
        host
        for outlet in outlets()
        if any("<yy>" in form for form in outlet.forms)
        for host in outlet.hosts
    )


def _by_form(host: str, path: str) -> DatedPath | None:
    """The day or month that the outlet of a host writes into the addresses of its articles."""
    outlet = outlet_of_host(host)
    for written in outlet.forms if outlet else ():
        found = address_form(written).read(path) or {}
        month = month_number(found.get("month") or found.get("mon") or "")
        if not month:
            continue
        year = int(found.get("year") or f"20{found['yy']}")
        day = day_on(year, month, int(found.get("day", 1)))
        if day is not None and FIRST_YEAR <= year <= LAST_YEAR:
            pieces = [piece for name, piece in found.items() if name in _DATE_NAMES]
            text = _as_written(path, pieces)
            if "day" in found:
                return DatedPath(text, Precision.DAY, DaySet.on(day))
            return DatedPath(text, Precision.MONTH, whole_month(year, month))
    return None


_DATE_NAMES = frozenset({"year", "yy", "month", "mon", "day"})


def _as_written(path: str, pieces: Sequence[str]) -> str:
    """The pieces of a date with what joins them in the path."""
    written = (mark.join(pieces) for mark in ("/", "-", "", "_", "."))
    return next((text for text in written if text in path), "/".join(pieces))


@dataclass(frozen=True, slots=True)
class _Parts:
    """A path between its slashes, and where a word stands that says what numbers behind it are.

    From `ids` on eight digits are no day, from `numbers` on years and months are none, from `days`
    on no whole day either.
    """

    parts: tuple[str, ...]
    ids: int
    numbers: int
    days: int

    @classmethod
    def of(cls, path: str) -> _Parts:
        parts = tuple(path.split("/")[1:])
        kinds = numbered()
        known = [(at, kinds[low]) for at, one in enumerate(parts) if (low := one.lower()) in kinds]
        none = len(parts)
        if not known:
            return cls(parts, none, none, none)
        return cls(
            parts,
            ids=next((at for at, _ in known), none),
            numbers=next((at for at, kind in known if kind.names_months), none),
            days=next((at for at, kind in known if kind.names_days), none),
        )

    def goes_on(self, at: int) -> bool:
        """Whether a part stands behind a place."""
        return any(self.parts[at + 1 :])


def _by_place(path: _Parts) -> DatedPath | None:
    three = _three_parts(path)
    if three is not None:
        return three
    own = _own_month(path) or _own_year(path)
    for text, day in _days(path, own):
        if own is None or own.days is None or day in own.days:
            return DatedPath(text, Precision.DAY, DaySet.on(day))
    return own


def _three_parts(path: _Parts) -> DatedPath | None:
    """A year, a month and a day between slashes, in this order or from the day on."""
    for at in range(min(len(path.parts) - 2, path.days)):
        first, middle, last = path.parts[at : at + 3]
        if not first[-1:].isdigit():
            continue
        text = f"{first}/{middle}/{last}"
        if _SEGMENT_YEAR.fullmatch(last) and (day := _from_the_day(first, middle, last)):
            return DatedPath(text, Precision.DAY, DaySet.on(day))
        month = month_number(middle)
        if month is None or not _SEGMENT_YEAR.fullmatch(first) or not _DAY_OF_MONTH.fullmatch(last):
            continue
        if found := day_on(int(first), month, int(last)):
            return DatedPath(text, Precision.DAY, DaySet.on(found))
        if month > 12 and day_on(int(first), int(last), month):
            continue  # day before month: never guessed from one address
        meant = len(last) == 2 and 1 <= month <= _LARGEST_SLIP and int(last) > 0
        if meant and at < path.numbers:
            error = impossible(int(first), month, int(last))
            return DatedPath(text, Precision.DAY, None, error)
    return None


def _from_the_day(day: str, month: str, year: str) -> date | None:
    """A day from three parts that begin with it; `None` where it might as well be the month."""
    if len(day) != 2 or len(month) != 2 or not (day + month).isdigit() or int(day) <= 12:
        return None
    return day_on(int(year), int(month), int(day))


def _days(path: _Parts, own: DatedPath | None) -> Iterator[tuple[str, date]]:
    """Days that are written in one part or two, the surest forms first."""
    for at, part in enumerate(path.parts[: path.days]):
        counted = at >= path.numbers and len(part) == 4
        if path.goes_on(at + 1) and not counted:
            yield from _in_two_parts(part, path.parts[at + 1])
    for part in path.parts[: path.days]:
        for match in _WRITTEN_DAY.finditer(part):
            yield from _read(match, match[0])
        first = _DAY_FIRST.match(part)
        if first and int(first["day"]) > 12:
            yield from _read(first, first[0])
    for at, part in enumerate(path.parts[: path.ids]):
        start = _COMPACT_START.match(part)
        if start and (start.end() > 8 or path.goes_on(at)):
            yield from _read(start, start[0][:8])
        for match in _COMPACT_WITHIN.finditer(part) if own is not None else ():
            yield from _read(match, match[0])


def _in_two_parts(one: str, other: str) -> Iterator[tuple[str, date]]:
    """`2018/0412`, `2018/10-30`, `2018-04/12` and `201804/12`."""
    text = f"{one}/{other}"
    both = _TWO_NUMBERS.fullmatch(other)
    month = _YEAR_AND_MONTH.fullmatch(one)
    if both and _SEGMENT_YEAR.fullmatch(one):
        found = day_on(int(one), int(both["month"]), int(both["day"]))
    elif month and len(other) == 2 and _DAY_OF_MONTH.fullmatch(other):
        found = day_on(int(month["year"]), int(month["month"]), int(other))
    else:
        return
    if found:
        yield text, found


def _read(match: re.Match[str], text: str) -> Iterator[tuple[str, date]]:
    month = month_number(match["month"])
    found = day_on(int(match["year"]), month or 0, int(match["day"]))
    if found:
        yield text, found


def _own_month(path: _Parts) -> DatedPath | None:
    """A year and a month between slashes, where the site puts them."""
    for at, part in enumerate(path.parts[: path.numbers]):
        following = path.parts[at + 1] if at + 1 < len(path.parts) else ""
        written = _YEAR_AND_MONTH.fullmatch(part) if "-" in part else None
        if written:
            year, month, text, end = int(written["year"]), int(written["month"]), part, at
            if month == (year + 1) % 100 <= 12:
                return DatedPath(part, Precision.YEAR, whole_year(year))  # a season: 2011-12
        elif _SEGMENT_YEAR.fullmatch(part) and len(following) != 1:
            year, month = int(part), month_number(following) or 0
            text, end = f"{part}/{following}", at + 1
        else:
            continue
        listed = at == 0 or path.parts[at - 1].lower() in _LISTS
        if 1 <= month <= 12 and (listed or path.goes_on(end)):
            return DatedPath(text, Precision.MONTH, whole_month(year, month))
    return None


def _own_year(path: _Parts) -> DatedPath | None:
    """The one year between slashes; of two neither is known to be the page's."""
    parts = path.parts[: path.numbers]
    years = {part for part in parts if _SEGMENT_YEAR.fullmatch(part)}
    if len(years) != 1 or int(year := years.pop()) > LAST_LONE_YEAR:
        return None
    return DatedPath(year, Precision.YEAR, whole_year(int(year)))
