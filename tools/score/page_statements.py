"""Which days a page says, read without any code of linkassay; and the page without its fields.

It tells pages apart that state their own day, that say any day, and that say they were changed
later, so that no denominator comes from the reader that is scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from selectolax.lexbor import LexborHTMLParser

from score.stated_gold import without_statements

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)")
_FIELD = re.compile(
    r"<meta\b[^>]*>|<time\b[^>]*>|<script\b[^>]*ld\+json[^>]*>.*?</script",
    re.IGNORECASE | re.DOTALL,
)
_CHANGED = re.compile(r"modif|update|revis|changed", re.IGNORECASE)
_CHANGED_FIELD = re.compile(
    r"(?:modif|updated?|revis|changed)[\w:\"'\s=-]{0,30}?[\"']?\s*[:=]?\s*[\"']"
    r"((?:19|20)\d\d-[01]\d-[0-3]\d)",
    re.IGNORECASE,
)
_CHANGED_LABEL = re.compile(
    r"updated?|modified|revised|edited|aktualisiert|stand\b|geändert|mis(?:e)? à jour|modifié"
    r"|actualizad|modificad|обновл|изменен",
    re.IGNORECASE,
)
LABEL_REACH = 30
"""A label of change stands no further before its day."""

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jän feb mär apr mai jun jul aug sept okt nov dez",
    )
    for number, name in enumerate(names.split(), 1)
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?,? (?:of |de )?(?P<m>{_NAME})\b\.?,? (?:de )?"
    rf"(?P<y>(?:19|20)\d\d)"
    rf"|\b(?P<m2>{_NAME})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)"
    r"|(?<!\d)(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})[./](?P<y3>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<y4>(?:19|20)\d\d)[-/.](?P<m4>\d{1,2})[-/.](?P<d4>\d{1,2})(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageStatements:
    """The days that a page says in its fields and in its text, and the last that it calls a
    change."""

    days: frozenset[date]
    changed: date | None

    def states(self, day: date) -> bool:
        """Whether it says this day, give or take one (time zones)."""
        return any(abs(one - day) <= timedelta(days=1) for one in self.days)


def page_statements(text: str) -> PageStatements:
    """Read the fields and the visible text of a page."""
    fields = [found[0] for found in _FIELD.finditer(text)]
    days = {day for field in fields for day in _iso_days(field)}
    changed = [day for field in fields for day in _changed_days(field)]
    visible = _visible(text)
    for match in _WRITTEN.finditer(visible):
        found = list(_readings(match))
        days.update(found)
        before = visible[max(0, match.start() - LABEL_REACH) : match.start()]
        if _CHANGED_LABEL.search(before):
            changed += found
    return PageStatements(frozenset(days), max(changed, default=None))


def without_machine_dates(page: bytes) -> bytes:
    """The page without what only machines read: fields, scripts, comments, dates in attributes."""
    bare = without_statements(page)
    for pattern, by in _STRIPPED:
        bare = pattern.sub(by, bare)
    return bare


def without_address(page: bytes) -> bytes:
    """The page without the fields that say its own address."""
    return _OWN_ADDRESS.sub(b"", page)


_OWN_ADDRESS = re.compile(
    rb"<link\b[^>]*\b(?:canonical|alternate|amphtml|shortlink)\b[^>]*>"
    rb"|<meta\b[^>]*(?:og:url|twitter:url|al:web:url|parsely-link|sailthru\.url)[^>]*>"
    rb"|<base\b[^>]*>",
    re.IGNORECASE,
)
_STRIPPED = (
    (re.compile(rb"<!--(?!\[if).*?-->", re.DOTALL), b""),
    (re.compile(rb"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL), b""),
    (
        re.compile(
            rb"(?<=\s)(?:datetime|content|title|pubdate|data-[\w-]+)\s*=\s*"
            rb"(?:\"[^\"]*\d{4}[^\"]*\"|'[^']*\d{4}[^']*')",
            re.IGNORECASE,
        ),
        b"",
    ),
)


def _iso_days(text: str) -> Iterator[date]:
    for match in _ISO.finditer(text):
        yield from _day(*match.groups())


def _changed_days(field: str) -> Iterator[date]:
    """A field that is called a change, or the part of JSON-LD that is."""
    if field.lower().startswith("<script"):
        for match in _CHANGED_FIELD.finditer(field):
            yield from _iso_days(match[1])
    elif _CHANGED.search(field):
        yield from _iso_days(field)


def _visible(text: str) -> str:
    body = LexborHTMLParser(text).body
    if body is None:
        return ""
    body.strip_tags(["script", "style", "noscript", "template"])
    return " ".join(body.text(deep=True, separator=" ").split())


def _readings(match: re.Match[str]) -> Iterator[date]:
    """The day of a match; both days where its order is open."""
    part = match.groupdict()
    if part["m"]:
        yield from _day(part["y"], _MONTHS[part["m"].lower()], part["d"])
    elif part["m2"]:
        yield from _day(part["y2"], _MONTHS[part["m2"].lower()], part["d2"])
    elif part["m3"]:
        yield from _day(part["y3"], part["m3"], part["d3"])
        yield from _day(part["y3"], part["d3"], part["m3"])
    else:
        yield from _day(part["y4"], part["m4"], part["d4"])


def _day(year: str | int, month: str | int, day: str | int) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
