"""The number in an address belongs to another time than its date.

What it says
A site numbers its articles as they appear: of at least five other addresses of the site that the
document cites, the numbers rise with the dates. Without this one address they all do; its number
stands between those of articles that appeared more than a week before or after its own date.

Why it matters
A date was changed, made up, or filled in by a system. The number is the harder one to get wrong.

What to do
Open the address and see what date the page itself tells.

When it is wrong
Old articles that were imported and numbered anew, and sites that number in several series.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from linkassay.model import (
    Case,
    Confidence,
    DaySet,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    Rule,
    SubjectKind,
    Violation,
    format_date,
)
from linkassay.rules._dates import SMALL_GAP
from linkassay.urls import MisplacedId, Precision, dated_path, misplaced

_SITE = "https://courier.example"
_TEXT = "".join(
    f"The story was told ({_SITE}/2019/03/{day:02}/part-a{5000 + 10 * day}) before.\n"
    for day in (1, 4, 9, 12, 20, 25)
)
_ONE = "And once more (" + _SITE + "/{path}).\n"

RULE = Rule(
    slug="id-date-conflict",
    counted=("address whose number and date disagree", "addresses whose number and date disagree"),
    subject=SubjectKind.DOCUMENT,
    level=Level.NOTE,
    confidence=Confidence.PROBABLE,
    since="0.1.0",
    sound=(
        Example(_TEXT, why="the numbers rise with the dates"),
        Example(_TEXT + _ONE.format(path="2019/03/16/end-a5099"), why="four days off"),
        Example(_TEXT + _ONE.format(path="2019/08/16/end-a9000"), why="later, and numbered so"),
    ),
    faulty=(
        Example(_TEXT + _ONE.format(path="2021/08/16/end-a5095"), why="numbered two years before"),
    ),
)


def check(case: Case) -> Iterator[Violation]:
    """A violation for each site of which one address has the number of another time."""
    sites: dict[str, list[tuple[str, date]]] = {}
    for link in case.reading.links():
        dated = dated_path(link.url)
        if dated is not None and dated.precision is Precision.DAY and dated.days is not None:
            day = dated.days.earliest
            if day is not None:
                sites.setdefault(link.host, []).append((link.url, day))
    for points in sites.values():
        found = misplaced(points)
        if found is not None and _gap(found.day, found.days) > timedelta(days=SMALL_GAP):
            yield _violation(case, found)


def _violation(case: Case, found: MisplacedId) -> Violation:
    span = case.reading.citing(found.url)[0].span
    return Violation(
        message=(
            f"The address {found.url} tells the date {format_date(found.day)}, but its number "
            f"belongs {_told(found.days)}, as {found.others} other addresses of the site show."
        ),
        evidence=(Evidence(EvidenceKind.TEXT, found.url, span.line),),
        span=span,
        key=found.url,
    )


def _gap(day: date, days: DaySet) -> timedelta:
    """How far a day lies outside the days from the earliest to the latest."""
    before = days.earliest - day if days.earliest is not None else timedelta()
    after = day - days.latest if days.latest is not None else timedelta()
    return max(before, after, timedelta())


def _told(days: DaySet) -> str:
    if days.earliest is None or days.latest is None:
        if days.latest is not None:
            return f"before {format_date(days.latest)}"
        return f"after {format_date(days.earliest)}" if days.earliest is not None else "elsewhere"
    if days.earliest == days.latest:
        return f"to {format_date(days.earliest)}"
    return f"between {format_date(days.earliest)} and {format_date(days.latest)}"
