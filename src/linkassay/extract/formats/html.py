"""HTML: the text of a page in blocks, the addresses in it, and what it states about itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linkassay.extract.decode import decode
from linkassay.extract.formats.html_addresses import WEB
from linkassay.extract.formats.html_tree import TreeReader
from linkassay.extract.parsed import Mark, Marked, ParsedBlock, ParsedDocument
from linkassay.extract.stated_credits import own_names
from linkassay.extract.titles import choose_dek, choose_title
from linkassay.model import BlockKind, Lines, Meta, Source
from linkassay.urls import slugify

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
    page = reader.page
    metadata = (*page.statements, *_microdata(reader.names.found, lines))
    own = own_names(metadata, locator)
    title = choose_title(reader.titles, page.title, metadata, own)
    return ParsedDocument(
        media_type=HTML,
        text=text,
        title=title,
        dek=choose_dek(metadata, reader.dek, title, own),
        language=page.language,
        metadata=metadata,
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
    """The blocks, of which the one that shows the title is marked as such.

    That is the first heading with the same words, else the first block with them, else a heading
    that holds them or is held by them (a kicker, a shortened title).
    """
    shape = slugify(title or "")
    at = _showing(blocks, shape) if shape else None
    if at is None:
        return tuple(blocks)
    parsed = blocks[at]
    marked = replace(parsed, block=replace(parsed.block, kind=BlockKind.TITLE))
    return (*blocks[:at], marked, *blocks[at + 1 :])


def _showing(blocks: list[ParsedBlock], shape: str) -> int | None:
    headings: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for index, parsed in enumerate(blocks):
        block = parsed.block
        if len(block.content.text) <= LONGEST_HEADING:
            found = headings if block.kind is BlockKind.HEADING else others
            found.append((index, slugify(block.content.text)))
    same = (index for index, words in (*headings, *others) if words == shape)
    near = (i for i, words in headings if len(words) >= _ALIKE and (words in shape or shape in words))
    return next(same, next(near, None))


LONGEST_HEADING = 400
"""Characters of a block that may be a title (our own choice)."""

_ALIKE = 12
