"""HTML: blocks, addresses and statements of the audited page, each with its place in the source.

justhtml is slower than other parsers and the only one that keeps positions (research: ecosystem 5).
The walk uses its own stack: 100,000 nested elements are no reason to fail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from linkassay.extract.addresses import find_addresses, glue_of
from linkassay.extract.html_carriers import CARRIERS, WEB, located, resolved_address
from linkassay.extract.html_facts import (
    canonical_of,
    choose_title,
    linked_data,
    meta_of,
    time_of,
)
from linkassay.extract.html_place import BLOCKS, attribute, is_boilerplate, is_dek, is_silent
from linkassay.extract.html_text import align, source_of
from linkassay.extract.mapped_text import TextBuilder, offset_in
from linkassay.extract.sheet import HTML, Raw, Sheet
from linkassay.model import Block, BlockKind, Form, Lines, MappedText, Meta, Region

_IN_ARTICLE = frozenset(("article", "header", "main"))
_SPACE = re.compile(r"\s+")
_NOT_WORDS = re.compile(r"[\W_]+")


def read_html(text: str, locator: str = "") -> Sheet:
    """Read a page; relative addresses count where a base or an http(s) locator resolves them."""
    from justhtml import JustHTML

    tree = JustHTML(text, sanitize=False, track_node_locations=True)
    reader = _Reader(text, locator if WEB.match(locator) else None)
    reader.walk(tree.root)
    return reader.sheet()


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds inside an element: its ancestors' names, its place, and its kind of block."""

    names: frozenset[str] = frozenset()
    region: Region = Region.PROSE
    silent: bool = False
    dek: bool = False


@dataclass(slots=True)
class _Anchor:
    """A link whose text is being read: its node, its place among the pending, its text so far."""

    node: Any
    raw: int
    words: list[str]


