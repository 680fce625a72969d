"""The inside of one block of Markdown: its words, and the links that stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from linkassay.extract.addresses import Found, find_addresses
from linkassay.extract.formats.markdown_code import code_links
from linkassay.extract.formats.markdown_links import Definitions, destination
from linkassay.extract.formats.markdown_run import Piece, TextRun, after
from linkassay.extract.mapped_text import TextBuilder, offset_in
from linkassay.extract.parsed import ParsedBlock, RawLink
from linkassay.model import Block, BlockKind, Form, Lines, MappedText
from linkassay.urls.local import is_relative, is_web, with_scheme

_TICKS = re.compile(r"`+")
"""What a span of code begins and ends with (CommonMark, section 6.1)."""
_WORD = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\r\n]*")
_MARKS = ("*", "_", "~")
_PATH_GOES_ON = re.compile(r"[*_~]{1,3}/")


@dataclass(slots=True)
class _Open:
    """A link or picture whose words are being read.

    `at` is where they stand in the block, `target` what the parser said of it, `tag` the link where
    raw HTML opened it.
    """

    start: int
    at: int | None = None
    target: Mapping[str, Any] = field(default_factory=dict)
    tag: RawLink | None = None
    words: list[str] = field(default_factory=list)

    @property
    def is_relative(self) -> bool:
        """Whether its address needs a base; of mail the parser leaves the scheme out."""
        return self.target["link_type"] != "Email" and is_relative(self.target["dest_url"])

    @property
    def is_cited(self) -> bool:
        return is_web(self.target["dest_url"]) or self.is_relative

    def label(self) -> str:
        return " ".join("".join(self.words).split())


class InlineReader:
    """Takes what stands in one block, in order; `finish` gives the block.

    `start` and `end` are the range of the source that was taken so far.
    """

    def __init__(self, text: str, lines: Lines, definitions: Definitions) -> None:
        self._text = text
        self._lines = lines
        self._definitions = definitions
        self._builder = TextBuilder()
        self._run: list[Piece] = []
        self._open: list[_Open] = []
        self._pictures: list[_Open] = []
        self._links: list[RawLink] = []
        self._has_addresses = False
        self._has_words = False
        self.start: int | None = None
        self.end = 0
        self._cited_to = 0

    @property
    def is_open(self) -> bool:
        """Whether the words of a link or a picture follow."""
        return bool(self._open or self._pictures)

    def add_text(self, words: str, start: int, end: int) -> None:
        """Visible text; outside of links the addresses in it are links themselves."""
        self._take(start, end)
        if self._pictures:
            self._pictures[0].words.append(words)
            return
        self._builder.feed(words, start)
        if self._open:
            self._open[-1].words.append(words)
        else:
            self._run.append((words, start, end))

    def add_code(self, words: str, start: int, end: int) -> None:
        """Code, which a reader sees; outside of links the addresses in it are cited as such."""
        self.part(start, end)
        if self._pictures:
            self._pictures[0].words.append(words)
            return
        self._builder.feed(words, max(start, self._text.find(words, start, end)))
        if self._open:
            self._open[-1].words.append(words)
        else:
            self._note_words(words)
            ticks = _TICKS.match(self._text, start)
            width = len(ticks[0]) if ticks else 0
            self._links += code_links(self._text, start + width, end - width, self._lines)

    def add_break(self, start: int, end: int) -> None:
        """A line end."""
        self.part(start, end)
        self._builder.feed("\n", start)
        for item in (*self._pictures[:1], *self._open[-1:]):
            item.words.append(" ")

    def part(self, start: int, end: int) -> None:
        """A mark that no reader sees; it ends the text before it."""
        self._end_run(start)
        self._take(start, end)

    def open_link(self, target: Mapping[str, Any], start: int) -> None:
        """A link begins and its words follow. In the description of a picture it is none."""
        self.part(start, start + 1)
        if not self._pictures:
            self._open.append(_Open(start, self._builder.next_offset, target))

    def close_link(self, end: int) -> None:
        """The link that was opened last ends, and so do raw tags inside it."""
        while self._open and not self._pictures:
            item = self._open.pop()
            self._close(item, end)
            if item.tag is None:
                break
        self.end = end

    def open_picture(self, target: Mapping[str, Any], start: int) -> None:
        """A picture begins and its description follows."""
        self.part(start, start + 2)
        self._pictures.append(_Open(start, target=target))

    def close_picture(self, end: int) -> None:
        """The picture that was opened last ends; one inside another is but its words."""
        item = self._pictures.pop()
        if not self._pictures and item.is_cited:
            self._links.append(self._located(item, end, Form.EMBED, item.label(), None))
        self.end = end

    def open_tag(self, link: RawLink, start: int, end: int) -> None:
        """A link of raw HTML begins and its words follow."""
        self.part(start, end)
        self._open.append(_Open(start, self._builder.next_offset, tag=link))

    def close_tag(self, start: int, end: int) -> None:
        """A link of raw HTML ends, if one is open."""
        self.part(start, end)
        if self._open and self._open[-1].tag is not None:
            self._close(self._open.pop(), end)

    def add_links(self, links: Sequence[RawLink]) -> None:
        """Links without words of their own."""
        self._links += links

    def finish(self, kind: BlockKind) -> ParsedBlock | None:
        """The block, its links in the order of their places; `None` for one without both."""
        self._end_run()
        while self._open:
            self._close(self._open.pop(), self.end)
        content = self._builder.mapped()
        if not content.text and not self._links:
            return None
        if kind is BlockKind.PARAGRAPH and self._has_addresses and not self._has_words:
            kind = BlockKind.ADDRESSES
        links = sorted(self._links, key=lambda link: link.span.start or 0)
        return ParsedBlock(Block(content, kind), tuple(_seen(link, content) for link in links))

    def _take(self, start: int, end: int) -> None:
        if self.start is None:
            self.start = start
        self.end = end

    def _note_words(self, text: str, start: int = 0, end: int | None = None) -> None:
        """Note whether a reader sees more than addresses."""
        if not self._has_words:
            end = len(text) if end is None else end
            self._has_words = _WORD.search(text, start, end) is not None

    def _end_run(self, mark: int | None = None) -> None:
        """The bare addresses of the text since the last mark; the next one stands at `mark`."""
        pieces, self._run = self._run, []
        if self._cited_to:
            pieces = list(after(pieces, self._cited_to))
        if not pieces:
            return
        text = pieces[0][0] if len(pieces) == 1 else "".join([words for words, _, _ in pieces])
        position = 0
        if found := find_addresses(text, wrapped=False):
            run = TextRun(pieces)
            for item in found:
                link = self._bare(item, *run.source_range(item.start, item.end))
                if item.end == len(text) and mark is not None:
                    link = self._carried_on(link, pieces[-1][2], mark)
                self._links.append(link)
                if item.looks_like_address:
                    self._has_addresses = True
                    self._note_words(text, position, item.start)
                    position = item.end
        self._note_words(text, position)

    def _bare(self, found: Found, start: int, end: int) -> RawLink:
        written = self._text[start:end]
        return RawLink(
            written,
            self._lines.span(start, end),
            found.form,
            resolved=None if found.address == written else found.address,
            error=found.error,
        )

    def _carried_on(self, link: RawLink, end: int, mark: int) -> RawLink:
        """An address with the asterisks that the parser took for marks (`https://…/a*b*c`).

        Renderers link it whole (GFM, 6.9). What closes a mark that was opened before an address is
        not part of it, but where a path goes on.
        """
        start = link.span.start
        if start is None or link.resolved is not None or self._text[end : end + 1] not in _MARKS:
            return link
        if mark != end and not _PATH_GOES_ON.match(self._text, end):
            return link
        line = _LINE.match(self._text, end)
        limit = line.end() if line else end
        whole = find_addresses(self._text, start, limit, wrapped=False, code=True)
        if not whole or whole[0].start != start or whole[0].end <= end:
            return link
        self._cited_to = whole[0].end
        return self._bare(whole[0], start, whole[0].end)

    def _close(self, item: _Open, end: int) -> None:
        """Keep a link whose words have been read, if it is one to cite."""
        label = item.label()
        at = item.at if label else None
        if item.tag is not None:
            link = replace(item.tag, anchor=label or None, offset=at)
        elif item.is_cited:
            link = self._located(item, end, Form.INLINE, label, at)
        else:
            self._note_words(label)
            return
        self._links.append(link)
        if label in (link.written, link.address) and not link.relative:
            self._has_addresses = True
        else:
            self._note_words(label)

    def _located(self, item: _Open, end: int, form: Form, label: str, at: int | None) -> RawLink:
        """A link or picture with the place of its address.

        One that goes by a definition stands where it is used, and its address is written there.
        """
        kind, definition = item.target["link_type"], None
        address = item.target["dest_url"].replace("\\", "%5C")  # as renderers write it in a page
        address = with_scheme(address)
        if kind == "Autolink":
            form, place, label = Form.AUTOLINK, (item.start + 1, end - 1), ""
        elif kind == "Inline":
            place = self._destination(item.start, end)
        else:
            form = form if form is Form.EMBED else Form.REFERENCE
            definition = self._definitions.use(item.target["id"])
            place = item.start, self._end_of_use(kind, end)
        written = self._text[slice(*(definition.place if definition else place))]
        return RawLink(
            written,
            self._lines.span(*place),
            form,
            anchor=label or None,
            offset=at,
            resolved=None if written == address else address,
            definition=self._lines.span(*definition.place) if definition else None,
            relative=item.is_relative,
        )

    def _end_of_use(self, kind: str, end: int) -> int:
        """The parser leaves the empty brackets of `[label][]` out of the link."""
        return end + 2 if kind == "Collapsed" and self._text.startswith("[]", end) else end

    def _destination(self, start: int, end: int) -> tuple[int, int]:
        """The address in the round brackets after the words of a link; else the whole link."""
        close = self._text.find("](", self.end, end)
        place = destination(self._text, close + 2, end) if close >= 0 else None
        return place or (start, end)


def _seen(link: RawLink, content: MappedText) -> RawLink:
    """A link that a reader sees as an address stands where its source stands."""
    if link.offset is not None or link.form is not Form.BARE or link.span.start is None:
        return link
    return replace(link, offset=offset_in(content, link.span.start))
