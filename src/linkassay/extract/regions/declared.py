"""What the elements of a page say of themselves, and which of them are believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkassay.extract.cited import CitedBlock
from linkassay.extract.parsed import Place
from linkassay.extract.regions.article import sentence_words
from linkassay.extract.regions.outline import Outline, around
from linkassay.model import Region

APART = frozenset(("aside", "footer", "nav"))
"""Elements that are not the article's, whatever heading they hold (WHATWG HTML, section 4.3)."""
LONGEST_TEASER = 80
"""A card whose sentences have more words is a section of a text (shaped on the half *tune*)."""


def said_regions(
    blocks: Sequence[CitedBlock], outline: Outline, misnamed: Iterable[Place] = ()
) -> dict[Place, Region]:
    """The region of each element that says one or stands in one that does.

    The outermost names the region, but what is hidden is hidden, and in a list of sources the
    inner one counts. What holds the main heading or a place that is `misnamed` is not asked.
    """
    unasked = around([*_headings(outline), *misnamed])
    texts = outline.sums(blocks, sentence_words)
    said: dict[Place, Region] = {}
    for element in outline.elements:
        outer = said.get(element.outer) if element.outer is not None else None
        own = None if element in unasked else element.declared or element.named
        if own is Region.TEASER and texts[element] > LONGEST_TEASER:
            own = None
        region = own or outer if _gives_way(outer, own) else outer
        if region is not None:
            said[element] = region
    return said


def _headings(outline: Outline) -> list[Place]:
    """The main headings: those that do not stand aside, and that are seen."""
    apart: set[Place] = set()
    found = []
    for element in outline.elements:
        if element.outer in apart or element.tag in APART or element.declared is Region.HIDDEN:
            apart.add(element)
        elif element.tag == "h1":
            found.append(element)
    return found


def _gives_way(outer: Region | None, own: Region | None) -> bool:
    """Whether the region around an element leaves the word to its own."""
    return outer in (None, Region.REFERENCE) or own is Region.HIDDEN
