"""The lines of a head as libcurl hands them over, and whether it reads them as browsers do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from linkassay.fetch import headers
from linkassay.fetch.head_lines import BLANKS, CODING, LENGTH, STATUSES_WITHOUT_BODY, Line
from linkassay.model import Framing

_FRAMES = (LENGTH, CODING)
_BLANK_LINES = (b"\r\n", b"\n")
_LENGTH_LINE = re.compile(rb"content-length:[ \t]*+(\d{1,19})[ \t]*+\r?\n", re.IGNORECASE)
_CHUNKED_LINE = re.compile(rb"transfer-encoding:[ \t]*+chunked[ \t]*+\r?\n", re.IGNORECASE)

_TRAILER = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:")


@dataclass(frozen=True, slots=True)
class Head:
    """Lines that are read, and how the body ends; `None` where libcurl may see another end."""

    lines: list[Line]
    framing: Framing | None
    coding: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether no body comes."""
        return self.framing is Framing.NONE or self.lines[-1:] == [(LENGTH, b"0")]


def is_blank(line: bytes) -> bool:
    """Whether a line ends a head."""
    return line in _BLANK_LINES


def is_trailer(line: bytes) -> bool:
    """Whether a line after the chunks of a body is a header line, or ends them."""
    return is_blank(line) or _TRAILER.match(line) is not None


def read(status: int, written: Iterable[bytes]) -> Head:
    """The head of an answer by its header lines, their ends included.

    Names are in lower case; lines that nobody reads are left out. The line that says how the body
    ends comes last, as `head_lines.tidied` has it.
    """
    names = headers.read_names()
    lines: list[Line] = []
    frames: list[bytes] = []
    codings: list[str] = []
    for line in written:
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t").lower()
        if name in _FRAMES:
            frames.append(line)
        elif name in names and colon:
            value = value.translate(BLANKS).strip()
            lines.append((name, value))
            if name == b"content-encoding":
                codings.append(value.decode("latin-1"))
        elif line[:1] in (b" ", b"\t"):
            return Head(lines, None)
    return Head(lines, _framing(status, frames, lines), ", ".join(codings))


def _framing(status: int, frames: list[bytes], lines: list[Line]) -> Framing | None:
    """How a body ends, where there is but one way to read it; its line is added to `lines`."""
    if not frames:
        return Framing.NONE if status in STATUSES_WITHOUT_BODY else Framing.CLOSE
    if len(frames) > 1:
        return None
    if length := _LENGTH_LINE.fullmatch(frames[0]):
        lines.append((LENGTH, b"%d" % int(length[1])))
        return Framing.NONE if status in STATUSES_WITHOUT_BODY else Framing.LENGTH
    if _CHUNKED_LINE.fullmatch(frames[0]) and status not in STATUSES_WITHOUT_BODY:
        lines.append((CODING, b"chunked"))
        return Framing.CHUNKED
    return None
