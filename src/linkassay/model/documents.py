"""What is read: sources, documents, and all that they say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated

from linkassay.model.citations import Attribution, Citation, Link
from linkassay.model.dating import Clue
from linkassay.model.local import LocalTarget
from linkassay.model.regions import Region
from linkassay.model.sketch import Sketch
from linkassay.model.span import Span
from linkassay.model.suppressions import Suppression


@dataclass(frozen=True, slots=True)
class Source:
    """What `sources` or a fetch hands over, not yet understood.

    `locator` is a path relative to the corpus root (with `/`), a URL, or `-`. `media_type` and
    `charset` are what the outside said (file ending, HTTP header), `None` where it said nothing.
    `named` is false for what was only met on a walk through a folder.
    """

    locator: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Walked:
    """Said after a folder was walked to its end: what lies below `prefix` has all been named.

    `prefix` is a locator's beginning (`"docs/"`), empty for the corpus root itself.
    """

    prefix: str


@dataclass(frozen=True, slots=True)
class KnownBy:
    """By what the source of a document is known again.

    `locator` is that of the source, `key` stands for all that its reading follows from. It may hold
    several documents: this is number `part` of `parts`, counted from 0.
    """

    locator: str
    key: bytes
    part: int = 0
    parts: int = 1


_BEYOND = 2**63
"""More than any offset in a source."""


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
        at = bisect_right(self.pieces, (index, _BEYOND)) - 1
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
    CAPTION = "caption"
    """The words below a picture or a table."""
    CODE = "code"
    """Code, which is no prose and holds no credit line."""


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
    """A source, understood. Offsets in spans and blocks are into `text`, the decoded source.

    `anchors` are the names of the places in it to which an address with a `#` may lead, by whatever
    renderer; `None` where they cannot be told.

    `blocks` are the source in reading order; `passages` are the author's prose as a reader takes
    it, a sentence that boilerplate interrupts made whole again. `sha256` is of the bytes. A
    document that was read back from the ledger has no `text`, `blocks` and `passages`: nothing
    that is decided after reading may rest on them.
    """

    locator: Annotated[str, "Path from the corpus root, or the address, or the name given."]
    media_type: Annotated[str, "What kind of document it was read as."]
    text: str
    sha256: Annotated[str, "SHA-256 of its bytes, in hexadecimal."]
    title: Annotated[str | None, "Its title."] = None
    dek: Annotated[str | None, "The line below its title."] = None
    language: Annotated[str | None, "Its language, as it says itself."] = None
    anchors: Annotated[
        tuple[str, ...] | None, "Names of the places in it; null where they cannot be told."
    ] = None
    metadata: tuple[Meta, ...] = ()
    blocks: tuple[Block, ...] = ()
    passages: tuple[MappedText, ...] = ()


class Limit(StrEnum):
    """Why a document was not read in full."""

    TIME = "time"
    """It took more processor time, or more time at all, than a document of its size gets."""
    MEMORY = "memory"
    SIZE = "size"
    """It says more than is kept of one document."""
    FAILURE = "failure"
    """Its reader broke down over it."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """The citations of each link and each file, and the hosts of the links, all in their order."""

    links: dict[str, tuple[Citation, ...]]
    files: dict[LocalTarget, tuple[Citation, ...]]
    hosts: tuple[str, ...]

    @classmethod
    def of(cls, citations: Iterable[Citation]) -> _Cited:
        links: dict[str, list[Citation]] = {}
        files: dict[LocalTarget, list[Citation]] = {}
        hosts: dict[str, None] = {}
        for citation in citations:
            link, local = citation.link, citation.local
            if link is not None:
                links.setdefault(link.url, []).append(citation)
                hosts[link.host] = None
            elif local is not None:
                files.setdefault(local, []).append(citation)
        return cls(
            {url: tuple(found) for url, found in links.items()},
            {target: tuple(found) for target, found in files.items()},
            tuple(hosts),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says: itself, its citations, its credit lines and its clues.

    `notes` say what was repaired in reading (`"1 NUL character was replaced"`). Where it is
    `limited`, what it does not say may stand in the document all the same. `sketch` is of its
    prose, `None` where that is too short to be compared.
    """

    document: Document
    citations: tuple[Citation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    clues: tuple[Clue, ...] = ()
    notes: Annotated[tuple[str, ...], "What was repaired in reading it."] = ()
    limited: Annotated[Limit | None, "Why it was not read in full; null where it was."] = None
    sketch: Sketch | None = None
    suppressions: Annotated[
        tuple[Suppression, ...], "Rules that its comments tell to be silent."
    ] = ()
    _known: _Cited | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """What another process says of it is not believed: it follows from the citations."""
        object.__setattr__(self, "_known", None)

    def without_code(self) -> Reading:
        """The reading without the addresses in code: they accuse nobody, and date nothing."""
        if not any(item.code for item in self.citations):
            return self
        return replace(self, citations=tuple(item for item in self.citations if not item.code))

    def links(self) -> tuple[Link, ...]:
        """The links cited, once each, in order of first citation."""
        return tuple(
            citation.link
            for citations in self._cited.links.values()
            for citation in citations[:1]
            if citation.link is not None
        )

    def hosts(self) -> tuple[str, ...]:
        """The hosts of the links cited, once each, in order: always the same tuple."""
        return self._cited.hosts

    def targets(self) -> tuple[LocalTarget, ...]:
        """The files that its relative addresses name, once each, in order."""
        return tuple(self._cited.files)

    def naming(self, target: LocalTarget) -> tuple[Citation, ...]:
        """The citations that name one file, in document order."""
        return self._cited.files.get(target, ())

    def citing(self, url: str) -> tuple[Citation, ...]:
        """The citations of one link, in document order."""
        return self._cited.links.get(url, ())

    @property
    def _cited(self) -> _Cited:
        """Its citations by what they cite: sorted when first asked for, since most copies of a
        reading are only told on."""
        known = self._known
        if known is None:
            known = _Cited.of(self.citations)
            object.__setattr__(self, "_known", known)
        return known
