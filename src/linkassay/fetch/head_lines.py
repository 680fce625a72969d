"""The lines of a head, written anew as h11 takes them.

h11 reads what the grammar of HTTP allows; browsers read more. What only they take is put into
words that both understand, and what both refuse (two different lengths) is left to h11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linkassay.fetch import headers
from linkassay.fetch.errors import FetchError
from linkassay.model import ErrorKind

STATUSES_WITHOUT_BODY = frozenset({204, 304})
"""RFC 9110 sections 15.3.5 and 15.4.5."""

LARGE = 64 * 1024
"""Bytes of a head that h11 takes for certain: httpcore lets it keep 100 KiB that are not yet whole,
and reads 64 KiB at once."""

_STATUS_LINE = re.compile(
    rb"(?:HTTP(?:/(\d{1,4})(?:\.(\d{1,4}))?)?|ICY)(?:[ \t]+(\d*)[^\n]*)?", re.IGNORECASE
)
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_DIGITS = re.compile(rb"\d{1,19}")
BLANKS = bytes.maketrans(b"\r\v\f", b"   ")
"""Blanks that h11 takes in no value."""

LENGTH = b"content-length"
CODING = b"transfer-encoding"

Line = tuple[bytes, bytes]


def status_of(line: bytes) -> int:
    """The status; a line without one says 200 to browsers (Chromium, `ParseStatusLine`).

    Raises `FetchError(PROTOCOL)`.
    """
    found = _STATUS_LINE.fullmatch(line.rstrip(b"\r"))
    if found is None:
        raise FetchError(ErrorKind.PROTOCOL, "the answer has no status line that can be read")
    digits: bytes = found[3] or b"200"
    if len(digits) != 3 or digits < b"100":
        raise FetchError(ErrorKind.PROTOCOL, "the status is no number of three digits")
    return int(digits)


def tidied(status: int, written: Iterable[bytes]) -> bytes:
    """A head with this status and the header lines of an answer, in their order.

    Of one that is larger than h11 takes, the lines that nobody here reads are left out, and then
    those that have no room.
    """
    lines = list(_framed(status, header_lines(written)))
    whole = _joined(status, lines)
    return whole if len(whole) <= LARGE else _joined(status, _fitting(lines))


def _joined(status: int, lines: Iterable[Line]) -> bytes:
    written = [b"HTTP/1.1 %d " % status, *(b"%b: %b" % line for line in lines)]
    return b"\r\n".join(written) + b"\r\n\r\n"


def _fitting(lines: list[Line]) -> Iterator[Line]:
    room = LARGE
    for name, value in sorted(lines, key=lambda line: not _frames(line)):
        size = len(name) + len(value) + len(b": \r\n")
        if size < room and headers.is_read(name):
            room -= size
            yield name, value


def header_lines(written: Iterable[bytes]) -> list[Line]:
    """Names and values; a line that begins with a blank goes on with the value before it.

    A line without a colon, or whose name is none, is left out.
    """
    pairs: list[tuple[bytes, list[bytes]]] = []
    for line in written:
        if line[:1] in (b" ", b"\t"):
            if pairs:
                pairs[-1][1].append(line.translate(BLANKS).strip())
            continue
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t")
        if colon and _TOKEN.fullmatch(name):
            pairs.append((name, [value.translate(BLANKS).strip()]))
    return [(name, b" ".join(parts).strip()) for name, parts in pairs]


def _framed(status: int, lines: list[Line]) -> Iterator[Line]:
    """The lines, with those that say how the body ends in one way (RFC 9112, 6.3).

    Chunks come before lengths, lengths that are no number do not count, equal ones count once.
    """
    yield from (line for line in lines if not _frames(line))
    chunked = b"chunked" in _listed(lines, CODING)
    lengths = {int(item) for item in _listed(lines, LENGTH) if _DIGITS.fullmatch(item)}
    if chunked and status not in STATUSES_WITHOUT_BODY:
        yield b"Transfer-Encoding", b"chunked"
    elif len(lengths) == 1 or status not in STATUSES_WITHOUT_BODY:
        yield from ((b"Content-Length", b"%d" % length) for length in sorted(lengths))


def _frames(line: Line) -> bool:
    return line[0].lower() in (LENGTH, CODING)


def _listed(lines: list[Line], name: bytes) -> list[bytes]:
    """The items of all values of a header, in lower case."""
    values = headers.values(lines, name)
    return [item.strip().lower() for value in values for item in value.split(b",")]
