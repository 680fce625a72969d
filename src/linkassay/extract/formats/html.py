"""HTML: the text of a page in blocks, the addresses in it, and what it states about itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linkassay.extract.decode import decode
from linkassay.extract.formats.html_parser import parse_tree
from linkassay.extract.formats.html_tree import TreeReader
from linkassay.extract.parsed import Mark, MarkedName, ParsedBlock, ParsedDocument
from linkassay.extract.stated_credits import own_names
from linkassay.extract.titles import choose_dek, choose_title
from linkassay.model import Block, BlockKind, Lines, Meta, Source
from linkassay.tables.local import template_marks
from linkassay.urls import slugify
from linkassay.urls.local import is_web

HTML = "text/html"


def read(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """Read the bytes of one page; raises `NotTextError` where they are not text."""
    decoded = decode(source.data, declared_charset, html=True)
    yield replace(parse_html(decoded.text, source.locator), notes=decoded.notes)


def parse_html(text: str, locator: str = "") -> ParsedDocument:
    """Read a page; relative addresses are of the web where a base or an http(s) locator says so."""
    lines = Lines(text)
    reader = TreeReader(text, lines, locator if is_web(locator) else None)
    reader.walk(parse_tree(text))
    page = reader.page
    metadata = (
        *page.statements,
        *_microdata(reader.names.found, lines),
        *(
            Meta(item.name, item.value, lines.span(item.start, item.end))
            for item in reader.days.stated
        ),
    )
    own = own_names(metadata, locator)
    title = choose_title(reader.titles, page.title, metadata, own)
    at = _title_block(reader.blocks, reader.titles, title)
    return ParsedDocument(
        media_type=HTML,
        text=text,
        title=title,
        dek=choose_dek(metadata, _dek(reader.deks, at), title, own),
        language=page.language,
        metadata=metadata,
        blocks=_titled(reader.blocks, at),
        marked=tuple(reader.names.found),
        dated=tuple(reader.days.found),
        anchors=None if page.leads_on or _is_template(text) else tuple(reader.anchors),
    )


def _is_template(text: str) -> bool:
    return next(template_marks(text), None) is not None


def _microdata(marked: Iterable[MarkedName], lines: Lines) -> Iterator[Meta]:
    """The authors that microdata name, as statements."""
    for item in marked:
        if item.mark is Mark.MICRODATA:
            span = None
            if item.start is not None and item.end is not None:
                span = lines.span(item.start, item.end)
            yield Meta("microdata:author", item.text, span)


def _titled(blocks: list[ParsedBlock], at: int | None) -> tuple[ParsedBlock, ...]:
    if at is None:
        return tuple(blocks)
    title = replace(blocks[at], block=replace(blocks[at].block, kind=BlockKind.TITLE))
    return (*blocks[:at], title, *blocks[at + 1 :])


def _title_block(blocks: list[ParsedBlock], headings: list[str], title: str | None) -> int | None:
    """The number of the block that shows the title.

    That is the first heading with the same words, else the first block with them, else a heading
    that holds them or is held by them (a kicker, a shortened title), else the page's only h1.
    """
    shape = slugify(title or "")
    texts = [(i, one.block) for i, one in enumerate(blocks) if _is_short(one)]
    titled = [(i, slugify(block.content.text)) for i, block in texts if _is_heading(block)]
    alike = (pair for pair in texts if abs(len(pair[1].content.text) - len(title or "")) <= _ABOUT)
    others = ((i, slugify(block.content.text)) for i, block in alike if not _is_heading(block))
    same = (i for i, words in (*titled, *others) if words == shape)
    near = (i for i, words in titled if len(words) >= _ALIKE and (words in shape or shape in words))
    only = (i for i, block in texts if headings[1:] == [] and block.content.text in headings)
    return next((i for found in (same, near, only) for i in found), None)


def _is_short(parsed: ParsedBlock) -> bool:
    return 0 < len(parsed.block.content.text) <= LONGEST_HEADING


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _dek(found: list[tuple[int, str]], title: int | None) -> str | None:
    """The first line below the title that its class calls a dek; without a title, the first."""
    begin = -1 if title is None else title
    return next((words for at, words in found if begin < at <= begin + _NEAR), None)


LONGEST_HEADING = 400
"""Characters of a block that may be a title (our own choice)."""

_ALIKE = 12
_ABOUT = 6
_NEAR = 8
