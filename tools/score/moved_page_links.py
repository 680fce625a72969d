"""Links in the articles of real pages, moved past the page's day: what a date rule should find.

Article and day of an address are told by `article_gold` and `address_days`, without the reader that
is scored. At most two dated links of a page are moved, each once for every class of gap; one
that has no day is led to an article of an outlet, whose address has one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from linkassay.model import Source
from score.address_days import absolute, address_day
from score.article_gold import GoldLink, Standing
from score.audited import HTML, audit
from score.data import NOW, GoldPage
from score.moved_links import CLASSES
from score.outlet_paths import OUTLET_PATHS, number
from score.page_statements import PageStatements

MOST_LINKS = 2


class How(StrEnum):
    """How a link was made to contradict its page."""

    MOVED = "moved"
    """The day in its address was changed."""
    REPLACED = "replaced"
    """Its address had no day and was replaced by one that has."""


@dataclass(frozen=True, slots=True)
class MovedLink:
    """One link that is `gap` days later than its page's day, and what was found.

    `states_day` and `any_date` speak of the page; `changed` says that the page itself claims a
    change no earlier than the moved link, which is innocent then. `explanation` is of the conflict
    that was seen, `None` where none was.
    """

    page: str
    how: How
    url: str
    gap: int
    states_day: bool
    any_date: bool
    changed: bool
    warned: bool
    noted: bool
    explanation: str | None


@dataclass(frozen=True, slots=True)
class _Movable:
    """A link as the page writes it, and its address on another day."""

    href: str
    how: How
    moved: Callable[[date], str]


def moved_links(
    page: GoldPage, text: str, gold: list[GoldLink], stated: PageStatements
) -> Iterator[MovedLink]:
    """Move links of a page and audit it again each time."""
    dice = random.Random(page.file)
    links = list(_movable(page, text, gold, dice))
    dated = [link for link in links if link.how is How.MOVED]
    bare = [link for link in links if link.how is How.REPLACED]
    chosen = dice.sample(dated, min(MOST_LINKS, len(dated))) + dice.sample(bare, min(1, len(bare)))
    for link in chosen:
        for low, high in CLASSES:
            room = min(high, (NOW.date() - page.day).days)
            if room >= low:
                yield _moved(page, text, link, dice.randint(low, room), stated)


def _movable(
    page: GoldPage, text: str, gold: list[GoldLink], dice: random.Random
) -> Iterator[_Movable]:
    """Links of the article that are not later than the page, each address once."""
    seen = set()
    for link in gold:
        url = absolute(page.url, link.href)
        if (
            link.standing is not Standing.ARTICLE
            or url in seen
            or not link.words
            or not url.startswith(("http://", "https://"))
            or f'"{link.href}"' not in text
        ):
            continue
        seen.add(url)
        at = address_day(url)
        if at is None:
            yield _Movable(link.href, How.REPLACED, _elsewhere(dice))
        elif at.day <= page.day + timedelta(days=1):
            yield _Movable(link.href, How.MOVED, partial(at.moved, url))


def _elsewhere(dice: random.Random) -> Callable[[date], str]:
    outlet, article = dice.choice(OUTLET_PATHS), number(dice)
    return lambda day: outlet.address(day, "what-the-harbour-costs", article)


def _moved(
    page: GoldPage, text: str, link: _Movable, gap: int, stated: PageStatements
) -> MovedLink:
    claimed = page.day + timedelta(days=gap)
    url = link.moved(claimed)
    changed = text.replace(f'"{link.href}"', f'"{url}"')
    audited = audit(Source(page.url, changed.encode(), HTML, "utf-8"))
    warned = audited.warns_of(url)
    return MovedLink(
        page=page.file,
        how=link.how,
        url=url,
        gap=gap,
        states_day=stated.states(page.day),
        any_date=any(day < claimed for day in stated.days),
        changed=_was_changed(stated, claimed),
        warned=warned,
        noted=bool(audited.date_findings([url])) and not warned,
        explanation=audited.explanation(url),
    )


def _was_changed(stated: PageStatements, claimed: date) -> bool:
    return stated.changed is not None and stated.changed >= claimed - timedelta(days=1)
