"""The lines of a head as libcurl hands them over, and whether it reads them as browsers do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from linkassay.fetch import headers
from linkassay.fetch.head_lines import BLANKS, CODING, LENGTH, STATUSES_WITHOUT_BODY
from linkassay.fetch.told import Fact, fact_in
from linkassay.model import Framing

FOLDED = " "
"""The name of a line that goes on with the one before."""

REMEMBERED = 128
"""Bytes of a line that may be remembered: most lines of a host are those of its last answer."""

_FRAMES = (LENGTH.decode(), CODING.decode())
_BLANK_LINES = (b"\r\n", b"\n")
_LENGTH_LINE = re.compile(rb"content-length:[ \t]*+(\d{1,19})[ \t]*+\r?\n", re.IGNORECASE)
_CHUNKED_LINE = re.compile(rb"transfer-encoding:[ \t]*+chunked[ \t]*+\r?\n", re.IGNORECASE)
_TRAILER = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:")


NO_LENGTH = fact_in(LENGTH, b"0")


class Head(NamedTuple):
    """What the lines say, and how the body ends; `None` where libcurl may see another end."""

    facts: list[Fact]
    framing: Framing | None
    coding: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether no body comes."""
        return self.framing is Framing.NONE or self.facts[-1:] == [NO_LENGTH]


def is_blank(line: bytes) -> bool:
    """Whether a line ends a head."""
    return line in _BLANK_LINES


def are_trailers(lines: Iterable[bytes]) -> bool:
    """Whether lines after the chunks of a body are header lines, and their end."""
    return all(is_blank(line) or _TRAILER.match(line) for line in lines)


def read(status: int, written: Iterable[bytes]) -> Head:
    """The head of an answer by its header lines, their ends included.

    Lines that nobody reads are left out. The one that says how the body
    ends comes last, as `head_lines.tidied` has it.
    """
    facts: list[Fact] = []
    frames: list[bytes] = []
    coding = ""
    for line in written:
        fact = _remembered(line) if len(line) <= REMEMBERED else _fact(line)
        if fact is None:
            continue
        name = fact[0]
        if name in _FRAMES:
            frames.append(line)
            continue
        if name == FOLDED:
            return Head(facts, None)
        facts.append(fact)
        if name == "content-encoding":
            coding = f"{coding}, {fact.value}" if coding else fact.value
    return Head(facts, _framing(status, frames, facts), coding)


def _fact(line: bytes) -> Fact | None:
    """What a line says, `None` of one that nobody reads."""
    name, colon, value = line.partition(b":")
    name = name.rstrip(b" \t").lower()
    if line[:1] in (b" ", b"\t"):
        return Fact(FOLDED, "", None)
    if not colon or name not in headers.read_names():
        return None
    return fact_in(name, value.translate(BLANKS).strip())


_remembered = lru_cache(maxsize=2048)(_fact)


def _framing(status: int, frames: list[bytes], facts: list[Fact]) -> Framing | None:
    """How a body ends, where there is but one way to read it; its line is added to `facts`."""
    bare = status in STATUSES_WITHOUT_BODY
    if not frames:
        return Framing.NONE if bare else Framing.CLOSE
    if len(frames) > 1:
        return None
    read_length = _known_length if len(frames[0]) <= REMEMBERED else _length
    if (length := read_length(frames[0])) is not None:
        facts.append(length)
        return Framing.NONE if bare else Framing.LENGTH
    if _CHUNKED_LINE.fullmatch(frames[0]) and not bare:
        return Framing.CHUNKED
    return None


def _length(line: bytes) -> Fact | None:
    """What a line says of the length of a body, `None` where it is not that, or not plainly."""
    found = _LENGTH_LINE.fullmatch(line)
    return None if found is None else fact_in(LENGTH, b"%d" % int(found[1]))


_known_length = lru_cache(maxsize=1024)(_length)
