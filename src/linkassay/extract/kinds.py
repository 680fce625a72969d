"""Which kind a source is of: what was said of it, else its ending, else its look."""

from __future__ import annotations

import re

from linkassay.errors import UnreadableSourceError
from linkassay.extract.decode import binary_kind, decode
from linkassay.extract.parsed import ParsedDocument
from linkassay.extract.sheet import HTML, MARKDOWN, TEXT, Sheet
from linkassay.model import Source

READS = "this version reads plain text, Markdown and HTML"


_KINDS = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "text/plain": TEXT,
}
_ENDINGS = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
}
_NAMED = {
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


def read_sheet(source: Source) -> Sheet | ParsedDocument:
    """Read a source by the reader of its kind: what was said of it, else its ending, else its look.

    Raises `UnreadableSourceError` for binary and unknown input, naming what was found.
    """
    said, charset = _said(source)
    kind = _KINDS.get(said) or (None if said else _ENDINGS.get(_ending(source.locator)))
    if kind is None and said and not said.startswith("text/"):
        raise _unreadable(source, binary_kind(source.data) or _NAMED.get(said, f"“{said}”"))
    if kind is None and said in _NAMED:
        raise _unreadable(source, _NAMED[said])
    text = decode(source.data, charset, html=kind == HTML)
    if text is None:
        raise _unreadable(source, binary_kind(source.data) or "binary data")
    return _read(kind or sniff(text), text, source.locator)


def _read(kind: str, text: str, locator: str) -> Sheet | ParsedDocument:
    if kind == HTML:
        from linkassay.extract.html import read_html

        return read_html(text, locator)
    if kind == MARKDOWN:
        from linkassay.extract.markdown import read_markdown

        return read_markdown(text)
    from linkassay.extract.formats.text import parse_text

    return parse_text(text)


_MARKDOWN_LINK = re.compile(
    r"\]\(<?(?:https?://|/)|^ {0,3}\[[^\]\n]{1,80}\]: <?https?://"
    r"|\A(?:---|\+\+\+)\r?\n(?:\w[\w-]*[:=] ?.*\r?\n)+(?:---|\+\+\+)\r?\n",
    re.MULTILINE,
)


def sniff(text: str) -> str:
    """The kind of an unnamed text: HTML where it begins like a page, Markdown where it has links
    as Markdown writes them or front matter, else plain text.

    Headings and lists are no sign: plain text has them too, and loses what it indents.
    """
    start = text[:1024].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")) or "<head>" in start or "<body" in start:
        return HTML
    return MARKDOWN if _MARKDOWN_LINK.search(text) else TEXT


def _said(source: Source) -> tuple[str, str | None]:
    """Media type without parameters, and the charset (a parameter of it where not told apart)."""
    said, _, parameters = (source.media_type or "").partition(";")
    charset = source.charset
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if charset is None and name.strip().lower() == "charset":
            charset = value.strip().strip("\"'")
    return said.strip().lower(), charset


def _ending(locator: str) -> str:
    name = locator.partition("?")[0].partition("#")[0].rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def _unreadable(source: Source, found: str) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"it is {found}; {READS}",
        where=source.locator,
        advice="Save its text as .txt, .md or .html and audit that.",
    )
