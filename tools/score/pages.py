"""One reading of all pages, shared by the scores about pages.

Each page is audited offline, as HTML, with its own address as its locator. What comes back from the
worker processes are small facts and not whole readings.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from linkassay import judge
from linkassay.conditions import state
from linkassay.dates import date_document
from linkassay.extract import extract
from linkassay.model import (
    DOCUMENT,
    Clue,
    Dating,
    DaySet,
    Finding,
    Form,
    Group,
    Interval,
    Link,
    LinkCheck,
    PublishedBetween,
    Reading,
    Region,
    Source,
    link_subject,
)
from linkassay.tables.clues import clue_rule
from linkassay.urls import dated_path
from score.data import NOW, GoldPage
from score.injected_conflict import InjectedConflict, inject
from score.region_counts import RegionCounts, region_counts

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class DatedLink:
    """A link whose address carries a date: where it is cited, and whether ever as more than an
    embedded picture or script."""

    url: str
    region: Region
    embedded: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What the scores need of a page. `left` maps a way of dating to what it leaves of published:
    with all clues, with the page's own address as one more, without its metadata."""

    url: str
    day: date
    left: dict[str, DaySet]
    clues: tuple[Clue, ...]
    links: int
    dated: tuple[DatedLink, ...]
    findings: tuple[Finding, ...]
    injected: InjectedConflict | None
    regions: RegionCounts | None


def site(page: GoldPage) -> str:
    """What tells the half of a page: its host."""
    return urlsplit(page.url).netloc.removeprefix("www.")


def read_all(pages: Iterable[GoldPage]) -> list[Page]:
    """Read the pages on all processors, in their order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(read, pages, chunksize=4))


def read(page: GoldPage) -> Page:
    """Audit one page, and once more with one of its links moved in time."""
    (reading,) = extract(Source(page.url, page.html, HTML))
    dating = date_document(reading, {}, NOW.date())
    dated = {clue.subject for clue in reading.clues if clue.group is Group.URL}
    return Page(
        url=page.url,
        day=page.day,
        left={"all clues": days_left(dating), **_otherwise(page.url, reading)},
        clues=tuple(clue for clue in reading.clues if clue.subject == DOCUMENT),
        links=len(reading.links()),
        dated=tuple(
            _dated(link, reading) for link in reading.links() if link_subject(link.url) in dated
        ),
        findings=tuple(judge.find(reading, dating, unasked(reading), NOW)),
        injected=inject(page, reading, dating),
        regions=region_counts(page, reading),
    )


def unasked(reading: Reading) -> dict[str, LinkCheck]:
    """The checks of an offline audit: nothing was seen, nothing is known."""
    return {link.url: LinkCheck(link, None, None, state(())) for link in reading.links()}


def days_left(dating: Dating) -> DaySet:
    """The days that a dating leaves: of two that the document states, both."""
    pairs = dating.published.days if dating.published else (PublishedBetween(),)
    return DaySet.of(Interval(pair.earliest, pair.latest) for pair in pairs)


def _otherwise(url: str, reading: Reading) -> dict[str, DaySet]:
    bare = replace(
        reading, clues=tuple(clue for clue in reading.clues if clue.group is not Group.METADATA)
    )
    ways = {"no metadata": bare}
    own = dated_path(url)
    if own is not None and own.days:
        clue = clue_rule("metadata-date").clue(DOCUMENT, own.days, "own address")
        ways["own address too"] = replace(reading, clues=(*reading.clues, clue))
    return {way: days_left(date_document(other, {}, NOW.date())) for way, other in ways.items()}


def _dated(link: Link, reading: Reading) -> DatedLink:
    cited = reading.citing(link.url)
    regions = [item.region for item in cited]
    return DatedLink(
        link.url,
        next((region for region in regions if not region.is_boilerplate), regions[0]),
        embedded=all(item.form is Form.EMBED for item in cited),
    )
