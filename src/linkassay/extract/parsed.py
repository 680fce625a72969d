"""What the reader of a document kind gives: the text, its blocks, and the links that stand in them.

A `ParsedDocument` knows nothing of credits, clues or identities; the kind-independent files of this
room make a `Reading` of it. A block and its links are one value from here on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkassay.model import Block, Form, Meta, Span


@dataclass(frozen=True, slots=True)
class RawLink:
    """One address as found.

    `written` is the source's own characters without line ends. `resolved` is what to hand to
    `urls.parse` where that differs (entities read, relative addresses made absolute). `offset` is
    the place of the address (or its anchor) in its block's content, `None` where it is not seen
    there. `candidates` are other readings of a wrapped address, `definition` the span of the
    definition that a reference link goes by.
    """

    written: str
    span: Span
    form: Form
    anchor: str | None = None
    offset: int | None = None
    resolved: str | None = None
    candidates: tuple[str, ...] = ()
    definition: Span | None = None

    @property
    def address(self) -> str:
        return self.written if self.resolved is None else self.resolved


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block with the links that stand in it, in reading order."""

    block: Block
    links: tuple[RawLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document as its kind's reader gives it.

    `loose` are links that stand in no block (a picture between paragraphs). `relative_links` counts
    links into the document's own site, which are not looked at yet. `notes` say what was repaired.
    `part` names a document among several of one source (`locator#part`); the first has none.
    """

    media_type: str
    text: str
    title: str | None = None
    dek: str | None = None
    language: str | None = None
    metadata: tuple[Meta, ...] = ()
    blocks: tuple[ParsedBlock, ...] = ()
    loose: tuple[RawLink, ...] = ()
    relative_links: int = 0
    notes: tuple[str, ...] = ()
    part: str | None = None

    def links(self) -> Iterator[RawLink]:
        """All its links: those of the blocks, then the loose ones."""
        for block in self.blocks:
            yield from block.links
        yield from self.loose
