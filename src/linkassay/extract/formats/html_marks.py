"""A page with marks in it that say where each tag and each stretch of text stands.

lexbor tells no places, but carries every mark along when it moves, copies or closes an element. So
whatever comes out of it says itself where it stood, and nothing has to be matched afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay.extract.formats.html_offsets import after_line_end
from linkassay.extract.formats.html_open_tags import DeepError, OpenTags
from linkassay.extract.formats.html_tokens import ATTRIBUTE, TOKEN

MARK = "\x01"
"""Names the attribute that holds a tag's offset, and begins a comment that holds a text's."""

MOST_ATTRIBUTES = 512
"""Of more on one tag lexbor takes long, in the square of their number: 4.8 s for 40,000
(measured)."""

_LONG_TAG = 2 * MOST_ATTRIBUTES
"""Characters of the shortest tag that has too many attributes."""

_LINE_END_DROPPED = frozenset(("pre", "listing"))
"""After their start tags a parser drops a line end, which no mark may hide from it."""


class UnprovenError(Exception):
    """A page or tree whose places cannot be told for certain this way."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A page with its marks; `texts` says where the text of an element of raw text begins."""

    text: str
    texts: dict[int, int]


def marked(text: str, *, fragment: bool = False) -> Marked:
    """Put its offset into each start tag and before each stretch of text.

    A comment loses its words, and so does what counts as one; a `fragment` has no doctype.
    Raises `UnprovenError` for what a parser could take otherwise, or only slowly.
    """
    if MARK in text or "\0" in text or _differs(text.lower()):
        raise UnprovenError
    try:
        return _Marker(text, begun=fragment).mark()
    except DeepError:
        raise UnprovenError from None


class _Marker:
    """Goes through the tags of a page once; all before `copied` stands in `parts`."""

    def __init__(self, text: str, *, begun: bool) -> None:
        self._text = text
        self._begun = begun
        self._open = OpenTags()
        self._parts: list[str] = []
        self._texts: dict[int, int] = {}
        self._copied = 0
        self._kept = -1

    def mark(self) -> Marked:
        text = self._text
        position = 0
        for token in TOKEN.finditer(text):
            start, end = token.span()
            if position < start:
                self._mark_text(position, start)
            position = end
            kind = token.lastgroup
            if kind == "start":
                self._mark_tag(start, token.end(kind), end)
            elif kind == "end":
                self._open.end(text[start + 2 : end - 1].lower())
            elif kind == "text":
                self._mark_raw(token)
            elif kind == "comment" or kind == "other":
                self._empty(token)
        if position < len(text):
            self._mark_text(position, len(text))
        self._parts.append(text[self._copied :])
        return Marked("".join(self._parts), self._texts)

    def _put(self, at: int, mark: str) -> None:
        self._parts.append(self._text[self._copied : at])
        self._parts.append(mark)
        self._copied = at

    def _mark_text(self, start: int, end: int) -> None:
        at = after_line_end(self._text, start) if start == self._kept else start
        if at < end:
            self._put(at, f"<!--{MARK}{start}-->")
            self._begun = self._begun or not self._text[start:end].isspace()

    def _mark_tag(self, start: int, named: int, end: int) -> None:
        text = self._text
        self._put(named, f" {MARK}={start} ")
        self._begun = True
        name = text[start + 1 : named].lower()
        self._open.start(name, closed=text[end - 2] == "/")
        if name in _LINE_END_DROPPED:
            self._kept = end
        if end - start > _LONG_TAG and _is_slow(text, named, end):
            raise UnprovenError

    def _mark_raw(self, token: re.Match[str]) -> None:
        """An element of raw text: no mark fits into its text, but its place is known."""
        self._put(token.end("named"), f" {MARK}={token.start()} ")
        self._begun = True
        self._open.start(token["raw"].lower(), closed=False)
        self._texts[token.start()] = token.start("text")
        if _is_open(token["text"]):
            raise UnprovenError

    def _empty(self, token: re.Match[str]) -> None:
        """A comment, or what counts as one; a first doctype stays."""
        if token.lastgroup == "other":
            if not self._begun and _is_doctype(token[0]):
                return
            if token[0].startswith("<![CDATA["):
                raise UnprovenError
        self._put(token.start(), "<!---->")
        self._copied = token.end()


def _differs(page: str) -> bool:
    """Whether parsers differ in a page (in lower case): lexbor loses an `image` in a table."""
    if "<image" in page and "<table" in page:
        return True
    return "<plaintext" in page or "<selectedcontent" in page


def _is_doctype(written: str) -> bool:
    return written[:9].lower() == "<!doctype"


def _is_slow(text: str, start: int, end: int) -> bool:
    """Whether a tag has more attributes than lexbor should read."""
    return sum(1 for _ in ATTRIBUTE.finditer(text, start, end)) > MOST_ATTRIBUTES


def _is_open(text: str) -> bool:
    """Whether raw text has a script in an open comment: then it does not end where it seems to."""
    comment = text.rfind("<!--")
    return comment >= 0 and text.find("-->", comment) < 0 and "<script" in text[comment:].lower()
