"""HTML: the text of a page in blocks, the addresses in it, and what it states about itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkassay.extract.decode import decode
from linkassay.extract.formats.html_parser import parse_tree
from linkassay.extract.formats.html_statements import choose_title
from linkassay.extract.formats.html_tree import TreeReader
from linkassay.extract.parsed import ParsedBlock, ParsedDocument
from linkassay.model import BlockKind, Lines, Source
from linkassay.tables.local import template_marks
from linkassay.urls.local import is_web

HTML = "text/html"


def read(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """Read the bytes of one page; raises `NotTextError` where they are not text."""
    decoded = decode(source.data, declared_charset, html=True)
    yield replace(parse_html(decoded.text, source.locator), notes=decoded.notes)


def parse_html(text: str, locator: str = "") -> ParsedDocument:
    """Read a page; relative addresses are of the web where a base or an http(s) locator says so."""
    reader = TreeReader(text, Lines(text), locator if is_web(locator) else None)
    reader.walk(parse_tree(text))
    title = choose_title(reader.titles, reader.page)
    return ParsedDocument(
        media_type=HTML,
        text=text,
        title=title,
        dek=reader.dek,
        language=reader.page.language,
        metadata=tuple(reader.page.statements),
        blocks=_titled(reader.blocks, title),
        anchors=None if any(template_marks(text)) else tuple(reader.anchors),
    )


def _titled(blocks: list[ParsedBlock], title: str | None) -> tuple[ParsedBlock, ...]:
    """The blocks, of which the first heading that is the title is marked as such."""
    for index, parsed in enumerate(blocks):
        block = parsed.block
        if block.kind is BlockKind.HEADING and block.content.text == title:
            marked = replace(parsed, block=replace(block, kind=BlockKind.TITLE))
            return (*blocks[:index], marked, *blocks[index + 1 :])
    return tuple(blocks)
