"""Which kind a source is of: what was declared of it, else its ending, else its content.

One row of `KINDS` and one file in `formats/` make a kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name

from linkassay.errors import UnreadableSourceError
from linkassay.extract.decode import Decoded, NotTextError, binary_kind, decode
from linkassay.extract.parsed import ParsedDocument
from linkassay.model import Source

Reader = Callable[[Source, str | None], Iterable[ParsedDocument]]
"""Takes a source and the charset declared for it, gives its documents: one, or many."""


def _looks_like_a_page(text: str) -> bool:
    start = text[:1024].lstrip().lower()
    return start.startswith(("<!doctype html", "<html")) or "<head>" in start or "<body" in start


_MARKDOWN_LINK = re.compile(
    r"\]\(<?(?:https?://|/)|^ {0,3}\[[^\]\n]{1,80}\]: <?https?://"
    r"|\A(?:---|\+\+\+)\r?\n(?:\w[\w-]*[:=][^\r\n]*+\r?\n)++(?:---|\+\+\+)\r?\n",
    re.MULTILINE,
)


def _looks_like_markdown(text: str) -> bool:
    """Whether it has links as Markdown writes them, or front matter.

    Headings and lists are no sign: plain text has them too, and loses what it indents.
    """
    return _MARKDOWN_LINK.search(text) is not None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: how it is known, and who reads it.

    `media_types` begins with its own. `endings` are lower-case with their dot, `magic` the first
    bytes of its files, where it has such. `extra` names the optional part of this package that
    must be installed. `reader` is the dotted place of a `Reader`, imported when first used, and
    `links` that of a quicker one, whose documents hold loose links alone, if there is one.
    `looks_like` says of a text of unknown kind whether it is one.
    """

    name: str
    media_types: tuple[str, ...]
    endings: tuple[str, ...]
    reader: str
    magic: tuple[bytes, ...] = ()
    extra: str | None = None
    looks_like: Callable[[str], bool] | None = None
    links: str | None = None


_FORMATS = "linkassay.extract.formats"

TEXT = Kind(
    "plain text",
    ("text/plain",),
    (".txt", ".text"),
    f"{_FORMATS}.text:read",
    links=f"{_FORMATS}.text:read_links",
)
MARKDOWN = Kind(
    "Markdown",
    ("text/markdown", "text/x-markdown"),
    (".md", ".markdown", ".mdown"),
    f"{_FORMATS}.markdown:read",
    looks_like=_looks_like_markdown,
    links=f"{_FORMATS}.markdown_link_reader:read_links",
)
HTML = Kind(
    "HTML",
    ("text/html", "application/xhtml+xml"),
    (".html", ".htm", ".xhtml"),
    f"{_FORMATS}.html:read",
    looks_like=_looks_like_a_page,
    links=f"{_FORMATS}.html_links:read_links",
)

KINDS: tuple[Kind, ...] = (TEXT, MARKDOWN, HTML)
"""The kinds that are read. A text that looks like none of them is of the first."""

_OTHERS = {
    "application/pdf": "a PDF",
    "application/msword": "a Word document",
    "application/rtf": "an RTF document",
    "text/rtf": "an RTF document",
    "application/epub+zip": "an EPUB book",
    "application/json": "JSON",
    "application/ld+json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
    "text/css": "a style sheet",
    "text/javascript": "a script",
    "application/javascript": "a script",
}
"""Media types that are not read, in words that follow “is”."""


def parse(
    source: Source, *, kinds: Sequence[Kind] = KINDS, links_only: bool = False
) -> Iterator[ParsedDocument]:
    """Read a source by the reader of its kind; most give one document, some many.

    With `links_only` the documents may lack everything but their links. Raises
    `UnreadableSourceError` (at the first document) for binary and unknown input, naming what was
    found, and where an optional part is missing.
    """
    declared, charset = _declared(source)
    try:
        kind = _kind_of(source, declared, charset, kinds)
        yield from _reader_of(kind, source, links_only=links_only)(source, charset)
    except NotTextError as problem:
        raise _unreadable(source, problem.found, kinds) from None


def has_places(locator: str) -> bool:
    """Whether a file's ending says that it is of a kind with places to which addresses lead."""
    return _by_ending(locator, (MARKDOWN, HTML)) is not None


def decoded_as(source: Source, *, kinds: Sequence[Kind] = KINDS) -> tuple[Kind, Decoded]:
    """The kind of a source, and its text; raises `UnreadableSourceError` as `parse` does."""
    declared, charset = _declared(source)
    try:
        kind = _kind_of(source, declared, charset, kinds)
        return kind, decode(source.data, charset, html=kind is HTML)
    except NotTextError as problem:
        raise _unreadable(source, problem.found, kinds) from None


def readable(kinds: Sequence[Kind] = KINDS) -> str:
    """The names of the kinds, as a sentence lists them."""
    *most, last = (kind.name for kind in kinds)
    return f"{', '.join(most)} and {last}" if most else last


def _kind_of(source: Source, declared: str, charset: str | None, kinds: Sequence[Kind]) -> Kind:
    known = _by_media_type(declared, kinds)
    if known is None and declared and (declared in _OTHERS or not declared.startswith("text/")):
        found = binary_kind(source.data) or _OTHERS.get(declared, f"“{declared}”")
        raise _unreadable(source, found, kinds)
    if known is None and not declared:
        known = _by_ending(source.locator, kinds)
    return known or _by_magic(source.data, kinds) or _detect(source.data, charset, kinds)


def _by_media_type(declared: str, kinds: Sequence[Kind]) -> Kind | None:
    return next((kind for kind in kinds if declared in kind.media_types), None)


def _by_ending(locator: str, kinds: Sequence[Kind]) -> Kind | None:
    name = locator.partition("?")[0].partition("#")[0].rpartition("/")[2]
    dot = name.rfind(".")
    ending = name[dot:].lower() if dot > 0 else ""
    return next((kind for kind in kinds if ending in kind.endings), None)


def _by_magic(data: bytes, kinds: Sequence[Kind]) -> Kind | None:
    return next((kind for kind in kinds if kind.magic and data.startswith(kind.magic)), None)


def _detect(data: bytes, charset: str | None, kinds: Sequence[Kind]) -> Kind:
    """The kind that a text without any name looks like; the last row is asked first."""
    text = decode(data, charset).text
    looks = (kind for kind in reversed(kinds) if kind.looks_like and kind.looks_like(text))
    return next(looks, kinds[0])


def _reader_of(kind: Kind, source: Source, *, links_only: bool) -> Reader:
    """The reader of a kind; where its optional part is missing, an error that names it."""
    try:
        reader: Reader = resolve_name((links_only and kind.links) or kind.reader)
    except ModuleNotFoundError:
        if kind.extra is None:
            raise
        raise UnreadableSourceError(
            f"it is {kind.name}, and the part that reads it is not installed",
            where=source.locator,
            advice=f'Install it with: pip install "linkassay[{kind.extra}]"',
        ) from None
    return reader


def _declared(source: Source) -> tuple[str, str | None]:
    """Media type without parameters, and the charset (a parameter of it where not told apart)."""
    declared, _, parameters = (source.media_type or "").partition(";")
    charset = source.charset
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if charset is None and name.strip().lower() == "charset":
            charset = value.strip().strip("\"'")
    return declared.strip().lower(), charset


def _unreadable(source: Source, found: str, kinds: Sequence[Kind]) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"it is {found}; this version reads {readable(kinds)}",
        where=source.locator,
        advice="Save its text as .txt, .md or .html and audit that.",
    )
