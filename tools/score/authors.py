"""Titles, deks and authors against the page's own JSON-LD, which is hidden from the reader.

"Contained" is: the same letters and digits, or one holds the other. Authors are counted on the page
as it is; without its JSON-LD, on pages where another field names somebody; and by the visible lines
alone, without JSON-LD and all meta elements. JSON-LD often names the first of several writers only:
precision is counted once more with those whom two other witnesses name, an author's meta element
(read apart from our reader) and a visible line of the page without it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from linkassay.extract import extract
from linkassay.model import VISIBLE, CreditClass, Reading, Source
from score.data import GoldPage
from score.figures import share
from score.halves import Half, Rows, table
from score.stated_gold import (
    StatedGold,
    folded,
    meta_authors,
    stated_gold,
    without_linked_data,
    without_statements,
)

HTML = "text/html"

BLINDFOLDS: Mapping[str, str] = {
    "whole": "authors, whole page",
    "fields": "authors, other fields",
    "visible": "authors, visible lines alone",
}


@dataclass(frozen=True, slots=True)
class SignedPage:
    """A page: its gold, and what the reader says of it with the gold hidden.

    `persons` are those named under each blindfold; `by_fields` is whether a field other than
    JSON-LD names anybody; `witnessed` whom both a meta
    element and a line name.
    """

    gold: StatedGold
    title: str | None
    dek: str | None
    persons: Mapping[str, tuple[str, ...]]
    by_fields: bool
    witnessed: tuple[str, ...]


def read_signed(pages: Iterable[GoldPage]) -> list[SignedPage]:
    """Read the pages whose JSON-LD states something, on all processors, in their order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return [page for page in pool.map(_read_blindfolded, pages, chunksize=4) if page]


def score(halves: Mapping[Half, Sequence[SignedPage]]) -> str:
    """The table."""
    title = "Titles, deks and authors (real pages, against their JSON-LD, hidden from the reader)"
    return table(title, _of_pages, halves)


def _of_pages(pages: Sequence[SignedPage]) -> Rows:
    titled = [(page.title, page.gold.title) for page in pages if page.gold.title]
    summed = [(page.dek, page.gold.description) for page in pages if page.gold.description]
    signed = [page for page in pages if page.gold.persons]
    rows = [
        ("title: exact", share(sum(_same(*pair) for pair in titled), len(titled))),
        ("title: exact or contained", share(sum(_holds(*pair) for pair in titled), len(titled))),
        ("dek: exact or contained", share(sum(_holds(*pair) for pair in summed), len(summed))),
    ]
    for blindfold, name in BLINDFOLDS.items():
        counted = [page for page in signed if blindfold != "fields" or page.by_fields]
        rows += [(f"{name}: {what}", figure) for what, figure in _found(counted, blindfold)]
    return rows


def _found(pages: Sequence[SignedPage], blindfold: str) -> Iterator[tuple[str, str]]:
    """How many persons of the gold are named, and how many of those that are named it has."""
    gold = [(one, page.persons[blindfold]) for page in pages for one in page.gold.persons]
    said = [(one, page.gold.persons) for page in pages for one in page.persons[blindfold]]
    more = [
        (one, (*page.gold.persons, *page.witnessed))
        for page in pages
        for one in page.persons[blindfold]
    ]
    counts = [("recall", gold), ("precision", said), ("precision, two witnesses count too", more)]
    for what, pairs in counts:
        yield (
            what,
            share(sum(any(_holds(one, o) for o in those) for one, those in pairs), len(pairs)),
        )


def _read_blindfolded(page: GoldPage) -> SignedPage | None:
    gold = stated_gold(page.html, page.url)
    if gold is None:
        return None
    hidden = _read(page.url, without_linked_data(page.html))
    bare = _read(page.url, without_statements(page.html))
    lines = _persons(bare, visible=True)
    return SignedPage(
        gold,
        hidden.document.title,
        hidden.document.dek,
        {
            "whole": _persons(_read(page.url, page.html)),
            "fields": _persons(hidden),
            "visible": lines,
        },
        any(item.source != VISIBLE for item in hidden.attributions if item.person),
        tuple(one for one in meta_authors(page.html) if any(_holds(one, line) for line in lines)),
    )


def _read(url: str, page: bytes) -> Reading:
    (reading,) = extract(Source(url, page, HTML))
    return reading


def _persons(reading: Reading, *, visible: bool = False) -> tuple[str, ...]:
    """The persons of the bylines, each once; with `visible` of the lines alone."""
    bylines = [item for item in reading.attributions if item.credit is CreditClass.BYLINE]
    named = {
        folded(item.person): item.person
        for item in bylines
        if item.person and (item.source == VISIBLE or not visible)
    }
    return tuple(named.values())


def _same(one: str | None, other: str | None) -> bool:
    return folded(one or "") == folded(other or "")


def _holds(one: str | None, other: str | None) -> bool:
    first, second = folded(one or ""), folded(other or "")
    return bool(first) and bool(second) and (first in second or second in first)
