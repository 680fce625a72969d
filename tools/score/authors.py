"""Titles, deks and authors against the page's own JSON-LD, which is hidden from the reader."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from linkassay.extract import extract
from linkassay.model import VISIBLE, CreditClass, Reading, Source
from score.data import GoldPage
from score.figures import share
from score.halves import Half, half_of
from score.pages import site
from score.stated_gold import (
    StatedGold,
    folded,
    stated_gold,
    without_linked_data,
    without_statements,
)

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Compared:
    """A page: its gold, and what the reader says of it under each blindfold.

    `whole` are the persons of the untouched page, `stated` those of its other fields and lines,
    `visible` those of its lines alone, no field being there.
    """

    url: str
    half: Half
    gold: StatedGold
    title: str | None
    dek: str | None
    whole: tuple[str, ...]
    stated: tuple[str, ...]
    visible: tuple[str, ...]
    by_fields: bool


def compare_all(pages: Iterable[GoldPage], half: Half | None = None) -> list[Compared]:
    """Read the pages whose JSON-LD states something, on all processors."""
    chosen = [page for page in pages if half in (None, half_of(site(page)))]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(compare, chosen, chunksize=4)
        return [item for item in found if item is not None]


def compare(page: GoldPage) -> Compared | None:
    """One page; `None` where its JSON-LD states nothing."""
    gold = stated_gold(page.html, page.url)
    if gold is None:
        return None
    hidden = _read(page.url, without_linked_data(page.html))
    bare = _read(page.url, without_statements(page.html))
    return Compared(
        page.url,
        half_of(site(page)),
        gold,
        hidden.document.title,
        hidden.document.dek,
        _persons(_read(page.url, page.html)),
        _persons(hidden),
        _persons(bare, visible=True),
        any(item.source != VISIBLE for item in hidden.attributions if item.person),
    )


def score(pages: Sequence[Compared]) -> str:
    """The figures of both halves."""
    lines = ["titles, deks, authors against JSON-LD hidden from the reader"]
    for half in Half:
        chosen = [page for page in pages if page.half is half]
        lines += [f"  {half}", *(f"    {line}" for line in _figures(chosen))]
    return "\n".join(lines)


def _figures(pages: Sequence[Compared]) -> Iterable[str]:
    titled = [page for page in pages if page.gold.title]
    exact = sum(folded(page.title or "") == folded(page.gold.title or "") for page in titled)
    near = sum(contained(page.title, page.gold.title) for page in titled)
    yield f"title exact                    {share(exact, len(titled))}"
    yield f"title exact or contained       {share(near, len(titled))}"
    summed = [page for page in pages if page.gold.description]
    matched = sum(contained(page.dek, page.gold.description) for page in summed)
    yield f"dek exact or contained         {share(matched, len(summed))}"
    with_fields = [page for page in pages if page.by_fields and page.gold.persons]
    signed = [page for page in pages if page.gold.persons]
    yield from _authors("whole page", signed, "whole")
    yield from _authors("other fields and lines", with_fields, "stated")
    yield from _authors("visible lines alone", signed, "visible")


def _authors(name: str, pages: Sequence[Compared], which: str) -> Iterable[str]:
    gold = found = right = said = 0
    for page in pages:
        named: tuple[str, ...] = getattr(page, which)
        gold += len(page.gold.persons)
        found += sum(any(contained(one, person) for one in named) for person in page.gold.persons)
        said += len(named)
        right += sum(any(contained(one, person) for person in page.gold.persons) for one in named)
    yield f"authors, {name}: recall    {share(found, gold)}"
    yield f"authors, {name}: precision {share(right, said)}"


def contained(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same, or one holds the other, signs and case aside."""
    first, second = folded(one or ""), folded(other or "")
    return bool(first) and bool(second) and (first in second or second in first)


def _read(url: str, page: bytes) -> Reading:
    (reading,) = extract(Source(url, page, HTML))
    return reading


def _persons(reading: Reading, *, visible: bool = False) -> tuple[str, ...]:
    names = {
        folded(item.person): item.person
        for item in reading.attributions
        if item.credit is CreditClass.BYLINE
        and item.person
        and (not visible or item.source == VISIBLE)
    }
    return tuple(names.values())
