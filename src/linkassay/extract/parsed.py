"""What the reader of a document kind gives: the text, its blocks, and the links that stand in them.

A `ParsedDocument` knows nothing of credits, clues or identities; the kind-independent files of this
room make a `Reading` of it. A block and its links are one value from here on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from linkassay.model import Block, Form, Meta, Region, Span


@dataclass(frozen=True, slots=True)
class RawLink:
    """One address as found.

    `written` is the source's own characters without line ends. `resolved` is what to hand to
    `urls.parse` where that differs (entities read, relative addresses made absolute). `offset` is
    the place of the address (or its anchor) in its block's content, `None` where it is not seen
    there. `candidates` are other readings of a wrapped address, `definition` the span of the
    definition that a reference link goes by. `code` is whether it stands in code. `error` says why
    what is plainly meant as an address is none. A `relative` one needs a base that is not here.
    """

    written: str
    span: Span
    form: Form
    anchor: str | None = None
    offset: int | None = None
    resolved: str | None = None
    candidates: tuple[str, ...] = ()
    definition: Span | None = None
    code: bool = False
    error: str | None = None
    relative: bool = False

    @property
    def address(self) -> str:
        return self.written if self.resolved is None else self.resolved


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where blocks stand: an element of a page, in those around it; each is like itself alone.

    `declared` is the region that its tag, role, microdata or style states, `named` the one that its
    class names do. Neither is believed of an element that holds the article.
    """

    tag: str
    outer: Place | None = None
    declared: Region | None = None
    named: Region | None = None


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block with the links that stand in it, in reading order.

    `place` is the innermost element around it, `None` where the document's kind has no elements.
    """

    block: Block
    links: tuple[RawLink, ...] = ()
    place: Place | None = field(default=None, compare=False)


class Mark(Enum):
    """By what a page marks an element as the name of an author."""

    MICRODATA = "itemprop, within an article's scope"
    LINK = "link type author"
    PAGE = "link to an author's page, by its address"
    CLASS = "class name, or itemprop without a scope"


@dataclass(frozen=True, slots=True)
class MarkedName:
    """What stands in an element that is marked as an author's name.

    In `text` a bar parts what the inner elements part. `start` and `end` are offsets of the source,
    `None` where a reader does not see it; `block` is the number of the block it stands in.
    """

    mark: Mark
    text: str
    block: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """What stands in an element that its page calls a date, or its `datetime` where it has one.

    `start` and `end` are offsets of the source; `block` is the number of the block it stands in.
    """

    text: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document as its kind's reader gives it.

    `loose` are links that stand in no block (a picture between paragraphs). `marked` are the
    elements of a page that its markup calls an author's name, `dated` those it calls a date.
    `anchors` are the names of its places, `None` where they cannot be told. `notes` say what was
    repaired. `part` names a document among several of one source (`locator#part`); the first has
    none.
    """

    media_type: str
    text: str
    title: str | None = None
    dek: str | None = None
    language: str | None = None
    metadata: tuple[Meta, ...] = ()
    blocks: tuple[ParsedBlock, ...] = ()
    loose: tuple[RawLink, ...] = ()
    marked: tuple[MarkedName, ...] = ()
    dated: tuple[MarkedDay, ...] = ()
    anchors: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    part: str | None = None

    def links(self) -> Iterator[RawLink]:
        """All its links: those of the blocks, then the loose ones."""
        for block in self.blocks:
            yield from block.links
        yield from self.loose
