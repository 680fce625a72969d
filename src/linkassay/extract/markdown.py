"""Markdown: its parser says what is a link, the source says where.

markdown-it knows the lines of a block and no columns, so every inline token is looked up again in
the source of its block, in order (`markdown_inline`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from linkassay.extract.front_matter import front_matter
from linkassay.extract.mapped_text import build
from linkassay.extract.markdown_html import read_block as read_html_block
from linkassay.extract.markdown_inline import InlineReader
from linkassay.extract.markdown_parts import Inline, destination
from linkassay.extract.sheet import MARKDOWN, Raw, Sheet
from linkassay.model import Block, BlockKind, Form, Lines, Meta

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_markdown(text: str) -> Sheet:
    """Read CommonMark with tables and front matter; addresses in code are no citations."""
    metadata, begin = front_matter(text)
    lines = Lines(text)
    env: dict[str, Any] = {}
    tokens = _parser().parse(_without_front_matter(text, begin), env)
    reader = _Reader(text, lines)
    for token, kind in _leaves(tokens):
        reader.take(token, kind)
    reader.take_definitions(env)
    title = _title(metadata, reader.blocks)
    return Sheet(
        media_type=MARKDOWN,
        text=text,
        title=title,
        metadata=metadata,
        blocks=tuple(reader.blocks),
        raws=tuple(reader.raws),
        language=next((item.value for item in metadata if item.name in ("lang", "language")), None),
    )


def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"store_labels": True}).enable("table")


def _without_front_matter(text: str, end: int) -> str:
    """The text with its front matter blanked, every line end kept in place."""
    return "".join(char if char in "\r\n" else " " for char in text[:end]) + text[end:]


def _title(metadata: Sequence[Meta], blocks: Sequence[Block]) -> str | None:
    heading = next((b.content.text for b in blocks if b.kind is BlockKind.TITLE), None)
    return heading or next((item.value for item in metadata if item.name == "title"), None)


def _leaves(tokens: Sequence[Token]) -> Iterator[tuple[Token, BlockKind]]:
    """Inline and HTML tokens, each with the kind of block it stands in."""
    kind = BlockKind.PARAGRAPH
    titled = False
    for token in tokens:
        if token.type == "heading_open":
            first = token.tag == "h1" and not titled
            kind = BlockKind.TITLE if first else BlockKind.HEADING
            titled = titled or first
        elif token.type == "heading_close":
            kind = BlockKind.PARAGRAPH
        elif token.type in ("inline", "html_block"):
            yield token, kind


class _Reader:
    """Gathers blocks and raw addresses, token by token."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._lines = lines
        self._used: set[str] = set()
        self._cursor = 0
        self.blocks: list[Block] = []
        self.raws: list[Raw] = []

    def take(self, token: Token, kind: BlockKind) -> None:
        start, end = self._region(token.map)
        if token.type == "html_block":
            self._add(read_html_block(self._text, start, end), kind)
            return
        reader = InlineReader(self._text, max(start, self._cursor), end)
        self._add(reader.read(token.children or []), kind)
        self._used |= reader.labels
        self._cursor = reader.cursor

    def take_definitions(self, env: dict[str, Any]) -> None:
        """Reference definitions that nothing uses are citations too, at the definition."""
        unused = [
            entry for label, entry in env.get("references", {}).items() if label not in self._used
        ]
        for entry in sorted(
            [*unused, *env.get("duplicate_refs", [])], key=lambda item: item["map"][0]
        ):
            start, end = self._region(entry["map"])
            colon = self._text.find("]:", start, end)
            found = destination(self._text, colon + 2, end) if colon >= 0 else None
            first, last = found or (start, end)
            prose = build(self._text, [(start, end)])
            span = self._lines.span(first, last)
            written = self._text[first:last]
            self.blocks.append(Block(prose, BlockKind.ADDRESSES))
            self.raws.append(
                Raw(
                    written,
                    span,
                    Form.REFERENCE,
                    block=len(self.blocks) - 1,
                    resolved=entry["href"],
                )
            )

    def _add(self, inline: Inline, kind: BlockKind) -> None:
        if not inline.prose.text and not inline.found:
            return
        bare = kind is BlockKind.PARAGRAPH and inline.only_addresses
        self.blocks.append(Block(inline.prose, BlockKind.ADDRESSES if bare else kind))
        for item in inline.found:
            self.raws.append(
                Raw(
                    item.written,
                    self._lines.span(item.start, item.end),
                    item.form,
                    anchor=item.anchor,
                    block=len(self.blocks) - 1,
                    candidates=item.candidates,
                    start_in_prose=item.start_in_prose,
                    resolved=item.resolved,
                )
            )

    def _region(self, lines: Sequence[int] | None) -> tuple[int, int]:
        """Source offsets of a token's lines (counted from 0, end exclusive)."""
        first, last = lines or (0, len(self._lines))
        start = self._lines.start_of(first + 1)
        past = last + 1 > len(self._lines)
        return start, len(self._text) if past else self._lines.start_of(last + 1)
