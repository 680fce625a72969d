"""What is read: sources, documents, and what they cite and credit."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from linkassay.model.dating import Clue
from linkassay.model.span import Span


@dataclass(frozen=True, slots=True)
class Source:
    """What `sources` or a fetch hands over, not yet understood.

    `locator` is a path relative to the corpus root (with `/`), a URL, or `-`. `media_type` and
    `charset` are what the outside said (file ending, HTTP header), `None` where it said nothing.
    """

    locator: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None


class Region(StrEnum):
    """Where in a document something stands (docs/design.md, Regions).

    Only prose and references are the author's own citations as far as dates go; everything else is
    boilerplate, which a template puts around them.
    """

    PROSE = "prose"
    REFERENCE = "reference"
    """A list of sources, a footnote."""
    RELATED = "related"
    """Titles of other pages that belong to this one by their subject."""
    TEASER = "teaser"
    """Cards and most-read lists."""
    COMMENT = "comment"
    NAVIGATION = "navigation"
    """Menus, pagers, breadcrumbs, the head and the foot of a page."""
    HIDDEN = "hidden"

    @property
    def is_boilerplate(self) -> bool:
        return self not in (Region.PROSE, Region.REFERENCE)


@dataclass(frozen=True, slots=True)
class MappedText:
    """A stretch of reader's text that knows where in the source each character came from.

    White space is folded to single blanks and line ends are joined. `pieces` are pairs
    (offset in `text`, offset in the source), ascending; inside a piece both count alike.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]

    def source_offset(self, index: int) -> int:
        """The source offset of `text[index]`."""
        at = bisect_right(self.pieces, index, key=lambda piece: piece[0]) - 1
        here, there = self.pieces[max(at, 0)]
        return there + index - here

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets (end exclusive) that cover `text[start:end]`."""
        if end <= start:
            here = self.source_offset(start)
            return here, here
        return self.source_offset(start), self.source_offset(end - 1) + 1


class BlockKind(StrEnum):
    """What a block of a document is for."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ADDRESSES = "addresses"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or block of addresses, in reading order.

    `interrupts` marks a block that stands in the middle of somebody else's sentence.
    """

    content: MappedText
    kind: BlockKind = BlockKind.PARAGRAPH
    region: Region = Region.PROSE
    interrupts: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """One statement a document makes about itself: `("article:published_time", "2019-03-29")`."""

    name: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source, understood. Offsets in spans and prose are into `text`, the decoded source.

    `blocks` are the source in reading order; `passages` are the body's prose as a reader takes it,
    a sentence that boilerplate interrupts made whole again. `sha256` is of the bytes.
    """

    locator: str
    media_type: str
    text: str
    sha256: str
    title: str | None = None
    dek: str | None = None
    language: str | None = None
    metadata: tuple[Meta, ...] = ()
    blocks: tuple[Block, ...] = ()
    passages: tuple[MappedText, ...] = ()


class Form(StrEnum):
    """How an address was written."""

    BARE = "bare"
    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    EMBED = "embed"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Capture:
    """An archived copy: which archive, of what moment (`None` where unsaid), at which address."""

    archive: str
    day: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """One address after the identity rules; many citations may point to one link.

    `url` is the identity: it is the key everywhere and it is what gets asked.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One address as a document writes it.

    `written` is the source's own characters (a wrapped address with its line ends cut out),
    `parsed` its WHATWG form, `link` the identity. A malformed address has no link and its `error`
    says why; one of a scheme that nobody here can ask has neither. `candidates` are other readings
    of a wrapped address. `anchor` is the text a reader clicks on; `context` the sentence around it.
    """

    written: str
    span: Span
    form: Form
    region: Region = Region.PROSE
    link: Link | None = None
    parsed: str | None = None
    error: str | None = None
    anchor: str | None = None
    context: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The identity where there is one, else what was written."""
        return self.link.url if self.link else self.written


class CreditClass(StrEnum):
    """Kinds of credit lines (research: provenance 5)."""

    ORIGIN = "origin"
    DISCLAIMER = "disclaimer"
    BYLINE = "byline"
    DATELINE = "dateline"
    WIRE_CREDIT = "wire-credit"
    LICENCE = "licence"
    CORRECTION = "correction"
    RELATED = "related"
    PUBLISHED = "published"
    UPDATED = "updated"
    REISSUED = "reissued"
    ACCESSED = "accessed"
    CONTRIBUTED = "contributed"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A credit line: who published first, who wrote, which outlet disclaims what.

    `text` is the line as a reader takes it. `links` are the URLs (identities) that stand by it:
    in the same block, or, for a related title, the address it names. `similarity` (0..100) tells how
    well a related title fits the slug of its address, `None` where nothing could be compared.
    """

    credit: CreditClass
    text: str
    span: Span
    outlet: str | None = None
    person: str | None = None
    licence: str | None = None
    day: date | None = None
    links: tuple[str, ...] = ()
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one source says: the document, its citations, its credit lines and its clues."""

    document: Document
    citations: tuple[Citation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    clues: tuple[Clue, ...] = ()
    _cited: dict[str, tuple[Citation, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cited: dict[str, list[Citation]] = {}
        for citation in self.citations:
            if citation.link is not None:
                cited.setdefault(citation.link.url, []).append(citation)
        index = {url: tuple(citations) for url, citations in cited.items()}
        object.__setattr__(self, "_cited", index)

    def links(self) -> tuple[Link, ...]:
        """The links cited, once each, in order of first citation."""
        found: dict[str, Link] = {}
        for citation in self.citations:
            if citation.link is not None:
                found.setdefault(citation.link.url, citation.link)
        return tuple(found.values())

    def citing(self, url: str) -> tuple[Citation, ...]:
        """The citations of one link, in document order."""
        return self._cited.get(url, ())
