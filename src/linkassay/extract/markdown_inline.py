"""The inside of a Markdown block: prose and addresses, found again in the source."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkassay.extract.addresses import Found, find_addresses, glue_of
from linkassay.extract.mapped_text import TextBuilder
from linkassay.extract.markdown_parts import (
    Inline,
    Placed,
    addresses_of_tag,
    destination,
    fit,
    only_addresses,
    with_prose_offset,
)
from linkassay.model import Form, MappedText

if TYPE_CHECKING:
    from markdown_it.token import Token

_WORD = re.compile(r"\S+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_REACH = 64
"""Longest run of marks (quote signs, emphasis, indentation) looked over before the next word."""


@dataclass(slots=True)
class _Open:
    """A link whose text is being read."""

    start: int
    href: str
    label: str | None
    auto: bool
    in_prose: int


class InlineReader:
    """Reads the inline tokens of one block against `text[start:end]`.

    `cursor` is how far the source has been matched, `labels` the reference labels in use.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._words: list[tuple[str, int]] = []
        self._open: list[_Open] = []
        self._masked: list[tuple[int, int]] = []
        self._found: list[Placed] = []
        self._html_anchor: int | None = None
        self.cursor = start
        self.labels: set[str] = set()

    def read(self, tokens: Sequence[Token]) -> Inline:
        for token in tokens:
            self._take(token)
        bare = self._bare()
        prose = self._prose(bare)
        placed = [with_prose_offset(item, prose) for item in [*self._found, *bare]]
        placed.sort(key=lambda item: item.start)
        return Inline(prose, tuple(placed), only_addresses(prose.text, placed))

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind in ("text", "text_special"):
            self._take_text(token.content)
        elif kind in ("softbreak", "hardbreak"):
            self._words.append(("\n", self.cursor))
        elif kind == "code_inline":
            self._mask(lambda: self._take_text(token.content))
        elif kind == "link_open":
            self._open_link(token)
        elif kind == "link_close":
            self._close_link()
        elif kind == "image":
            self._take_image(token)
        elif kind == "html_inline":
            self._take_html(token.content)
        elif token.markup:
            self._mask(lambda: self._find(token.markup))

    def _take_text(self, content: str) -> None:
        """Look up each word; one that the source spells otherwise stands where the cursor is."""
        last = 0
        for word in _WORD.finditer(content):
            if word.start() > last:
                self._words.append((" ", self.cursor))
            at = self._find(word[0], _REACH)
            if at is None:
                at = self._find_escaped(word[0])
            self._words.append((word[0], at))
            last = word.end()
        if last < len(content):
            self._words.append((" ", self.cursor))

    def _find_escaped(self, word: str) -> int:
        """Move behind a word that is written with backslashes or entities, if it is there."""
        pattern = "".join(
            re.escape(sign) if sign.isalnum() else rf"(?:\\?{re.escape(sign)}|&#?\w{{1,31}};)"
            for sign in word
        )
        end = min(self._end, self.cursor + _REACH + 8 * len(word))
        match = re.compile(pattern).search(self._text, self.cursor, end)
        if match is None:
            return max(0, min(self.cursor, self._end - len(word)))
        self.cursor = match.end()
        return match.start()

    def _find(self, piece: str, reach: int | None = None) -> int | None:
        """Move the cursor behind the next occurrence of a piece; `None` where it is not written so.

        `reach` is how many characters of other signs may stand before it.
        """
        end = self._end if reach is None else min(self._end, self.cursor + reach + len(piece))
        at = self._text.find(piece, self.cursor, end)
        if at < 0:
            return None
        self.cursor = at + len(piece)
        return at

    def _mask(self, step: Callable[[], object]) -> None:
        """Keep what a step passes over from the search for bare addresses."""
        before = self.cursor
        step()
        self._masked.append((before, self.cursor))

    def _open_link(self, token: Token) -> None:
        auto = token.markup == "autolink"
        at = self._find("<" if auto else "[")
        self._open.append(
            _Open(
                self.cursor - 1 if at is None else at,
                str(token.attrs.get("href", "")),
                token.meta.get("label"),
                auto,
                len(self._words),
            )
        )

    def _close_link(self) -> None:
        link = self._open.pop()
        anchor = " ".join("".join(word for word, _ in self._words[link.in_prose :]).split())
        if link.auto:
            start = link.start + 1
            self._find(">")
            end = self.cursor - 1
            self._keep(start, end, Form.AUTOLINK, None, link)
        else:
            self._close_bracketed(link, anchor or None, Form.INLINE)
        self._masked.append((link.start, self.cursor))

    def _close_bracketed(self, link: _Open, anchor: str | None, form: Form) -> None:
        """After the text of a link or image: the address in brackets, or a reference."""
        self._find("]")
        if link.label is not None:
            self.labels.add(link.label)
            if self._text.startswith("[", self.cursor):
                self._find("]")
            self._keep(link.start, self.cursor, _reference(form), anchor, link)
            return
        found = destination(self._text, self.cursor + 1, self._end)
        if found is None:
            self._keep(link.start, self.cursor, form, anchor, link)
            return
        self.cursor = found[1]
        self._keep(*found, form, anchor, link)
        self._find(")")

    def _keep(self, start: int, end: int, form: Form, anchor: str | None, link: _Open) -> None:
        written = link.href if form is Form.REFERENCE else self._text[start:end]
        if not fit(link.href):
            return
        self._found.append(Placed(written, start, end, form, anchor, link.href))

    def _take_image(self, token: Token) -> None:
        at = self._find("![")
        start = self.cursor if at is None else at
        if token.children:
            for child in token.children:
                if child.type in ("text", "code_inline"):
                    self._find(child.content)
        link = _Open(start, str(token.attrs.get("src", "")), token.meta.get("label"), False, 0)
        self._close_bracketed(link, token.content or None, Form.EMBED)
        self._masked.append((start, self.cursor))

    def _take_html(self, content: str) -> None:
        at = self._find(content)
        if at is None:
            return
        self._masked.append((at, self.cursor))
        name = content[1:3].lower()
        if name in ("a ", "a\n", "a>"):
            self._html_anchor = at
        elif content[:4].lower() == "</a>" and self._html_anchor is not None:
            self._masked.append((self._html_anchor, self.cursor))
            self._html_anchor = None
        if content[:3].lower() == "<br":
            self._words.append((" ", at))
        self._found += addresses_of_tag(self._text, at)

    def _bare(self) -> list[Placed]:
        """Bare addresses in what is neither code nor the inside of a link."""
        region = list(self._text[self._start : self._end])
        for start, end in self._masked:
            for index in range(max(start, self._start), min(end, self._end)):
                if region[index - self._start] not in "\r\n":
                    region[index - self._start] = " "
        seen = "".join(region)
        return [
            Placed(
                item.written,
                self._start + item.start,
                self._start + item.end,
                item.form,
                resolved=_unescaped(item.written),
                candidates=item.candidates,
            )
            for item in find_addresses(seen)
            if self._start + item.start < self.cursor
        ]

    def _prose(self, bare: Sequence[Placed]) -> MappedText:
        """The prose of the words found; a wrapped address is one word."""
        found = [Found(item.written, item.start, item.end) for item in bare]
        weaver = TextBuilder(glue_of(self._text, found))
        for word, offset in self._words:
            weaver.feed(word, offset)
        return weaver.mapped()


def _reference(form: Form) -> Form:
    return form if form is Form.EMBED else Form.REFERENCE


def _unescaped(written: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", written))
