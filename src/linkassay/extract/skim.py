"""What is left to do with a document that cannot be read in full: its addresses, one by one.

No tree is built, no block, no sentence. The work grows with the text and what is held does not, so
whoever takes the citations may stop after any of them and has what was found so far.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from html import unescape
from itertools import islice

from linkassay.extract.addresses import find_addresses
from linkassay.extract.cited import cite
from linkassay.extract.kinds import HTML, MARKDOWN, decoded_as
from linkassay.extract.parsed import RawLink
from linkassay.extract.secrets import citation_without_secrets
from linkassay.extract.tags import attribute_ranges, trimmed
from linkassay.model import Citation, Document, Form, Region, Source, Span
from linkassay.urls.secrets import shown

MOST_ADDRESSES = 10_000
"""So many addresses of such a document are kept: more than a person looks through."""

_WINDOW = 64 * 1024
"""Characters that are searched for addresses at once."""

_ANCHOR = re.compile(r"<a(?=[\t\n\f\r /])[^<>]*|<!--|<(?:script|style)\b", re.IGNORECASE)
"""An anchor's tag ends here at the next angle bracket, be it in a quoted value."""
_FENCE = re.compile(r"^(?:[ >]{0,8})(?:```|~~~)", re.MULTILINE)
"""The beginning or the end of a block of code (CommonMark, section 4.5)."""
_WEB = re.compile(r"https?://", re.IGNORECASE)
_ENDS = {"<!--": "-->", "<script": "</script", "<style": "</style"}


def skim(source: Source, *, key: bytes | None = None) -> tuple[Document, Iterator[Citation]]:
    """The document with nothing but its name, and its citations as they are found.

    At most `MOST_ADDRESSES`, their secrets cut, each in the region `unknown`. Absolute addresses
    alone: a page's own base is not looked for. Raises `UnreadableSourceError`.
    """
    kind, decoded = decoded_as(source)
    text = decoded.text
    found = _of_page(text) if kind is HTML else _of_text(text)
    cited: Iterator[Citation] = (
        citation_without_secrets(replace(cite(raw), region=Region.UNKNOWN), key)
        for raw in islice(_placed(text, found), MOST_ADDRESSES)
    )
    if kind is MARKDOWN:
        cited = _with_code(text, cited)
    return unread(source, kind.media_types[0], key), cited


def unread(source: Source, media_type: str = "", key: bytes | None = None) -> Document:
    """A document of which nothing is known but where it lies and what its bytes are."""
    return Document(
        locator=shown(source.locator, key),
        media_type=media_type or "application/octet-stream",
        text="",
        sha256=sha256(source.data).hexdigest(),
    )


_Found = tuple[str, int, int, Form]
"""An address, where it stands in the text, and how it was written."""


def _of_text(text: str) -> Iterator[_Found]:
    """Addresses in running text; one that is longer than a window is cut."""
    start = 0
    while start < len(text):
        end = _window_end(text, start)
        for item in find_addresses(text, start, end, wrapped=False):
            yield item.written, item.start, item.end, item.form
        start = end


def _window_end(text: str, start: int) -> int:
    """The end of the last line, else of the last word, that fits into a window."""
    end = start + _WINDOW
    if end >= len(text):
        return len(text)
    at = max(text.rfind("\n", start, end), text.rfind("\r", start, end))
    if at < start:
        at = text.rfind(" ", start, end)
    return end if at < start else at + 1


def _of_page(text: str) -> Iterator[_Found]:
    """The `href` of each anchor that stands outside comments, scripts and styles."""
    position = 0
    while found := _ANCHOR.search(text, position):
        position = found.end()
        until = _ENDS.get(found[0].lower())
        if until is not None:
            position = _past(text, until, position)
            continue
        here = found.start()
        tag = found[0] + ">"
        if "href" in (ranges := attribute_ranges(tag, 0)):
            start, end = trimmed(tag, *ranges["href"])
            if _WEB.match(tag, start, end):
                yield tag[start:end], here + start, here + end, Form.INLINE


def _placed(text: str, found: Iterator[_Found]) -> Iterator[RawLink]:
    """Each address with its line and column, counted on from the one before."""
    line, begins, done = 1, 0, 0
    for written, start, end, form in found:
        line += text.count("\n", done, start)
        last = text.rfind("\n", done, start)
        begins = begins if last < 0 else last + 1
        done = start
        span = Span(line, start - begins + 1, start, end, line + text.count("\n", start, end))
        plain = re.sub(r"[\r\n]+\s*", "", written)
        meant = unescape(plain) if form is Form.INLINE else plain
        yield RawLink(plain, span, form, resolved=None if meant == plain else meant)


def _with_code(text: str, cited: Iterable[Citation]) -> Iterator[Citation]:
    """Of Markdown: what stands behind a backtick or in a fenced block is code."""
    fences = [fence.start() for fence in _FENCE.finditer(text)]
    for item in cited:
        at = item.span.start or 0
        is_code = bisect_right(fences, at) % 2 == 1 or text[at - 1 : at] == "`"
        yield replace(item, code=True) if is_code else item


def _past(text: str, words: str, start: int) -> int:
    """Where the next place of words ends, in any case; the end of the text where there is none."""
    found = re.compile(re.escape(words), re.IGNORECASE).search(text, start)
    return len(text) if found is None else found.end()
