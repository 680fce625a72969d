"""Links in the articles of real pages, moved past the page's day: what a date rule should find.

Article and day of an address are told by `article_gold` and `address_days`, without the reader that
is scored. At most two links of a page are moved, each once for every class of gap.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from linkassay.model import Source
from score.address_days import AddressDay, absolute, address_day
from score.article_gold import GoldLink, Standing
from score.audited import audit
from score.data import NOW, GoldPage
from score.moved_links import CLASSES
from score.page_statements import PageStatements

MOST_LINKS = 2
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class MovedLink:
    """One link moved by `gap` days past its page's day, and what was found.

    `states_day` and `any_date` speak of the page; `changed` says that the page itself claims a
    change no earlier than the moved link, which is innocent then. `explanation` is of the conflict
    that was seen, `None` where none was.
    """

    page: str
    url: str
    gap: int
    states_day: bool
    any_date: bool
    changed: bool
    warned: bool
    noted: bool
    explanation: str | None


def moved_links(
    page: GoldPage, text: str, gold: list[GoldLink], stated: PageStatements
) -> Iterator[MovedLink]:
    """Move links of a page and audit it again each time."""
    dice = random.Random(page.file)
    links = list(_movable(page, text, gold))
    for href, url, at in dice.sample(links, min(MOST_LINKS, len(links))):
        for low, high in CLASSES:
            room = min(high, (NOW.date() - page.day).days)
            if room >= low:
                gap = dice.randint(low, room)
                yield _moved(page, text, (href, url, at), gap, stated)


def _movable(
    page: GoldPage, text: str, gold: list[GoldLink]
) -> Iterator[tuple[str, str, AddressDay]]:
    """Links of the article whose address has a day that is not later than the page."""
    seen = set()
    for link in gold:
        url = absolute(page.url, link.href)
        at = address_day(url)
        if link.standing is not Standing.ARTICLE or at is None or url in seen:
            continue
        seen.add(url)
        if at.day <= page.day + timedelta(days=1) and f'"{link.href}"' in text:
            yield link.href, url, at


def _moved(
    page: GoldPage,
    text: str,
    link: tuple[str, str, AddressDay],
    gap: int,
    stated: PageStatements,
) -> MovedLink:
    href, url, at = link
    claimed = page.day + timedelta(days=gap)
    moved = at.moved(url, claimed)
    changed = text.replace(f'"{href}"', f'"{moved}"')
    audited = audit(Source(page.url, changed.encode(), HTML, "utf-8"))
    found = audited.date_findings([moved])
    warned = audited.warns_of(moved)
    return MovedLink(
        page=page.file,
        url=moved,
        gap=gap,
        states_day=stated.states(page.day),
        any_date=any(day < claimed for day in stated.days),
        changed=_was_changed(stated, claimed),
        warned=warned,
        noted=bool(found) and not warned,
        explanation=audited.explanation(moved),
    )


def _was_changed(stated: PageStatements, claimed: date) -> bool:
    return stated.changed is not None and stated.changed >= claimed - timedelta(days=1)
