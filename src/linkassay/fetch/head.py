"""The head of an answer, read as browsers read it.

What the grammar of HTTP forbids and browsers take, is taken: other versions, `ICY`, bare line
ends, blank lines and a few stray bytes before the status line, lines that are no header. What they
refuse is refused by name: no status line, a NUL, two different lengths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay.fetch.errors import FetchError
from linkassay.model import ErrorKind, Framing

INTERIM_ANSWERS = 8
"""Answers of status 1xx before the answer itself. RFC 9110 15.2 sets no number; a server has a use
for two (100, 103), and every one costs time."""

STRAY_BYTES = 4
"""Bytes that may stand before `HTTP`: as many as Chromium skips (`LocateStartOfStatusLine`)."""

STATUSES_WITHOUT_BODY = frozenset({204, 304})
"""RFC 9110 sections 15.3.5 and 15.4.5."""

_NAME = b"HTTP"
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

    `rest` is what came after the head. Both bounds hold for all heads together.
    """

    def __init__(self, *, most_bytes: int, most_lines: int) -> None:
        self._most_bytes = most_bytes
        self._most_lines = most_lines
        self._buffer = bytearray()
        self._looked_through = 0
        self._dropped = 0
        self._interim = 0
        self._begun = False

    @property
    def rest(self) -> bytes:
        return bytes(self._buffer)

    def feed(self, data: bytes) -> Head | None:
        """The head, once it is whole; raises `FetchError` (`PROTOCOL`, `HEADERS_TOO_LARGE`)."""
        self._buffer += data
        while (block := self._next_block()) is not None:
            head = _parsed(block, self._most_lines)
            if head.status >= 200:
                return head
            self._count_interim(head.status)
        return None

    def end(self) -> FetchError:
        """Why the stream must not end here."""
        if self._buffer and not self._begun and not b"HTTP".startswith(self._buffer[:4].upper()):
            return _without_status_line()
        return FetchError(ErrorKind.DISCONNECTED, "the server hung up before a complete head")

    def _next_block(self) -> bytes | None:
        """The next head as it came, `None` where its end has not come yet."""
        if not self._begun:
            self._find_status_line()
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

    def _find_status_line(self) -> None:
        """Drop what may stand before it; raise where none can come any more."""
        self._drop(len(self._buffer) - len(self._buffer.lstrip(_LINE_ENDS)))
        start = bytes(self._buffer[: STRAY_BYTES + len(_NAME)]).upper()
        at = start.find(_NAME)
        if at >= 0:
            self._drop(at)
        self._begun = at >= 0 or start.startswith(_SHOUTCAST)
        if not self._begun and len(start) == STRAY_BYTES + len(_NAME):
            raise _without_status_line()

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


def _without_status_line() -> FetchError:
    detail = "the answer has no status line: it is HTTP/0.9, or something else"
    return FetchError(ErrorKind.PROTOCOL, detail)


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
