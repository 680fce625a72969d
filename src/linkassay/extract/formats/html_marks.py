"""A page with marks in it that say where each tag and each stretch of text stands.

lexbor tells no places, but carries every mark along when it moves, copies or closes an element. So
whatever comes out of it says itself where it stood, and nothing has to be matched afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from linkassay.extract.formats.html_offsets import after_line_end
from linkassay.extract.formats.html_tokens import ATTRIBUTE, TOKEN

MARK = "\x01"
"""Names the attribute that holds a tag's offset, and begins a comment that holds a text's."""

_VOID = """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track
    wbr
    """
VOID = frozenset(_VOID.split())
"""Elements without content, which have no end tag (WHATWG HTML, 13.3, serializing)."""

MOST_ATTRIBUTES, DEEPEST = 512, 1024
"""Above these lexbor takes long, in the square of their number: 4.8 s for 40,000 attributes of one
tag, 3.2 s for 40,000 elements one inside the other (measured)."""

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
    parts: list[str] = []
    texts: dict[int, int] = {}
    copied = position = depth = 0
    kept, begun = -1, fragment
    for token in TOKEN.finditer(text):
        start, end = token.span()
        if position < start:
            begin = after_line_end(text, position) if position == kept else position
            if begin < start:
                parts.append(f"{text[copied:begin]}<!--{MARK}{position}-->")
                copied = begin
            begun = begun or not text[position:start].isspace()
        position = end
        kind = token.lastgroup
        if kind == "start":
            begun = True
            named = token.end(kind)
            parts.append(f"{text[copied:named]} {MARK}={start} ")
            copied = named
            name = text[start + 1 : named].lower()
            if name not in VOID:
                depth += 1
            if name in _LINE_END_DROPPED:
                kept = end
            if depth > DEEPEST or (end - start > _LONG_TAG and _is_slow(text, named, end)):
                raise UnprovenError
        elif kind == "end":
            depth -= 1
        elif kind == "text":
            begun = True
            named = token.end("named")
            parts.append(f"{text[copied:named]} {MARK}={start} ")
            copied = named
            texts[start] = token.start(kind)
            if _is_open(token[kind]):
                raise UnprovenError
        elif kind == "comment" or (kind == "other" and (begun or not _is_doctype(token[0]))):
            if text.startswith("<![CDATA[", start):
                raise UnprovenError
            parts.append(f"{text[copied:start]}<!---->")
            copied = end
    if position < len(text) and position != kept:
        parts.append(f"{text[copied:position]}<!--{MARK}{position}-->")
        copied = position
    parts.append(text[copied:])
    return Marked("".join(parts), texts)


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
