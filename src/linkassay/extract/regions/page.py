"""The regions of a web page's blocks: what each is, where the article is, what its elements say."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from linkassay.extract.cited import CitedBlock
from linkassay.extract.parsed import Place
from linkassay.extract.regions.article import Article
from linkassay.extract.regions.outline import Outline
from linkassay.extract.regions.settling import settle
from linkassay.model import BlockKind, Region

FEWEST_WORDS = 3
"""A short line of the article has so many words outside links; a label has fewer."""
SHORT_SENTENCE = 5
"""A sentence beyond the article's last long one has so many words outside links, no fewer than in
them; a label has fewer."""
DENSEST = 0.8
"""The largest share of its words that a line of the article has in links: as a rule by itself this
share took the precision of prose from .12 to .57 at recall .91 on 258 news pages."""
LONG_TITLE = 4
"""A link of so many words is the title of a page; a shorter one is an entry of a menu."""


def page_regions(
    blocks: Sequence[CitedBlock], outline: Outline, listed: Collection[int]
) -> list[Region]:
    """The region of each block of one page, in time that grows with their number.

    `listed` are the indexes of the blocks that are references where they go with the article.
    """
    said, article = settle(blocks, outline)
    heading = _heading(blocks)
    regions = []
    for index, cited in enumerate(blocks):
        place = _place(cited, article)
        stated = None if place is None else said.get(place)
        if stated is None and index in listed and (article is None or article.first < index):
            stated = Region.REFERENCE
        regions.append(stated or _decided(index, cited, place, article, heading))
    return regions


def _heading(blocks: Sequence[CitedBlock]) -> int:
    """The index of the main heading; beyond the last block where there is none."""
    for index, cited in enumerate(blocks):
        place = cited.place
        if cited.block.kind is BlockKind.TITLE or (place is not None and place.tag == "h1"):
            return index
    return len(blocks)


def _place(cited: CitedBlock, article: Article | None) -> Place | None:
    """The element that speaks for a block: a sentence of the article needs no paragraph's name."""
    place = cited.place
    if place is None or article is None or place.tag != "p" or place.declared is not None:
        return place
    return place.outer if cited.measure.is_sentence and place.outer in article.elements else place


def _decided(
    index: int, cited: CitedBlock, place: Place | None, article: Article | None, heading: int
) -> Region:
    """The region by what a block is and where it stands to the article."""
    found = cited.measure
    if cited.block.kind is BlockKind.CAPTION:
        return Region.RELATED
    if cited.only_links:
        return Region.TEASER if found.linked >= LONG_TITLE else Region.NAVIGATION
    if cited.block.kind is BlockKind.CODE and (article is None or place in article.elements):
        return Region.PROSE
    if article is None:
        return Region.PROSE if found.words >= found.linked else Region.TEASER
    if place in article.elements:
        return Region.PROSE if _is_text(index, cited, article) else Region.NAVIGATION
    if heading < index < article.first:
        plain = found.is_sentence or not cited.citations
        return Region.PROSE if plain else Region.NAVIGATION
    return Region.TEASER if index > article.first else Region.NAVIGATION


def _is_text(index: int, cited: CitedBlock, article: Article) -> bool:
    """Whether a block that stands in the article's elements is part of its text."""
    found = cited.measure
    if found.is_sentence or not cited.citations:
        return True
    if article.first <= index <= article.last:
        dense = found.linked > DENSEST * (found.words + found.linked)
        return found.words >= FEWEST_WORDS and not dense
    return found.marked and found.words >= SHORT_SENTENCE and found.words >= found.linked
