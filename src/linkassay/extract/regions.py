"""What a template put around the author's words, and the author's words without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from linkassay.extract.cited import CitedBlock
from linkassay.model import Block, BlockKind, MappedText, Region

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_STARTS_LOW = re.compile(r"[a-zß-ÿ]")
_ARROW = re.compile(r"^[←«‹]|[→»›]$")
"""A block that is one link with an arrow leads to the next or the previous page of a site."""


_LIST_OF_TEASERS = 3
"""So many blocks of nothing but links, one under the other in a web page, are a template's list: it
changes after the page was published. Without them 647 real pages have 2 warnings about a newer link
instead of 12 (`make score`)."""


def classify(
    blocks: Sequence[CitedBlock],
    related: Collection[int],
    fitting: Collection[str],
    *,
    web_page: bool = False,
) -> tuple[CitedBlock, ...]:
    """The blocks with their regions.

    Boilerplate is: what the document kind says is; a block that opens with a related label or
    stands under one (`related`); a link with an arrow to the next page; a block of nothing but
    addresses that interrupts a sentence, or whose every address fits a related title (`fitting`);
    in a `web_page` a list of nothing but links.
    """
    placed = [_placed(cited, related=index in related) for index, cited in enumerate(blocks)]
    if web_page:
        for index in _teasers(placed):
            placed[index] = _with(placed[index], region=Region.TEASER)
    interrupting = _interrupting(placed)
    for index, cited in enumerate(placed):
        if cited.block.kind is not BlockKind.ADDRESSES:
            continue
        if index in interrupting:
            placed[index] = _with(cited, region=Region.RELATED, interrupts=True)
        elif cited.citations and all(item.url in fitting for item in cited.citations):
            placed[index] = _with(cited, region=Region.RELATED)
    return tuple(placed)


def passages(blocks: Iterable[Block]) -> tuple[MappedText, ...]:
    """The body as a reader takes it: a sentence that boilerplate interrupts is made whole again."""
    whole: list[list[MappedText]] = []
    broken = False
    for block in blocks:
        if block.region.is_boilerplate:
            broken = broken or block.interrupts
            continue
        if block.kind is BlockKind.ADDRESSES:
            continue
        if broken and whole:
            whole[-1].append(block.content)
        else:
            whole.append([block.content])
        broken = False
    return tuple(_joined(parts) for parts in whole)


def _placed(cited: CitedBlock, *, related: bool) -> CitedBlock:
    """What the kind's reader calls boilerplate keeps its region."""
    if cited.block.region.is_boilerplate:
        return cited
    if related:
        return _with(cited, region=Region.RELATED)
    return _with(cited, region=Region.NAVIGATION) if _leads_on(cited) else cited


def _with(cited: CitedBlock, *, region: Region, interrupts: bool = False) -> CitedBlock:
    return replace(cited, block=replace(cited.block, region=region, interrupts=interrupts))


def _leads_on(cited: CitedBlock) -> bool:
    return cited.only_links and _ARROW.search(cited.text) is not None


def _teasers(blocks: Sequence[CitedBlock]) -> set[int]:
    """The prose in lists of nothing but links; what is empty or boilerplate parts no list."""
    found: set[int] = set()
    run: list[int] = []
    for index, cited in enumerate(blocks):
        if cited.block.region is Region.PROSE and cited.only_links:
            run.append(index)
            if len(run) >= _LIST_OF_TEASERS:
                found.update(run)
        elif cited.block.region is Region.PROSE and cited.text:
            run = []
    return found


def _interrupting(blocks: Sequence[CitedBlock]) -> set[int]:
    """The blocks of addresses where the text before breaks off and goes on in lower case after."""
    found = set()
    waiting: list[int] = []
    broken_off = False
    for index, cited in enumerate(blocks):
        if cited.block.kind is BlockKind.ADDRESSES:
            waiting.append(index)
        elif not cited.block.region.is_boilerplate and cited.text:
            if broken_off and _STARTS_LOW.match(cited.text):
                found.update(waiting)
            waiting = []
            broken_off = _SENTENCE_END.search(cited.text) is None
    return found


def _joined(parts: Sequence[MappedText]) -> MappedText:
    """Passages as one, a blank between two."""
    if len(parts) == 1:
        return parts[0]
    pieces: list[tuple[int, int]] = []
    shift = 0
    for part in parts:
        pieces += [(at + shift, there) for at, there in part.pieces]
        shift += len(part.text) + 1
    return MappedText(" ".join(part.text for part in parts), tuple(pieces))
