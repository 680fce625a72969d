"""The order of reading, told once: kind, addresses, boilerplate, credit lines, clues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from linkassay.extract.attributions import find_attributions
from linkassay.extract.clues import credit_clues, link_clues, metadata_clues, text_clues
from linkassay.extract.kinds import read_sheet
from linkassay.extract.regions import classify, passages
from linkassay.extract.related import (
    SIMILAR_ENOUGH,
    Label,
    match_titles,
    related_blocks,
    under_labels,
)
from linkassay.extract.sheet import Raw, Sheet
from linkassay.model import (
    Attribution,
    Block,
    Citation,
    Clue,
    CreditClass,
    Document,
    Group,
    Lines,
    Reading,
    Source,
)
from linkassay.urls import MalformedAddress, UnsupportedScheme, parse


def extract(source: Source) -> Reading:
    """Read a source whole. Raises `UnreadableSourceError` where its kind is not one we read."""
    sheet = read_sheet(source)
    lines = Lines(sheet.text)
    citations = tuple(_cite(raw, sheet) for raw in sheet.raws)
    blocks_of = [raw.block for raw in sheet.raws]

    labelled = related_blocks(sheet.blocks)
    labels = [_label(index, title, sheet, lines) for index, title in labelled.items()]
    related, citations = match_titles(labels, citations, blocks_of)
    only_links = _only_links(sheet)
    below = under_labels(sheet.blocks, only_links)
    onward = {at for at in only_links if _ARROW.search(sheet.blocks[at].content.text)}
    matched = _matched_blocks(blocks_of, citations, related)
    blocks = classify(sheet.blocks, {*labelled, *below, *onward}, matched)
    citations = tuple(
        replace(citation, region=blocks[block].region) if block >= 0 else citation
        for citation, block in zip(citations, blocks_of, strict=True)
    )
    credited = find_attributions(
        [(i, block) for i, block in enumerate(blocks) if i not in labelled],
        _links_by_block(citations, blocks_of),
        lines,
    )
    attributions = tuple(
        sorted((*related, *credited), key=lambda item: (item.span.start or 0, item.credit))
    )
    whole = passages(blocks)
    document = Document(
        locator=source.locator,
        media_type=sheet.media_type,
        text=sheet.text,
        sha256=sha256(source.data).hexdigest(),
        title=sheet.title,
        dek=sheet.dek,
        language=sheet.language,
        metadata=sheet.metadata,
        blocks=blocks,
        passages=whole,
    )
    clues = (
        *(clue for clue in text_clues(whole, lines) if not _is_labelled(clue, attributions)),
        *metadata_clues(sheet.metadata),
        *credit_clues(attributions),
        *link_clues(citations),
    )
    return Reading(document, citations, attributions, clues)


_ARROW = re.compile(r"^[←«‹]|[→»›]$")
"""A block that is one link with an arrow leads to the next or the previous page of a site."""

CONTEXT = 120
"""How many characters of prose before and after an address are kept as its context."""


def _cite(raw: Raw, sheet: Sheet) -> Citation:
    context = _context(raw, sheet.blocks[raw.block]) if raw.block >= 0 else ""
    found = Citation(
        raw.written,
        raw.span,
        raw.form,
        anchor=None if raw.anchor == raw.written else raw.anchor,
        context=context,
        candidates=raw.candidates,
    )
    try:
        address = parse(raw.address)
    except UnsupportedScheme:
        return found
    except MalformedAddress as problem:
        return replace(found, error=problem.reason)
    return replace(found, link=address.link, parsed=address.parsed)


def _context(raw: Raw, block: Block) -> str:
    text = block.content.text
    if raw.start_in_prose is None:
        return text[: 2 * CONTEXT]
    start = max(0, raw.start_in_prose - CONTEXT)
    return text[start : raw.start_in_prose + CONTEXT]


def _label(index: int, title: str, sheet: Sheet, lines: Lines) -> Label:
    prose = sheet.blocks[index].content
    span = lines.span(*prose.source_range(0, len(prose.text)))
    return Label(index, title, prose.text, span)


def _matched_blocks(
    blocks_of: Sequence[int], citations: Sequence[Citation], related: Sequence[Attribution]
) -> set[int]:
    """The blocks whose every address belongs to a related title that fits it."""
    named = {
        url
        for item in related
        if item.similarity is not None and item.similarity >= SIMILAR_ENOUGH
        for url in item.links
    }
    strangers = {
        block for block, item in zip(blocks_of, citations, strict=True) if item.url not in named
    }
    return set(blocks_of) - strangers


_DATED_LABELS = frozenset(
    {
        CreditClass.ACCESSED,
        CreditClass.CORRECTION,
        CreditClass.PUBLISHED,
        CreditClass.REISSUED,
        CreditClass.UPDATED,
    }
)


def _is_labelled(clue: Clue, attributions: Sequence[Attribution]) -> bool:
    """Whether a date of the text is one that a label already speaks for.

    "Updated" and "Retrieved" dates say nothing of when the text was first published (research:
    provenance 4).
    """
    if clue.group is not Group.TEXT or clue.span is None or clue.span.start is None:
        return False
    at = clue.span.start
    return any(
        item.credit in _DATED_LABELS
        and item.span.start is not None
        and item.span.end is not None
        and item.span.start <= at < item.span.end
        for item in attributions
    )


def _only_links(sheet: Sheet) -> set[int]:
    """The blocks that hold nothing but addresses and words to click on."""
    words = {
        raw.block: sheet.blocks[raw.block].content.text for raw in sheet.raws if raw.block >= 0
    }
    for raw in sheet.raws:
        if raw.block >= 0:
            words[raw.block] = words[raw.block].replace(raw.anchor or raw.written, "", 1)
    return {block for block, left in words.items() if not re.search(r"\w", left)}


def _links_by_block(
    citations: Sequence[Citation], blocks_of: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    for citation, block in zip(citations, blocks_of, strict=True):
        if citation.link is not None:
            found.setdefault(block, {})[citation.link.url] = None
    return {block: tuple(urls) for block, urls in found.items()}
