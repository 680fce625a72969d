"""What a document kind's reader gives: the text, its blocks, and the raw addresses in it.

A `Sheet` knows nothing of credits, clues or identities; the kind-independent files of this room
make a `Reading` of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from linkassay.model import Block, Form, Meta, Span

HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Raw:
    """One address as found.

    `written` is the source's own characters without line ends; `address` is what to hand to
    `urls.parse` (entities read, relative ones made absolute, `www.` left as it is). `block` is an
    index into the sheet's blocks, -1 where the address stands in none; `start_in_prose` its (or its
    anchor's) offset in that block's prose. `candidates` are other readings of a wrapped address.
    """

    written: str
    span: Span
    form: Form
    anchor: str | None = None
    block: int = -1
    candidates: tuple[str, ...] = ()
    start_in_prose: int | None = None
    resolved: str | None = None

    @property
    def address(self) -> str:
        return self.written if self.resolved is None else self.resolved


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document as its kind's reader gives it; blocks and raws in reading order."""

    media_type: str
    text: str
    title: str | None = None
    dek: str | None = None
    language: str | None = None
    metadata: tuple[Meta, ...] = ()
    blocks: tuple[Block, ...] = ()
    raws: tuple[Raw, ...] = ()
