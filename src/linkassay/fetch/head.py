"""The head of an answer, found as browsers find it.

What the grammar of HTTP forbids and browsers take, is taken: other versions, `ICY`, bare line
ends, blank lines and a few stray bytes before the status line, lines that are no header. What they
refuse is refused by name: a NUL, no status line on another port than the scheme's own. On that one
they show anything as HTTP/0.9, be it the greeting of a mail server; here it is one if it begins
like a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay.fetch.errors import FetchError
from linkassay.fetch.head_lines import status_of, tidied
from linkassay.fetch.sniffing import begins_like_html
from linkassay.model import ErrorKind

INTERIM_ANSWERS = 8
"""Answers of status 1xx before the answer itself. RFC 9110 15.2 sets no number; a server has a use
for two (100, 103), and every one costs time."""

STRAY_BYTES = 4
"""Bytes that may stand before `HTTP`: as many as Chromium skips (`LocateStartOfStatusLine`)."""

SNIFFED = 512
"""Bytes from which it is told whether an answer without a head begins like a page."""

_HTTP = b"HTTP"
_SHOUTCAST = b"ICY "
_LINE_ENDS = b"\r\n"
_BLANK_LINE = re.compile(rb"\n\r?\n")


@dataclass(frozen=True, slots=True)
class HeadBounds:
    """What all heads of one answer together may have, and whether a page may come without any."""

    most_bytes: int
    most_lines: int
    bare: bool = False


class HeadReader:
    """Takes bytes until the head of the answer is whole; heads of interim answers are dropped.

    `rest` is what came after the head.
    """

    def __init__(self, bounds: HeadBounds) -> None:
        self._bounds = bounds
        self._buffer = bytearray()
        self._looked_through = 0
        self._dropped = 0
        self._interim = 0
        self._begun = False

    @property
    def rest(self) -> bytes:
        return bytes(self._buffer)

    def feed(self, data: bytes) -> bytes | None:
        """The head as h11 takes it, once it is whole.

        Raises `FetchError` (`PROTOCOL`, `HEADERS_TOO_LARGE`). `b""` says that the stream
        has ended, and then raises `DISCONNECTED` too.
        """
        if not data:
            return self._end()
        self._buffer += data
        if not self._begun and self._is_without_head():
            enough = len(self._buffer) >= SNIFFED or not self._bounds.bare
            return self._bare_page() if enough else None
        while (block := self._next_block()) is not None:
            first, *lines = self._lines(block)
            status = status_of(first)
            if status >= 200:
                return tidied(status, lines)
            self._interim += 1
            check_interim(status, self._interim)
            if self._is_without_head():
                return self._bare_page()
        return None

    def _end(self) -> bytes:
        if self._begun or _HTTP.startswith(self._buffer[: len(_HTTP)].upper()):
            detail = "the server hung up before a complete head"
            raise FetchError(ErrorKind.DISCONNECTED, detail)
        return self._bare_page()

    def _bare_page(self) -> bytes:
        may = self._bounds.bare and self._interim == 0
        if may and begins_like_html(bytes(self._buffer[:SNIFFED])):
            return tidied(200, ())
        detail = "the answer has no status line: it is HTTP/0.9, or something else"
        raise FetchError(ErrorKind.PROTOCOL, detail)

    def _next_block(self) -> bytes | None:
        """The next head as it came, `None` where its end has not come yet."""
        found = _BLANK_LINE.search(self._buffer, max(self._looked_through - 2, 0))
        end = found.end() if found else len(self._buffer)
        check_bytes(self._dropped + end, self._bounds.most_bytes)
        if found is None:
            self._looked_through = end
            return None
        block = bytes(self._buffer[: found.start()])
        self._drop(end)
        self._begun = False
        return block

    def _lines(self, block: bytes) -> list[bytes]:
        if b"\0" in block:
            raise FetchError(ErrorKind.PROTOCOL, "the head of the answer contains a NUL")
        lines = block.split(b"\n")
        check_lines(len(lines) - 1, self._bounds.most_lines)
        return lines

    def _is_without_head(self) -> bool:
        """Drop what may stand before a status line; whether there can be none any more."""
        self._drop(len(self._buffer) - len(self._buffer.lstrip(_LINE_ENDS)))
        start = bytes(self._buffer[: STRAY_BYTES + len(_HTTP)]).upper()
        at = start.find(_HTTP)
        if at >= 0:
            self._drop(at)
        self._begun = at >= 0 or start.startswith(_SHOUTCAST)
        return not self._begun and len(start) == STRAY_BYTES + len(_HTTP)

    def _drop(self, size: int) -> None:
        del self._buffer[:size]
        self._dropped += size
        self._looked_through = 0


def check_interim(status: int, count: int) -> None:
    """Raise `FetchError(PROTOCOL)` for an interim answer, the `count`th, that is one too many."""
    if status == 101:
        raise FetchError(ErrorKind.PROTOCOL, "it changes to a protocol nobody asked for")
    if count > INTERIM_ANSWERS:
        detail = f"more than {INTERIM_ANSWERS} interim answers and no other"
        raise FetchError(ErrorKind.PROTOCOL, detail)


def check_bytes(size: int, most: int) -> None:
    """Raise `FetchError(HEADERS_TOO_LARGE)` for heads of more bytes than one answer may have."""
    if size > most:
        detail = f"the head of the answer has more than {most} bytes"
        raise FetchError(ErrorKind.HEADERS_TOO_LARGE, detail)


def check_lines(count: int, most: int) -> None:
    """Raise `FetchError(HEADERS_TOO_LARGE)` for more header lines than a head may have."""
    if count > most:
        raise FetchError(ErrorKind.HEADERS_TOO_LARGE, f"{count} header lines")
