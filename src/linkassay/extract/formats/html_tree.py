"""The walk through a parsed page: its blocks with their links, and its headings.

The walk uses its own stack: 100,000 nested elements are no reason to fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from linkassay.extract.formats.html_addresses import (
    cited,
    local_address,
    located,
    resolved_address,
)
from linkassay.extract.formats.html_block import BlockBuilder
from linkassay.extract.formats.html_classes import NAMELESS, named
from linkassay.extract.formats.html_days import DayGatherer
from linkassay.extract.formats.html_elements import (
    ANCESTORS,
    BLOCKS,
    CAPTIONS,
    HEADINGS,
    MAY_BE_CODE,
    RAW_TEXT,
    SILENT,
    TELLING,
    WORDLESS,
    attribute,
    declared_region,
    has_words_beside_buttons,
    headed_elements,
    is_code,
    is_own,
)
from linkassay.extract.formats.html_names import NameGatherer
from linkassay.extract.formats.html_offsets import after_line_end, align
from linkassay.extract.formats.html_scopes import Scopes
from linkassay.extract.formats.html_statements import STATING, PageStatements
from linkassay.extract.parsed import ParsedBlock, Place, RawLink
from linkassay.model import Block, BlockKind, Form, Lines, Region, Span

_MOST_TITLES = 32
"""So many h1 of a page are looked at for its title, and so many lines for its dek."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds inside an element: those of its ancestors that matter, and what they make it.

    A page has few that differ, so those known are taken again. `own` is whether the page speaks
    for itself there, and not in a menu or a comment. `apart` is whether it is a heading with words
    beside its buttons, which are then none of it.
    """

    names: frozenset[str] = frozenset()
    own: bool = True
    hidden: bool = False
    silent: bool = False
    dek: bool = False
    caption: bool = False
    code: bool = False
    apart: bool = False

    @property
    def kind(self) -> BlockKind:
        if self.code:
            return BlockKind.CODE
        if self.caption:
            return BlockKind.CAPTION
        return BlockKind.PARAGRAPH if self.names.isdisjoint(HEADINGS) else BlockKind.HEADING


_context = lru_cache(maxsize=1024)(_Context)


class TreeReader:
    """Walks a tree once. `start` is where the parsed slice begins in `text`."""

    def __init__(self, text: str, lines: Lines, base: str | None, start: int = 0) -> None:
        self.blocks: list[ParsedBlock] = []
        self.titles: list[str] = []
        self.deks: list[tuple[int, str]] = []
        self.anchors: dict[str, None] = {}
        """The names of the places in the page, in order (WHATWG HTML, Scrolling to a fragment)."""
        self.page = PageStatements(text, lines, base, start)
        self.names = NameGatherer()
        self.days = DayGatherer()
        self._scopes = Scopes()
        self._text = text
        self._lines = lines
        self._start = start
        self._builder = BlockBuilder(text, lines)
        self._set_aside: list[BlockBuilder] = []
        self._context = _Context()
        self._place: Place | None = None
        self._headed: frozenset[int] = frozenset()

    def walk(self, root: Any) -> None:
        """Every node in document order; an element to leave has on the stack what is around it."""
        self._headed = headed_elements(root)
        stack: list[Any] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                self._leave(*node)
            elif node.name == "#text":
                self._take_text(node)
            else:
                stack.append((node, self._context, self._place))
                self._enter(node)
                if node.children:
                    stack.extend(reversed(node.children))
        self._close_block()

    def _enter(self, node: Any) -> None:
        if node.name in BLOCKS:
            self._close_block(opening=True)
        outer, context = self._context, self._inside(node)
        self._context = context
        if context.hidden and not outer.hidden:
            self._set_aside.append(self._builder)
            self._builder = BlockBuilder(self._text, self._lines)
        of_page = self._scopes.of_page
        self._scopes.enter(node)
        if node.name in STATING:
            self.page.take(node, context.names, own=context.own, of_page=of_page)
        if node.attrs:
            self._note_place(node)
        if context.silent:
            return
        self.names.enter(node, len(self.blocks), own=context.own)
        self.days.enter(node, len(self.blocks), own=context.own, of_page=of_page)
        if node.attrs:
            self._take_citation(node)
        if node.name == "br":
            self._builder.add_break(self._offset(node) or 0)

    def _note_place(self, node: Any) -> None:
        place = attribute(node, "id")
        name = attribute(node, "name") if node.name == "a" else None
        for one in (place, name):
            if one:
                self.anchors.setdefault(one)

    def _inside(self, node: Any) -> _Context:
        """What holds inside an element, and where its blocks stand."""
        outer, name = self._context, node.name
        if not node.attrs and name not in TELLING:
            return outer
        called, declared = named(node), declared_region(node, outer.names)
        if name in BLOCKS or declared is not None or called.region is not None:
            self._place = Place(name, self._place, declared, called.region)
        elif called is NAMELESS and name not in TELLING:
            return outer
        return _context(
            outer.names | {name} if name in ANCESTORS else outer.names,
            outer.own and (id(node) in self._headed or is_own(declared, called.region)),
            outer.hidden or declared is Region.HIDDEN,
            outer.silent or name in SILENT,
            outer.dek or called.dek,
            outer.caption or called.caption or name in CAPTIONS,
            outer.code or (name in MAY_BE_CODE and is_code(node)),
            outer.apart or (name in HEADINGS and has_words_beside_buttons(node)),
        )

    def _leave(self, node: Any, outer: _Context, around: Place | None) -> None:
        if node.name in BLOCKS:
            self._close_block()
        self._builder.close_anchor(node)
        self.names.leave(node)
        self.days.leave(node)
        self._scopes.leave(node)
        if self._context.hidden and not outer.hidden:
            self._close_block()
            self._builder = self._set_aside.pop()
        self._context, self._place = outer, around

    def _close_block(self, *, opening: bool = False) -> None:
        """End the block read so far. Before an inner block opens, links without words wait.

        So `<a><h3>…</h3></a>` stands in the heading's block and has its words.
        """
        if self._builder.is_empty and (opening or not self._builder.has_links):
            return
        content = self._builder.content()
        links = self._builder.finish(content)
        kind = self._context.kind
        if kind is BlockKind.PARAGRAPH and self._builder.only_addresses:
            kind = BlockKind.ADDRESSES
        self.blocks.append(ParsedBlock(Block(content, kind), links, self._place))
        self._note_heading(content.text)
        self._builder = BlockBuilder(self._text, self._lines)

    def _note_heading(self, words: str) -> None:
        context = self._context
        if "h1" in context.names and context.own:
            self.titles += [words] if len(self.titles) < _MOST_TITLES else []
        if context.dek and context.own:
            self.deks += [(len(self.blocks) - 1, words)] if len(self.deks) < _MOST_TITLES else []

    def _take_text(self, node: Any) -> None:
        offset = self._offset(node)
        context, data = self._context, node.data
        if offset is None or context.silent or not data or not context.names.isdisjoint(WORDLESS):
            return
        if context.apart and "button" in context.names:
            return
        if node.parent.name == "pre" and node.parent.children[0] is node:
            offset = after_line_end(self._text, offset)
        if data.isspace():
            self._builder.add_blank(data, offset)
            return
        self.names.take(data, offset)
        self.days.take(data, offset)
        pieces = align(self._text, offset, data, raw=node.parent.name in RAW_TEXT)
        self._builder.add_text(data, pieces, wrapped="pre" in context.names, code=context.code)

    def _take_citation(self, node: Any) -> None:
        found = cited(node)
        if found is None:
            return
        name, form, value = found
        address = resolved_address(value, self.page.base)
        relative = address is None and self.page.base is None
        if relative:
            address = local_address(value, self.page.folder)
        if address is None:
            return
        link = self._link(node, name, form, value, address, relative=relative)
        if node.name == "a":
            self._builder.open_anchor(link, node)
        else:
            self._builder.add_link(link)

    def _link(
        self, node: Any, name: str, form: Form, value: str, address: str, *, relative: bool
    ) -> RawLink:
        written, span = located(self._offset(node), name, self._text, self._lines) or (
            value,
            Span(None, None),
        )
        alternative = attribute(node, "alt") if node.name in ("img", "area") else None
        return RawLink(
            written or value,
            span,
            form,
            alternative or None,
            resolved=address,
            relative=relative,
        )

    def _offset(self, node: Any) -> int | None:
        """Where a node begins in the whole text; `None` for one that the parser made up."""
        offset: int | None = node.origin_offset
        return None if offset is None else offset + self._start
