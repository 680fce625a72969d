"""What a document cites, and whom it credits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from linkassay.model.local import LocalTarget
from linkassay.model.regions import Region
from linkassay.model.span import Span


class Form(StrEnum):
    """How an address was written."""

    BARE = "bare"
    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    EMBED = "embed"
    QUOTE = "quote"
    IDENTIFIER = "identifier"


class Deceit(StrEnum):
    """By what an address may mislead a reader about where it leads."""

    USER_LIKE_HOST = "user-like-host"
    """What stands before its `@` reads like the host, and is not."""
    MIXED_SCRIPTS = "mixed-scripts"
    """One part of its host has letters of several scripts that nobody writes together."""
    LOOKALIKE = "lookalike"
    """A part of its host is of another script whose letters all look like Latin ones."""
    DIRECTION = "direction"
    """It has characters that turn the direction of writing."""
    INVISIBLE = "invisible"
    """It has characters that nobody sees."""
    OTHER_HOST = "other-host"
    """Its words are an address of another site."""


@dataclass(frozen=True, slots=True)
class Capture:
    """An archived copy that a document cites."""

    archive: Annotated[str, "The archive that keeps the copy."]
    day: Annotated[date | None, "The day of the copy, where its address says it."]
    url: Annotated[str, "The address of the copy."]


@dataclass(frozen=True, slots=True)
class Link:
    """One address after the identity rules; many citations may point to one link.

    `url` is the identity: it is the key everywhere, and it is what gets asked unless `secret` says
    that a secret was cut out of it, which asking needs.
    """

    url: Annotated[str, "The address after the identity rules, secrets cut."]
    scheme: str
    host: str
    port: int
    path: str
    capture: Capture | None = None
    secret: Annotated[bool, "Whether a secret was cut out of the address."] = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One address as a document writes it.

    A malformed address has no link and its `error` says why; a relative one that nothing on the web
    resolves has neither, nor has one of a scheme that nobody here can ask. `target` is then what it
    leads to, or `None` where that cannot be told. `anchor` is left out where it is the address
    itself. `alone` and `interrupts` speak of the block it stands in: nothing but addresses, and in
    the middle of a sentence. `first_read` is the link that a wrapped address was taken for until
    one of its candidates answered in its place, which is `link` then. What stands in `code` is an
    example more often than a source: it is cited, and nothing else.
    """

    written: Annotated[
        str, "The source's own characters, line ends and secrets cut out of a wrapped address."
    ]
    span: Span
    form: Annotated[Form, "How the address was written."]
    region: Annotated[Region, "In which part of the document it stands."] = Region.PROSE
    link: Link | None = None
    parsed: Annotated[
        str | None,
        "The address as a browser takes it, or the URN of a book's number; null where that is the"
        " link itself.",
    ] = None
    error: Annotated[str | None, "Why the address is malformed."] = None
    target: Annotated[str | None, "Locator of the file that a relative address leads to."] = None
    fragment: Annotated[str | None, "The place in that file which it names."] = None
    from_root: Annotated[bool, "Whether that locator is meant from the root of a site."] = False
    deceits: Annotated[
        tuple[Deceit, ...], "By what its address may mislead a reader about where it leads."
    ] = ()
    anchor: Annotated[str | None, "The text a reader clicks on."] = None
    context: Annotated[str, "The words around it, secrets cut."] = ""
    candidates: Annotated[
        tuple[str, ...], "Other readings of a wrapped address, the likeliest first."
    ] = ()
    definition: Span | None = None
    first_read: Link | None = None
    alone: Annotated[bool, "Whether its block holds nothing but addresses."] = False
    interrupts: Annotated[bool, "Whether its block breaks into somebody else's sentence."] = False
    code: Annotated[bool, "Whether it stands in code; then it is not asked for its sake."] = False

    @property
    def url(self) -> str:
        """The identity where there is one, else the local target, else what was written."""
        if self.link is not None:
            return self.link.url
        local = self.local
        if local is None:
            return self.written
        return local.name if self.fragment is None else f"{local.name}#{self.fragment}"

    @property
    def local(self) -> LocalTarget | None:
        """The file that a relative address names."""
        return None if self.target is None else LocalTarget(self.target, self.from_root)


class CreditClass(StrEnum):
    """Kinds of credit lines."""

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
    PUBLISHER = "publisher"
    CANONICAL = "canonical"
    """The address that a page names as its own, on another site."""
    PHOTO_CREDIT = "photo-credit"
    SPONSORED = "sponsored"
    VIA = "via"


SIMILAR_ENOUGH = 50.0
"""From this similarity on a title and an address are taken to fit: 93 % of true pairs reach it,
0.14 % of random ones (719 headlines of news pages, against their own slug and another's)."""


VISIBLE = "visible"
"""The `source` of a credit that a reader sees."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A credit: who published first, who wrote, which outlet disclaims what.

    A reader sees it as a line, or a field of the document's metadata states it: `source` says
    which. A line or a field that names several persons is one credit for each. `links` are the
    URLs (identities) that stand by it: in the same block, or, for a related title, the address it
    names. `similarity` is `None` where nothing could be compared.
    """

    credit: Annotated[CreditClass, "What kind of credit line it is."]
    text: Annotated[str, "The line as a reader takes it, or the field's value."]
    span: Span
    source: Annotated[
        str, "Where it is said: `visible`, or the name of the field of the metadata."
    ] = VISIBLE
    outlet: Annotated[str | None, "The outlet it names."] = None
    person: Annotated[str | None, "The person it names."] = None
    licence: Annotated[str | None, "The licence it names."] = None
    day: Annotated[date | None, "The day it names."] = None
    links: Annotated[tuple[str, ...], "The links that stand by it."] = ()
    similarity: Annotated[float | None, "How well a related title fits its address, 0 to 100."] = (
        None
    )
