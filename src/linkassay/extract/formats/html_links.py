"""The addresses of a page and nothing else, told from its tags without a tree.

Many times faster than reading the page: for those who ask only what a page links to. What a tag
says counts here wherever it stands, also where no reader sees it; only comments, scripts and the
like are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.entities import html5

from linkassay.extract.addresses import hint_of
from linkassay.extract.decode import decode
from linkassay.extract.formats.html_addresses import local_address, resolved_address
from linkassay.extract.formats.html_block import BlockBuilder
from linkassay.extract.formats.html_offsets import align
from linkassay.extract.formats.html_tokens import TOKEN
from linkassay.extract.parsed import ParsedDocument, RawLink
from linkassay.extract.tags import attribute_ranges, trimmed
from linkassay.model import Form, Lines, Source
from linkassay.tables.url_attributes import citing_attributes
from linkassay.urls.local import is_web

_SHORTEST = 4
"""Characters of a text in which no address can stand."""
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]+;?|(?P<name>[A-Za-z0-9]+;?))(?P<next>=?)")
_LINE_END = re.compile(r"\r\n?")


def read_links(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """The bytes of one page with loose links alone; raises `NotTextError` for what is no text."""
    decoded = decode(source.data, declared_charset, html=True)
    base = source.locator if is_web(source.locator) else None
    links = tuple(LinkReader(decoded.text, Lines(decoded.text), base).read())
    yield ParsedDocument("text/html", decoded.text, loose=links, notes=decoded.notes)


class LinkReader:
    """Goes through the tags of a text once."""

    def __init__(self, text: str, lines: Lines, base: str | None) -> None:
        self._text = text
        self._lines = lines
        self._base = base
        self._folder = ""
        self._based = self._in_link = False
        self._pictures = self._kept_lines = 0

    def read(self, begin: int = 0, end: int | None = None) -> Iterator[RawLink]:
        """The links of `text[begin:end]` in order."""
        text = self._text
        end = len(text) if end is None else end
        watched = citing_attributes().keys() | _WATCHED
        hint = hint_of(text, begin, end)
        position = begin
        for token in TOKEN.finditer(text, begin, end):
            start = token.start()
            if start - position > _SHORTEST and hint.search(text, position, start):
                yield from self._bare(position, start)
            position = token.end()
            kind = token.lastgroup
            if kind == "start":
                name = text[start + 1 : token.end(kind)].lower()
                if name in watched:
                    yield from self._enter(name, start)
            elif kind == "end":
                self._leave(text[start + 2 : position - 1].lower())
            elif kind == "text" and token["raw"].lower() == "iframe":
                yield from self._enter("iframe", start)
        if hint.search(text, position, end):
            yield from self._bare(position, end)

    def _enter(self, name: str, tag: int) -> Iterator[RawLink]:
        """A start tag: what it cites, and what it means to what follows."""
        if name == "a":
            self._in_link = True
        elif name == "svg":
            self._pictures += 1
        elif name == "pre":
            self._kept_lines += 1
        ranges = attribute_ranges(self._text, tag)
        if name == "base":
            self._take_base(ranges.get("href"))
        element = f"svg {name}" if self._pictures and name == "a" else name
        for attribute, form in citing_attributes().get(element, ()):
            if attribute in ranges:
                yield from self._link(name, ranges, attribute, form)
                break

    def _leave(self, name: str) -> None:
        if name == "a":
            self._in_link = False
        elif name == "svg":
            self._pictures = max(0, self._pictures - 1)
        elif name == "pre":
            self._kept_lines = max(0, self._kept_lines - 1)

    def _take_base(self, place: tuple[int, int] | None) -> None:
        """The first base with an address counts (WHATWG HTML, the base element)."""
        value = self._value(*place) if place and not self._based else ""
        if not value:
            return
        resolved = resolved_address(value, self._base)
        if resolved is not None:
            self._base, self._based = resolved, True
        elif self._base is None:
            self._folder, self._based = local_address(value, "") or "", True

    def _link(
        self, name: str, ranges: Mapping[str, tuple[int, int]], attribute: str, form: Form
    ) -> Iterator[RawLink]:
        value = self._value(*ranges[attribute])
        address = resolved_address(value, self._base)
        relative = address is None and self._base is None
        if relative:
            address = local_address(value, self._folder)
        if address is None:
            return
        start, end = trimmed(self._text, *ranges[attribute])
        described = name in ("img", "area") and "alt" in ranges
        alternative = self._read(*ranges["alt"]) if described else None
        span = self._lines.span(start, end)
        yield RawLink(
            self._text[start:end],
            span,
            form,
            alternative or None,
            resolved=address,
            relative=relative,
        )

    def _value(self, start: int, end: int) -> str:
        return self._read(start, end).strip()

    def _read(self, start: int, end: int) -> str:
        """An attribute's value as it is meant.

        A reference without its semicolon that a letter or `=` follows is none: it is the next
        parameter of an address (WHATWG HTML, 13.2.5.73).
        """
        written = self._text[start:end]
        return _REFERENCE.sub(_sign, written) if "&" in written else written

    def _bare(self, start: int, end: int) -> Iterator[RawLink]:
        """The addresses that stand in a stretch of text; that of a link has none of its own."""
        if self._in_link:
            return
        data = unescape(_LINE_END.sub("\n", self._text[start:end]))
        block = BlockBuilder(self._text, self._lines)
        block.add_text(data, align(self._text, start, data), wrapped=self._kept_lines > 0)
        yield from block.finish(block.content())


_WATCHED = frozenset(("base", "svg", "pre"))


def _sign(reference: re.Match[str]) -> str:
    whole, name, following = reference[0], reference["name"], reference["next"]
    if name is None:
        return unescape(whole)
    if name in html5 and (name.endswith(";") or not following):
        return html5[name] + following
    return whole
