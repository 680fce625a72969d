"""One reading of all pages, shared by the scores about pages.

Each page is audited offline, as HTML, with its own address as its locator; then once more without
all that only machines read, the article's paragraphs alone as plain text, and with links moved in
time. What comes back from the worker processes are small facts and not whole readings.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from linkassay.model import DOCUMENT, Clue, Finding, Level, Source
from score.address_days import absolute, address_day
from score.article_gold import GoldLink, Standing, gold_links, gold_paragraphs
from score.audited import HTML, Audited, Said, audit, identity
from score.data import GoldPage
from score.moved_page_links import MovedLink, moved_links
from score.page_statements import page_statements, without_address, without_machine_dates
from score.region_counts import RegionCounts, region_counts
from score.text_readings import DatedText, TextReading, read_text

PAGE_TEXTS = "texts of news pages"


@dataclass(frozen=True, slots=True)
class DatedLink:
    """A clicked link whose address carries a day: where the gold has it, and what a date rule says
    of it (`None` for nothing)."""

    url: str
    standing: Standing
    level: Level | None


@dataclass(frozen=True, slots=True)
class Page:
    """What the scores need of a page.

    `said` are the days that the headline tells, `said_bare` those of the page without machine
    readable dates; `helped` and `helped_bare` the same with htmldate as one more witness, `None`
    where it is not installed. `dated` are the links of the gold, `own_address` is the clue that its
    own address would give as a link. `text` is the reading of the article's paragraphs alone,
    `None` where the gold finds no article.
    """

    file: str
    url: str
    day: date
    said: tuple[Said, ...]
    said_bare: tuple[Said, ...]
    helped: tuple[Said, ...] | None
    helped_bare: tuple[Said, ...] | None
    clues: tuple[Clue, ...]
    own_address: tuple[Clue, ...]
    links: int
    dated: tuple[DatedLink, ...]
    findings: tuple[Finding, ...]
    moved: tuple[MovedLink, ...]
    text: TextReading | None
    regions: RegionCounts | None


def site(page: GoldPage) -> str:
    """What tells the half of a page: its host."""
    return urlsplit(page.url).netloc.removeprefix("www.")


def read_all(pages: Iterable[GoldPage]) -> list[Page]:
    """Read the pages on all processors, in their order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(read, pages, chunksize=4))


def read(page: GoldPage) -> Page:
    """Audit one page in all the ways that are scored."""
    audited = audit(Source(page.url, page.html, HTML))
    without = without_machine_dates(without_address(page.html))
    bare = audit(Source("page.html", without, HTML))
    text = page.html.decode("utf-8", "replace")
    gold = gold_links(text) or []
    return Page(
        file=page.file,
        url=page.url,
        day=page.day,
        said=audited.said(),
        said_bare=bare.said(),
        helped=audited.said_helped(),
        helped_bare=bare.said_helped(),
        clues=tuple(clue for clue in audited.reading.clues if clue.subject == DOCUMENT),
        own_address=_own_address(page.url),
        links=len(audited.reading.links()),
        dated=tuple(_dated(page, gold, audited)),
        findings=audited.findings,
        moved=tuple(moved_links(page, text, gold, page_statements(text))),
        text=_article_text(page, text),
        regions=region_counts(page, audited.reading),
    )


def _own_address(url: str) -> tuple[Clue, ...]:
    """The clues to the page's day that its address gives to whoever cites it."""
    audited = audit(Source("citing.txt", f"See {url} for more.\n".encode(), "text/plain"))
    return tuple(clue for clue in audited.reading.clues if clue.subject != DOCUMENT)


def _dated(page: GoldPage, gold: Iterable[GoldLink], audited: Audited) -> Iterator[DatedLink]:
    """Each dated link once; the article counts before other places."""
    levels = {item.url: item.level for item in reversed(audited.date_findings())}
    places: dict[str, Standing] = {}
    for link in gold:
        url = absolute(page.url, link.href)
        if address_day(url) is not None and places.get(url) is not Standing.ARTICLE:
            places[url] = link.standing
    for url, standing in places.items():
        yield DatedLink(url, standing, levels.get(identity(url)))


def _article_text(page: GoldPage, html: str) -> TextReading | None:
    paragraphs = gold_paragraphs(html)
    if not paragraphs:
        return None
    return read_text(DatedText(page.file, PAGE_TEXTS, "\n\n".join([*paragraphs, ""]), page.day))
