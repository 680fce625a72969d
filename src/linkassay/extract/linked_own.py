"""Which works that a page's JSON-LD describes are the page's own: others are teasers of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from linkassay.extract.linked_data import LinkedObject
from linkassay.extract.metadata import by_field, facts
from linkassay.model import Meta
from linkassay.tables.metadata import Fact
from linkassay.urls import slug, slugify


@dataclass(frozen=True, slots=True)
class LinkedWork:
    """An object of a script that speaks of a work, and what it states as statements of the page."""

    told: LinkedObject
    statements: tuple[Meta, ...]


def own_statements(
    found: Sequence[Meta | LinkedWork], page_title: str | None, locator: str | None
) -> list[Meta]:
    """The statements of a page in their order, without those on works that are another page's.

    An article is the page's where it stands at the page's address or has its title, else the first
    that stands nowhere else. Articles under other headlines than its own are teasers. What has no
    address is nobody else's.
    """
    stated = [item for item in found if isinstance(item, Meta)]
    works = [item for item in found if isinstance(item, LinkedWork)]
    if works:
        own = _own(works, _slugs(stated, locator), _titles(stated, page_title))
        works = [work for work in works if work in own]
    kept: list[Meta] = []
    for item in found:
        if isinstance(item, Meta):
            kept.append(item)
        elif item in works:
            kept += item.statements
    return kept


def _own(works: Sequence[LinkedWork], slugs: Set[str], titles: Set[str]) -> list[LinkedWork]:
    candidates = [work for work in works if not _is_elsewhere(work, slugs, titles)]
    articles = [work for work in candidates if work.told.article and work.told.headline]
    here = (work for work in articles if not slugs.isdisjoint(_places(work)))
    named = (work for work in articles if _is_titled(work, titles))
    chosen = next((work for found in (here, named, articles) for work in found), None)
    return [
        work
        for work in candidates
        if not (work.told.article and work.told.headline)
        or chosen is None
        or _is_same(work, chosen)
    ]


def _is_elsewhere(work: LinkedWork, slugs: Set[str], titles: Set[str]) -> bool:
    """Whether a work stands at another page's address and has not this page's title.

    An address without a readable end, as a site's own, says nothing.
    """
    places = _places(work)
    elsewhere = bool(slugs) and bool(places) and places.isdisjoint(slugs)
    return elsewhere and not _is_titled(work, titles)


def _is_titled(work: LinkedWork, titles: Set[str]) -> bool:
    words = slugify(work.told.headline or "")
    return bool(words) and any(words in title or title in words for title in titles)


def _is_same(work: LinkedWork, other: LinkedWork) -> bool:
    return slugify(work.told.headline or "") == slugify(other.told.headline or "")


def _places(work: LinkedWork) -> set[str]:
    return _named(work.told.addresses)


def _slugs(stated: Iterable[Meta], locator: str | None) -> set[str]:
    """The ends of the addresses at which the page says it stands."""
    canonical = facts(stated).canonical
    own = (locator or "", canonical.value if canonical else "")
    urls = (item.value for item in stated if item.name == "og:url")
    return _named((*own, *urls))


def _named(addresses: Iterable[str]) -> set[str]:
    ends = (slug(address) for address in addresses if "/" in address)
    return {slugify(end) for end in ends if end} - {""}


def _titles(stated: Iterable[Meta], page_title: str | None) -> set[str]:
    fields = by_field(stated, Fact.TITLE)
    values = [item.value for field in fields for item in field if not item.name.startswith("json")]
    return {slugify(value) for value in (*values, page_title or "")} - {""}
