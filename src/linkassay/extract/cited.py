"""A block and the citations that stand in it: one value until the reading is done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from linkassay.extract.measures import EMPTY, Measure, letters_of, measure
from linkassay.extract.parsed import ParsedBlock, Place, RawLink
from linkassay.model import Block, BlockKind, Citation, Form, Region
from linkassay.urls import MalformedAddress, UnsupportedScheme, parse
from linkassay.urls.deceit import deceits
from linkassay.urls.local import local_target
from linkassay.urls.secrets import may_hold

CONTEXT = 120
"""How many characters before and after an address are kept as its context."""

LONGEST_WORD = 4096
"""Characters of an address that are shown whole in its context; servers rarely take longer ones."""

_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class CitedBlock:
    """A block with its citations, its measure, and the element it stands in."""

    block: Block
    citations: tuple[Citation, ...] = ()
    measure: Measure = EMPTY
    place: Place | None = None

    @property
    def only_links(self) -> bool:
        """Whether it holds nothing but links: no letter is left, list numbers aside."""
        return bool(self.citations) and not self.measure.letters

    @property
    def text(self) -> str:
        return self.block.content.text

    def urls(self) -> tuple[str, ...]:
        """The links that stand in it (identities), once each."""
        return tuple(dict.fromkeys(item.link.url for item in self.citations if item.link))

    def settled(self) -> tuple[Citation, ...]:
        """Its citations, with what they have of their block."""
        block = self.block
        alone = block.kind is BlockKind.ADDRESSES
        if block.region is Region.PROSE and not alone and not block.interrupts:
            return self.citations
        return tuple(
            replace(item, region=block.region, alone=alone, interrupts=block.interrupts)
            for item in self.citations
        )


def cite_block(parsed: ParsedBlock, locator: str = "-", *, counted: bool = True) -> CitedBlock:
    """A block of the document `locator` as its kind's reader gives it, its links made citations.

    What stands outside all elements is measured in full where it is `counted`.
    """
    text = parsed.block.content.text
    whole = len(text) > CONTEXT and bool(parsed.links) and may_hold(text)
    citations = tuple([cite(raw, text, locator, whole=whole) for raw in parsed.links])
    measured = measure(parsed) if counted or parsed.place is not None else letters_of(parsed)
    return CitedBlock(parsed.block, citations, measured, parsed.place)


def cite(raw: RawLink, text: str = "", locator: str = "-", *, whole: bool = False) -> Citation:
    """The citation of an address found in a document; `text` is the block it stands in.

    With `whole` its context ends between words, so that no half of a secret is left in it.
    """
    return Citation(
        raw.written,
        raw.span,
        raw.form,
        anchor=None if raw.anchor == raw.written else raw.anchor,
        context=_context(raw, text, whole=whole),
        candidates=raw.candidates,
        definition=raw.definition,
        code=raw.code,
        **_meaning(raw, locator),
    )


def _meaning(raw: RawLink, locator: str) -> dict[str, Any]:
    """What an address leads to, or why nowhere: the fields of its citation that say so."""
    if raw.error is not None:
        return {"error": raw.error}
    if raw.relative:
        target, fragment, from_root = local_target(locator, raw.address)
        return {"target": target, "fragment": fragment, "from_root": from_root}
    try:
        address = parse(raw.address)
    except UnsupportedScheme:
        return {"parsed": raw.address} if raw.form is Form.IDENTIFIER else {}
    except MalformedAddress as problem:
        return {"error": problem.reason}
    found = deceits(raw.address, _words(raw))
    return {"link": address.link, "parsed": address.parsed, "deceits": found}


def _words(raw: RawLink) -> str | None:
    """What a reader sees in place of the address; the words for a picture are not seen."""
    return None if raw.form is Form.EMBED else raw.anchor


def _context(raw: RawLink, text: str, *, whole: bool) -> str:
    at = CONTEXT if raw.offset is None else raw.offset
    start, end = max(0, at - CONTEXT), min(len(text), at + CONTEXT)
    if whole:
        start, end = _between_words(text, start, at, end)
    return text[start:end]


def _between_words(text: str, start: int, at: int, end: int) -> tuple[int, int]:
    """A window that splits no word: the outer ones go, but the one at its middle stays whole.

    A word longer than `LONGEST_WORD` goes, too.
    """
    if start and not text[start - 1].isspace():
        blank = _BLANK.search(text, start, at)
        start = blank.end() if blank else at
    if end < len(text) and not text[end].isspace():
        blank = _BLANK.search(text, end, end + LONGEST_WORD)
        last = max(text.rfind(" ", at, end), at)
        end = blank.start() if blank and last == at else last
    return start, end
