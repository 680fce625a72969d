"""Where each block of a document stands: in the author's words, or in what a template put around.

What a block itself is decides first, then what its elements state, and their class names last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from linkassay.extract.cited import CitedBlock
from linkassay.extract.regions.credits import may_credit
from linkassay.extract.regions.declared import said_regions
from linkassay.extract.regions.interruptions import interrupting
from linkassay.extract.regions.outline import Outline
from linkassay.extract.regions.page import page_regions
from linkassay.extract.regions.passages import passages
from linkassay.extract.regions.references import listed
from linkassay.model import Block, BlockKind, Region

__all__ = ["classify", "may_credit", "passages"]

_ARROW = re.compile(r"^[←«‹]|[→»›]$")
"""A block that is one link with an arrow leads to the next or the previous page of a site."""


def classify(
    blocks: Sequence[CitedBlock],
    related: Collection[int],
    fitting: Collection[str],
    *,
    web_page: bool = False,
) -> tuple[CitedBlock, ...]:
    """The blocks with their regions.

    In a `web_page` the page's own shape says most of them. Boilerplate is also: what the document
    kind says is; a block that opens with a related label or stands under one (`related`); a link
    with an arrow to the next page; a block of nothing but addresses that interrupts a sentence, or
    whose every address fits a related title (`fitting`). Footnotes and lists of sources are
    references.
    """
    outline = Outline(blocks)
    references = listed(blocks, outline)
    regions = (page_regions if web_page else _stated)(blocks, outline, references)
    placed = [
        _placed(cited, region, related=index in related)
        for index, (cited, region) in enumerate(zip(blocks, regions, strict=True))
    ]
    breaking = interrupting(placed)
    for index, cited in enumerate(placed):
        if cited.block.kind is not BlockKind.ADDRESSES:
            continue
        if index in breaking:
            placed[index] = _with(cited, Region.RELATED, interrupts=True)
        elif cited.citations and all(item.url in fitting for item in cited.citations):
            placed[index] = _with(cited, Region.RELATED)
    return tuple(placed)


def _stated(
    blocks: Sequence[CitedBlock], outline: Outline, references: Collection[int]
) -> list[Region]:
    """What the kind's reader and the elements of raw HTML state of each block; else what it is."""
    said = said_regions(blocks, outline)
    regions = []
    for index, cited in enumerate(blocks):
        stated = said.get(cited.place) if cited.place else cited.block.region
        own = Region.REFERENCE if index in references else Region.PROSE
        regions.append(own if stated in (None, Region.PROSE) else stated)
    return regions


def _placed(cited: CitedBlock, region: Region, *, related: bool) -> CitedBlock:
    """What is boilerplate already keeps its region."""
    if region.is_boilerplate:
        return _with(cited, region)
    if related:
        return _with(cited, Region.RELATED)
    return _with(cited, Region.NAVIGATION if _leads_on(cited) else region)


def _with(cited: CitedBlock, region: Region, *, interrupts: bool = False) -> CitedBlock:
    if region is cited.block.region and interrupts is cited.block.interrupts:
        return cited
    block = Block(cited.block.content, cited.block.kind, region, interrupts)
    return CitedBlock(block, cited.citations, cited.measure, cited.place)


def _leads_on(cited: CitedBlock) -> bool:
    return cited.only_links and _ARROW.search(cited.text) is not None
