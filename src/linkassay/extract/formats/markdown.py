"""Markdown: CommonMark with tables, footnotes and strikethrough, read by pulldown-cmark.

The parser gives each piece with its range in the source, so nothing is searched for a second time.
Addresses in code are cited as such, and an address never goes on in the next line: no renderer of
Markdown joins lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkassay.extract.decode import decode
from linkassay.extract.formats.markdown_blocks import MarkdownReader
from linkassay.extract.front_matter import front_matter
from linkassay.extract.parsed import ParsedBlock, ParsedDocument
from linkassay.extract.titles import choose_dek
from linkassay.model import BlockKind, Meta, Source

MEDIA_TYPE = "text/markdown"


def read(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """The one document of a Markdown text; raises `NotTextError` for binary data."""
    decoded = decode(source.data, declared_charset)
    yield parse_markdown(decoded.text, decoded.notes)


def parse_markdown(text: str, notes: tuple[str, ...] = ()) -> ParsedDocument:
    """Read a Markdown text of any line ends."""
    metadata, begin = front_matter(text)
    reader = MarkdownReader(text, begin)
    blocks = reader.read()
    title = _title(metadata, blocks)
    return ParsedDocument(
        media_type=MEDIA_TYPE,
        text=text,
        title=title,
        dek=choose_dek(metadata, None, title) if metadata else None,
        language=_stated(metadata, "lang", "language"),
        metadata=metadata,
        blocks=blocks,
        anchors=reader.anchors,
        notes=notes,
    )


def _title(metadata: Sequence[Meta], blocks: Sequence[ParsedBlock]) -> str | None:
    """The first heading of the first level, else the title of the front matter."""
    headings = (item.block.content.text for item in blocks if item.block.kind is BlockKind.TITLE)
    return next(headings, None) or _stated(metadata, "title")


def _stated(metadata: Sequence[Meta], *names: str) -> str | None:
    return next((item.value for item in metadata if item.name in names), None)
