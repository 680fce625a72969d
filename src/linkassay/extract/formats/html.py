"""HTML: the text of a page in blocks, the addresses in it, and what it states about itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linkassay.extract.decode import decode
from linkassay.extract.formats.html_addresses import WEB
from linkassay.extract.formats.html_statements import choose_title
from linkassay.extract.formats.html_tree import TreeReader
from linkassay.extract.parsed import Mark, Marked, ParsedBlock, ParsedDocument
from linkassay.model import BlockKind, Lines, Meta, Source

HTML = "text/html"


def read(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """Read the bytes of one page; raises `NotTextError` where they are not text."""
    decoded = decode(source.data, declared_charset, html=True)
    yield replace(parse_html(decoded.text, source.locator), notes=decoded.notes)


def parse_html(text: str, locator: str = "") -> ParsedDocument:
    """Read a page; relative addresses count where a base or an http(s) locator resolves them."""
    from justhtml import JustHTML

    tree = JustHTML(text, sanitize=False, track_node_locations=True)
    lines = Lines(text)
    reader = TreeReader(text, lines, locator if WEB.match(locator) else None)
    reader.walk(tree.root)
    title = choose_title(reader.titles, reader.page)
    return ParsedDocument(
        media_type=HTML,
        text=text,
        title=title,
        dek=reader.dek,
        language=reader.page.language,
        metadata=(*reader.page.statements, *_microdata(reader.names.found, lines)),
        blocks=_titled(reader.blocks, title),
        marked=tuple(reader.names.found),
        relative_links=reader.relative_links,
    )


def _microdata(marked: Iterable[Marked], lines: Lines) -> Iterator[Meta]:
    """The authors that microdata name, as statements."""
    for item in marked:
        if item.mark is Mark.MICRODATA:
            span = None
            if item.start is not None and item.end is not None:
                span = lines.span(item.start, item.end)
            yield Meta("microdata:author", item.text, span)


def _titled(blocks: list[ParsedBlock], title: str | None) -> tuple[ParsedBlock, ...]:
    """The blocks, of which the first heading that is the title is marked as such."""
    for index, parsed in enumerate(blocks):
        block = parsed.block
        if block.kind is BlockKind.HEADING and block.content.text == title:
            marked = replace(parsed, block=replace(block, kind=BlockKind.TITLE))
            return (*blocks[:index], marked, *blocks[index + 1 :])
    return tuple(blocks)