class _Reader:
    """Walks the tree once and gathers blocks, raw addresses and statements."""

    def __init__(self, text: str, base: str | None) -> None:
        self._text = text
        self._lines = Lines(text)
        self._base = base
        self._weaver = TextBuilder()
        self._pending: list[Raw] = []
        self._shown: list[str] = []
        self._anchors: list[_Anchor] = []
        self._blocks: list[Block] = []
        self._raws: list[Raw] = []
        self._statements: list[Meta] = []
        self._headings: list[str] = []
        self._title: str | None = None
        self._language: str | None = None
        self._dek: str | None = None
        self._context = _Context()

    def sheet(self) -> Sheet:
        title = choose_title(self._headings, self._statements, self._title)
        blocks = list(self._blocks)
        for index, block in enumerate(blocks):
            if block.kind is BlockKind.HEADING and block.content.text == title:
                blocks[index] = replace(block, kind=BlockKind.TITLE)
                break
        return Sheet(
            media_type=HTML,
            text=self._text,
            title=title,
            dek=self._dek,
            language=self._language,
            metadata=tuple(self._statements),
            blocks=tuple(blocks),
            raws=tuple(self._raws),
        )

    def walk(self, root: Any) -> None:
        """Every node in document order; on the stack, a leaving mark carries the outer context."""
        stack: list[tuple[Any, _Context | None]] = [(root, None)]
        while stack:
            node, outer = stack.pop()
            if outer is not None:
                self._leave(node, outer)
                continue
            if node.name == "#text":
                self._take_text(node)
                continue
            stack.append((node, self._context))
            self._enter(node)
            stack.extend((child, None) for child in reversed(node.children or ()))
        self._close_block(BlockKind.PARAGRAPH)

    def _enter(self, node: Any) -> None:
        name = node.name
        before = self._context
        if name in BLOCKS:
            self._close_block(self._kind(before), opening=True)
        silent = before.silent or (name not in ("html", "body") and is_silent(node))
        boilerplate = before.region.is_boilerplate or is_boilerplate(node, within=before.names)
        self._context = _Context(
            before.names if name in before.names or name[:1] == "#" else before.names | {name},
            Region.RELATED if boilerplate else Region.PROSE,
            silent,
            before.dek or is_dek(node),
        )
        self._take_statement(node)
        if not self._context.silent:
            self._take_carrier(node)
            if name == "br":
                self._weaver.feed("\n", node.origin_offset or 0)

    def _leave(self, node: Any, outer: _Context) -> None:
        if node.name in BLOCKS:
            self._close_block(self._kind(self._context))
        if self._anchors and self._anchors[-1].node is node:
            self._name_anchor(self._anchors.pop())
        self._context = outer

    def _kind(self, context: _Context) -> BlockKind:
        levels = ("h1", "h2", "h3", "h4", "h5", "h6")
        if any(level in context.names for level in levels):
            return BlockKind.HEADING
        return BlockKind.PARAGRAPH

    def _close_block(self, kind: BlockKind, *, opening: bool = False) -> None:
        """End the block read so far. Before an inner block opens, addresses without words wait.

        So `<a><h3>…</h3></a>` stands in the heading's block and has its words.
        """
        prose = self._weaver.mapped()
        if not prose.text and (opening or not self._pending):
            return
        if kind is BlockKind.PARAGRAPH and self._only_addresses(prose.text):
            kind = BlockKind.ADDRESSES
        if "h1" in self._context.names and not self._context.region.is_boilerplate:
            self._headings.append(prose.text)
        if self._context.dek and self._dek is None:
            self._dek = prose.text
        while self._anchors:
            self._name_anchor(self._anchors.pop())
        self._raws += [_settled(raw, len(self._blocks), prose) for raw in self._pending]
        self._blocks.append(Block(prose, kind, self._context.region))
        self._weaver = TextBuilder()
        self._pending = []
        self._shown = []

    def _only_addresses(self, text: str) -> bool:
        for shown in self._shown:
            text = text.replace(shown, " ", 1)
        return bool(self._shown) and not _NOT_WORDS.sub("", text)

    def _take_text(self, node: Any) -> None:
        data = node.data or ""
        start = node.origin_offset
        if self._context.silent or not data or start is None:
            return
        pieces = align(self._text, start, data)
        if self._anchors:
            self._anchors[-1].words.append(data)
        else:
            self._take_bare(data, pieces)
        for at, (index, offset) in enumerate(pieces):
            end = pieces[at + 1][0] if at + 1 < len(pieces) else len(data)
            self._weaver.feed(data[index:end], offset)

    def _take_bare(self, data: str, pieces: list[tuple[int, int]]) -> None:
        """Bare addresses in text outside links; they wrap only where line ends are kept."""
        found = find_addresses(data, wrapped="pre" in self._context.names)
        if not found:
            return
        self._weaver.glue(source_of(pieces, gap) for gap in glue_of(data, found))
        for item in found:
            start, end = source_of(pieces, item.start), source_of(pieces, item.end - 1) + 1
            if item.end < len(data):
                end = source_of(pieces, item.end)
            self._shown.append(item.written)
            self._pending.append(
                Raw(
                    _SPACE.sub("", self._text[start:end]),
                    self._lines.span(start, end),
                    item.form,
                    candidates=item.candidates,
                    resolved=item.written,
                )
            )

    def _take_carrier(self, node: Any) -> None:
        carrier = CARRIERS.get(node.name)
        value = attribute(node, carrier[0]) if carrier else None
        if carrier is None or value is None:
            return
        resolved = resolved_address(value.strip(), self._base)
        if resolved is None:
            return
        written, span = located(node, carrier[0], value.strip(), self._text, self._lines)
        anchor = (attribute(node, "alt") or None) if node.name in ("img", "area") else None
        raw = Raw(written, span, carrier[1], anchor, resolved=resolved)
        if node.name == "a":
            raw = replace(raw, start_in_prose=self._weaver.next_offset)
            self._anchors.append(_Anchor(node, len(self._pending), []))
        self._pending.append(raw)

    def _name_anchor(self, anchor: _Anchor) -> None:
        """Give a link its text."""
        words = " ".join("".join(anchor.words).split())
        raw = self._pending[anchor.raw]
        self._pending[anchor.raw] = replace(raw, anchor=words or None)
        if words and words in (raw.written, raw.address):
            self._shown.append(words)

    def _take_statement(self, node: Any) -> None:
        name = node.name
        if name == "html":
            self._language = attribute(node, "lang") or self._language
        elif name == "base" and WEB.match(attribute(node, "href") or ""):
            self._base = attribute(node, "href")
        elif name == "title" and self._title is None and "svg" not in self._context.names:
            self._title = (
                " ".join("".join(c.data or "" for c in node.children or ()).split()) or None
            )
        elif name == "script":
            self._take_linked_data(node)
        else:
            self._take_fact(node)

    def _take_fact(self, node: Any) -> None:
        fact = None
        if node.name == "meta":
            fact = meta_of(node, self._text, self._lines)
        elif node.name == "link":
            fact = canonical_of(node, self._text, self._lines)
        elif node.name == "time" and self._in_article():
            fact = time_of(node, self._text, self._lines)
        if fact is not None:
            self._statements.append(fact)

    def _in_article(self) -> bool:
        written = not self._context.region.is_boilerplate
        return written and bool(self._context.names & _IN_ARTICLE)

    def _take_linked_data(self, node: Any) -> None:
        kind = (attribute(node, "type") or "").partition(";")[0].strip().lower()
        if kind != "application/ld+json":
            return
        script = "".join(child.data or "" for child in node.children or ())
        start = node.origin_offset or 0
        self._statements += linked_data(
            script,
            start + 1,
            self._text,
            self._lines,
        )


def _settled(raw: Raw, block: int, prose: MappedText) -> Raw:
    """The address in its block; one that a reader sees stands where its source stands."""
    at = raw.start_in_prose
    if at is None and raw.form in (Form.BARE, Form.AUTOLINK) and raw.span.start is not None:
        at = offset_in(prose, raw.span.start)
    return replace(raw, block=block, start_in_prose=at)
