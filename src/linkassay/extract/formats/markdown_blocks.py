"""From the events of the Markdown parser to blocks with their links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from linkassay.extract.anchors import markdown_anchors
from linkassay.extract.formats.html_fragment import read_tag
from linkassay.extract.formats.markdown_code import code_block
from linkassay.extract.formats.markdown_events import Event, MarkdownEvents
from linkassay.extract.formats.markdown_html import HtmlBlock, read_blocks
from linkassay.extract.formats.markdown_inline import InlineReader
from linkassay.extract.formats.markdown_links import Definition, Definitions
from linkassay.extract.formats.markdown_plain import PlainReader
from linkassay.extract.mapped_text import build
from linkassay.extract.parsed import ParsedBlock, RawLink
from linkassay.model import Block, BlockKind, Form, Lines, Region
from linkassay.urls.local import is_web, with_scheme

_MARKS = frozenset(("Emphasis", "Strong", "Strikethrough"))
_WORDLESS = ("Item", "Paragraph")
"""The tags around most blocks; after a block that is read already they say nothing."""
_INLINE = _MARKS | {"Link", "Image"}
"""The tags that stand inside a block."""
_HEADINGS = frozenset((BlockKind.TITLE, BlockKind.HEADING))
_ANCHOR = re.compile(r"<a\s", re.IGNORECASE)


class MarkdownReader:
    """Reads `text[begin:]`; `anchors` are then the names of its places."""

    def __init__(self, text: str, begin: int) -> None:
        self._text = text
        self._lines = Lines(text)
        self._events = MarkdownEvents(text, begin)
        self._definitions = Definitions(text, self._events)
        self._inline = self._new_inline()
        self._plain = PlainReader(text, self._lines)
        self._blocks: list[ParsedBlock | HtmlBlock] = []
        self._html: list[tuple[int, int]] = []
        self._covered: list[tuple[int, int]] = [(0, begin)]
        self._kind = BlockKind.PARAGRAPH
        self._titled = False
        self._code: list[tuple[int, int]] | None = None
        self._notes = 0
        self._places: dict[str, None] = {}
        self._verbatim: list[tuple[int, int]] = []
        self.anchors: tuple[str, ...] | None = None

    def read(self) -> tuple[ParsedBlock, ...]:
        """The blocks in order; at their end, definitions that no link uses, which are cited too.

        A relative one that no link uses is mostly a comment.
        """
        run: list[Event] = []
        for event in self._events:
            if _may_be_plain(event) and (run or self._is_fresh()):
                run.append(event)
                continue
            if run:
                self._take_run(run, event)
                run = []
            self._see(*event)
        for event in run:
            self._see(*event)
        blocks = self._finish()
        headings = (item.block.content.text for item in blocks if item.block.kind in _HEADINGS)
        self.anchors = markdown_anchors(self._text, headings, self._places, self._verbatim)
        return blocks

    def _is_fresh(self) -> bool:
        """Whether nothing of a block has been read yet, and what follows is its text."""
        return self._inline.start is None and self._code is None and not self._html

    def _take_run(self, run: Sequence[Event], behind: Event) -> None:
        """What a block begins with: words and links; `behind` is the event that follows."""
        ends = behind[0] in ("Start", "End") and _tag(behind[1])[0] not in _INLINE
        block = self._plain.read(run, self._kind) if ends and not self._notes else None
        if block is None:
            for event in run:
                self._see(*event)
        else:
            self._covered.append((run[0][2], run[-1][3]))
            self._blocks.append(block)

    def _see(self, name: str, payload: Any, start: int, end: int) -> None:
        if name == "Start":
            self._start(payload, start, end)
        elif name == "End":
            self._end(payload, end)
        elif self._code is not None:
            self._code.append((start, end))
        else:
            self._take(name, payload, start, end)

    def _finish(self) -> tuple[ParsedBlock, ...]:
        self._end_block()
        blocks = self._read()
        unused = self._definitions.unused(self._covered)
        return (*blocks, *(self._defined(item) for item in unused if is_web(item.address)))

    def _start(self, payload: str | Mapping[str, Any], start: int, end: int) -> None:
        if payload in _WORDLESS and self._is_fresh():
            return
        name, target = _tag(payload)
        if name in _MARKS:
            self._inline.part(start, start)
        elif name == "Link":
            self._inline.open_link(target, start)
        elif name == "Image":
            self._inline.open_picture(target, start)
        else:
            self._end_block()
            self._notes += name == "FootnoteDefinition"
            if name == "CodeBlock":
                self._code = []
                self._covered.append((start, end))
                self._verbatim.append((start, end))
            elif name == "Heading":
                self._kind = self._heading(target["level"])

    def _end(self, payload: str | Mapping[str, Any], end: int) -> None:
        if payload in _WORDLESS and self._is_fresh():
            self._kind = BlockKind.PARAGRAPH
            return
        name, _ = _tag(payload)
        if name in _MARKS:
            self._inline.part(end, end)
        elif name == "Link":
            self._inline.close_link(end)
        elif name == "Image":
            self._inline.close_picture(end)
        else:
            self._end_block()
            self._kind = BlockKind.PARAGRAPH
            self._notes -= name == "FootnoteDefinition"

    def _take(self, name: str, payload: str, start: int, end: int) -> None:
        """What stands inside a block."""
        if name == "Text":
            self._inline.add_text(payload, start, end)
        elif name in ("SoftBreak", "HardBreak"):
            self._inline.add_break(start, end)
        elif name == "Code":
            self._verbatim.append((start, end))
            self._inline.add_code(payload, start, end)
        elif name == "Html":
            self._html.append((start, end))
        elif name == "InlineHtml":
            self._take_tag(payload, start, end)
        else:
            self._inline.part(start, end)

    def _take_tag(self, tag: str, start: int, end: int) -> None:
        """A tag of raw HTML inside a block; one without an attribute has no address."""
        opening = tag[:3].lower()
        if opening == "<br":
            self._inline.add_break(start, end)
        elif opening == "</a":
            self._inline.close_tag(start, end)
        elif "=" not in tag:
            self._inline.part(start, end)
        else:
            fragment = read_tag(self._text, start, end, self._lines)
            self._places.update(dict.fromkeys(fragment.anchors))
            if fragment.links and _ANCHOR.match(tag):
                self._inline.open_tag(fragment.links[0], start, end)
            else:
                self._inline.part(start, end)
                self._inline.add_links(fragment.links)

    def _heading(self, level: str) -> BlockKind:
        """The kind of a heading: the first of the first level is the title."""
        if level != "H1" or self._titled:
            return BlockKind.HEADING
        self._titled = True
        return BlockKind.TITLE

    def _end_block(self) -> None:
        """Keep the block read so far."""
        if self._html:
            self._covered.append((self._html[0][0], self._html[-1][1]))
            self._blocks.append(HtmlBlock(self._html))
            self._html = []
        if self._code is not None:
            self._keep(code_block(self._text, self._code, self._lines))
            self._code = None
        if self._inline.start is None:
            return
        self._covered.append((self._inline.start, self._inline.end))
        self._keep(self._inline.finish(self._kind))
        self._inline = self._new_inline()

    def _keep(self, block: ParsedBlock | None) -> None:
        """Take in a block; one of a footnote is a reference."""
        if block is not None and self._notes:
            block = replace(block, block=replace(block.block, region=Region.REFERENCE))
        if block is not None:
            self._blocks.append(block)

    def _new_inline(self) -> InlineReader:
        return InlineReader(self._text, self._lines, self._definitions)

    def _read(self) -> list[ParsedBlock]:
        """All blocks, those of raw HTML read."""
        raw = [block for block in self._blocks if isinstance(block, HtmlBlock)]
        fragments = iter(read_blocks(self._text, raw, self._lines))
        blocks: list[ParsedBlock] = []
        for block in self._blocks:
            if isinstance(block, ParsedBlock):
                blocks.append(block)
            else:
                fragment = next(fragments)
                blocks += fragment.blocks
                self._places.update(dict.fromkeys(fragment.anchors))
        return blocks

    def _defined(self, definition: Definition) -> ParsedBlock:
        """A definition that no link uses is a citation at its own place."""
        content = build(self._text, [(definition.start, definition.end)])
        written = self._text[slice(*definition.place)]
        span = self._lines.span(*definition.place)
        address = with_scheme(definition.address)
        resolved = None if address == written else address
        link = RawLink(written, span, Form.REFERENCE, resolved=resolved)
        return ParsedBlock(Block(content, BlockKind.ADDRESSES), (link,))


def _may_be_plain(event: Event) -> bool:
    """Whether an event may be of a plain block: words, or the beginning or the end of a link."""
    name, payload, _, _ = event
    if name == "Text":
        return True
    return payload == "Link" if name == "End" else name == "Start" and "Link" in payload


def _tag(payload: str | Mapping[str, Any]) -> tuple[str, Any]:
    """The name of a tag, and what the parser says of it."""
    if isinstance(payload, str):
        return payload, None
    return next(iter(payload.items()))
