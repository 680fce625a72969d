"""The day in the path of an address, read without any code of linkassay.

Only forms that leave no doubt: year, month and day between slashes, or joined by hyphens as one
part of the path. An archive's copy is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY = re.compile(
    r"(?<=/)(?P<y>(?:19|20)\d\d)(?P<s>[/-])(?P<m>\d{1,2}|" + "|".join(_MONTHS) + r")(?P=s)"
    r"(?P<d>\d{1,2})(?=[/-]|$)"
)
_ARCHIVE = re.compile(r"https?:/.*https?:/|archive\.|webcache|wayback", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddressDay:
    """The day that an address carries, and where it stands in it."""

    day: date
    start: int
    end: int
    named: bool
    separator: str

    def moved(self, url: str, day: date) -> str:
        """The address with another day, written alike."""
        month = _MONTHS[day.month - 1] if self.named else f"{day.month:02}"
        text = self.separator.join((str(day.year), month, f"{day.day:02}"))
        return url[: self.start] + text + url[self.end :]


def address_day(url: str) -> AddressDay | None:
    """The day of an address of the web; `None` where it has none or several."""
    if not url.startswith(("http://", "https://")) or _ARCHIVE.search(url):
        return None
    path = url.split("?")[0].split("#")[0]
    found = list(_DAY.finditer(path))
    if len(found) != 1:
        return None
    match = found[0]
    named = not match["m"].isdecimal()
    month = _MONTHS.index(match["m"]) + 1 if named else int(match["m"])
    try:
        day = date(int(match["y"]), month, int(match["d"]))
    except ValueError:
        return None
    return AddressDay(day, match.start(), match.end(), named, match["s"])


def absolute(base: str, href: str) -> str:
    """An address as a page's `href` means it; as written where it cannot be joined."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href
