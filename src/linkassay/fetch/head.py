"""The head of an answer, read as browsers read it.

What the grammar of HTTP forbids and browsers take, is taken: other versions, `ICY`, bare line
ends, blank lines and a few stray bytes before the status line, lines that are no header. What they
refuse is refused by name: a NUL, two different lengths, no status line on another port than the
scheme's own. On that one they show anything as HTTP/0.9, be it the greeting of a mail server; here
it is one if it begins like a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay.fetch.errors import FetchError
from linkassay.fetch.sniffing import begins_like_html
from linkassay.model import ErrorKind, Framing

INTERIM_ANSWERS = 8
"""Answers of status 1xx before the answer itself. RFC 9110 15.2 sets no number; a server has a use
for two (100, 103), and every one costs time."""

STRAY_BYTES = 4
"""Bytes that may stand before `HTTP`: as many as Chromium skips (`LocateStartOfStatusLine`)."""

SNIFFED = 512
"""Bytes from which it is told whether an answer without a head begins like a page."""

STATUSES_WITHOUT_BODY = frozenset({204, 304})
"""RFC 9110 sections 15.3.5 and 15.4.5."""

_HTTP = b"HTTP"
_SHOUTCAST = b"ICY "
_LINE_ENDS = b"\r\n"
_BLANK_LINE = re.compile(rb"\n\r?\n")
_STATUS_LINE = re.compile(
    rb"(?:HTTP(?:/(\d{1,4})(?:\.(\d{1,4}))?)?|ICY)(?:[ \t]+(\d*)[^\n]*)?", re.IGNORECASE
)
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_DIGITS = re.compile(rb"\d{1,19}")

Line = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Head:
    """Status and header lines of an answer, in their order, without blanks around the values.

    `framing` is how the end of the body is going to be proven (RFC 9112, 6.3), `length` its bytes
    where that is by `LENGTH`.
    """

    status: int
    lines: tuple[Line, ...]
    framing: Framing
    length: int = 0

    def values(self, name: bytes) -> list[bytes]:
        """The values of a header, by its name in lower case."""
        return [value for key, value in self.lines if key.lower() == name]


class HeadReader:
    """Takes bytes until the head of the answer is whole; heads of interim answers are dropped.

    `rest` is what came after the head. Both bounds hold for all heads together. `bare` lets a page
    without any head pass, as one of HTTP/0.9.
    """

    def __init__(self, *, most_bytes: int, most_lines: int, bare: bool = False) -> None:
        self._most_bytes = most_bytes
        self._most_lines = most_lines
        self._bare = bare
        self._buffer = bytearray()
        self._looked_through = 0
        self._dropped = 0
        self._interim = 0
        self._begun = False

    @property
    def rest(self) -> bytes:
        return bytes(self._buffer)

    def feed(self, data: bytes) -> Head | None:
        """The head, once it is whole; raises `FetchError` (`PROTOCOL`, `HEADERS_TOO_LARGE`).

        `b""` says that the stream has ended, and then raises `DISCONNECTED` too.
        """
        if not data:
            return self._end()
        self._buffer += data
        if not self._begun and self._is_without_head():
            return self._bare_page() if len(self._buffer) >= SNIFFED or not self._bare else None
        while (block := self._next_block()) is not None:
            head = _parsed(block, self._most_lines)
            if head.status >= 200:
                return head
            self._count_interim(head.status)
            if self._is_without_head():
                return self._bare_page()
        return None

    def _end(self) -> Head:
        if self._begun or _HTTP.startswith(self._buffer[: len(_HTTP)].upper()):
            detail = "the server hung up before a complete head"
            raise FetchError(ErrorKind.DISCONNECTED, detail)
        return self._bare_page()

    def _bare_page(self) -> Head:
        if self._bare and self._interim == 0 and begins_like_html(bytes(self._buffer[:SNIFFED])):
            return Head(200, (), Framing.CLOSE)
        detail = "the answer has no status line: it is HTTP/0.9, or something else"
        raise FetchError(ErrorKind.PROTOCOL, detail)

    def _next_block(self) -> bytes | None:
        """The next head as it came, `None` where its end has not come yet."""
        found = _BLANK_LINE.search(self._buffer, max(self._looked_through - 2, 0))
        end = found.end() if found else len(self._buffer)
        if self._dropped + end > self._most_bytes:
            detail = f"the head of the answer has more than {self._most_bytes} bytes"
            raise FetchError(ErrorKind.HEADERS_TOO_LARGE, detail)
        if found is None:
            self._looked_through = end
            return None
        block = bytes(self._buffer[: found.start()])
        self._drop(end)
        self._begun = False
        return block

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

    def _count_interim(self, status: int) -> None:
        self._interim += 1
        if status == 101:
            raise FetchError(ErrorKind.PROTOCOL, "it changes to a protocol nobody asked for")
        if self._interim > INTERIM_ANSWERS:
            detail = f"more than {INTERIM_ANSWERS} interim answers and no other"
            raise FetchError(ErrorKind.PROTOCOL, detail)


def _parsed(block: bytes, most_lines: int) -> Head:
    if b"\0" in block:
        raise FetchError(ErrorKind.PROTOCOL, "the head of the answer contains a NUL")
    first, *written = block.split(b"\n")
    if len(written) > most_lines:
        detail = f"{len(written)} header lines"
        raise FetchError(ErrorKind.HEADERS_TOO_LARGE, detail)
    status = _status(first)
    lines = tuple(_header_lines(written))
    framing, length = _framing(status, lines)
    return Head(status, lines, framing, length)


def _status(line: bytes) -> int:
    """The status; a line without one says 200 to browsers (Chromium, `ParseStatusLine`)."""
    found = _STATUS_LINE.fullmatch(line.rstrip(b"\r"))
    if found is None:
        raise FetchError(ErrorKind.PROTOCOL, "the answer has no status line that can be read")
    digits: bytes = found[3] or b"200"
    if len(digits) != 3 or digits < b"100":
        raise FetchError(ErrorKind.PROTOCOL, "the status is no number of three digits")
    return int(digits)


def _header_lines(written: list[bytes]) -> list[Line]:
    """Names and values; a line that begins with a blank goes on with the value before it.

    A line without a colon, or whose name is none, is left out.
    """
    pairs: list[tuple[bytes, list[bytes]]] = []
    for line in written:
        if line[:1] in (b" ", b"\t"):
            if pairs:
                pairs[-1][1].append(line.strip())
            continue
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t")
        if colon and _TOKEN.fullmatch(name):
            pairs.append((name, [value.strip()]))
    return [(name, b" ".join(parts)) for name, parts in pairs]


def _framing(status: int, lines: tuple[Line, ...]) -> tuple[Framing, int]:
    if status in STATUSES_WITHOUT_BODY or status < 200:
        return Framing.NONE, 0
    codings = _listed(lines, b"transfer-encoding")
    if b"chunked" in codings:
        return Framing.CHUNKED, 0
    lengths = {int(item) for item in _listed(lines, b"content-length") if _DIGITS.fullmatch(item)}
    if len(lengths) > 1:
        raise FetchError(ErrorKind.PROTOCOL, "the answer states two different lengths")
    return (Framing.LENGTH, lengths.pop()) if lengths else (Framing.CLOSE, 0)


def _listed(lines: tuple[Line, ...], name: bytes) -> list[bytes]:
    """The items of all values of a header, in lower case."""
    values = (value for key, value in lines if key.lower() == name)
    return [item.strip().lower() for value in values for item in value.split(b",")]
