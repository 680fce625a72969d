"""Readings as lines of JSON, no more of them than the parent has room for, and back.

A line is a noun, without the names of its fields where a document has many of its kind; the
document comes after what it says and closes its reading. So whoever writes knows when it is enough,
and whoever reads holds one line at a time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from linkassay.model import Attribution, Citation, Clue, Limit, Reading, codec, rows

_SAID: dict[bytes, tuple[str, type]] = {
    b"c": ("citations", Citation),
    b"a": ("attributions", Attribution),
    b"k": ("clues", Clue),
}
"""The letter of a line -> the field of a reading, and what stands in it."""
_CLOSES = b"r"

UNBOUNDED = sys.maxsize


def told(readings: Iterable[Reading], most: int) -> bytearray:
    """Readings in `most` bytes, without the texts, which nothing needs later.

    One that does not fit is limited by its size: its citations are kept, as many as have room, and
    nothing else, since half of its clues would date it wrongly.
    """
    found = bytearray()
    for reading in readings:
        start = len(found)
        if not _fits(_lines(reading), most, found):
            del found[start:]
            _fits(_some(reading, most), UNBOUNDED, found)
        most -= len(found) - start
    return found


def _fits(lines: Iterable[bytes], most: int, found: bytearray) -> bool:
    """Add lines as long as they are no more than `most` bytes; whether all are."""
    for line in lines:
        most -= len(line) + 1
        if most < 0:
            return False
        found += line
        found += b"\n"
    return True


def heard(data: bytes | bytearray) -> tuple[Reading, ...]:
    """The readings that `told` wrote; raises `ValueError` for anything else."""
    found: list[Reading] = []
    said: dict[str, list[Any]] = {name: [] for name, _ in _SAID.values()}
    for letter, body in _lines_of(data):
        if letter in _SAID:
            name, kind = _SAID[letter]
            said[name].append(rows.load(body, kind))
        elif letter == _CLOSES:
            rest: dict[str, Any] = {name: tuple(items) for name, items in said.items()}
            found.append(replace(codec.load(body, Reading), **rest))
            said = {name: [] for name in said}
        else:
            raise ValueError("a line of an unknown kind")
    if any(said.values()):
        raise ValueError("a reading that does not end")
    return tuple(found)


def _lines_of(data: bytes | bytearray) -> Iterator[tuple[bytes, bytes | bytearray]]:
    """Line by line, its letter apart: all at once would be the whole answer once more."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = end if end >= 0 else len(data)
        yield bytes(data[start : start + 1]), data[start + 1 : end]
        start = end + 1


def _lines(reading: Reading) -> Iterator[bytes]:
    for letter, (name, _) in _SAID.items():
        for noun in getattr(reading, name):
            yield letter + rows.dump(noun)
    document = replace(reading.document, text="", blocks=(), passages=())
    head = replace(reading, document=document, citations=(), attributions=(), clues=())
    yield _CLOSES + codec.dump(head)


def _some(reading: Reading, most: int) -> Iterator[bytes]:
    """The lines that are kept of a reading that is too large; one citation may be too large too."""
    document = replace(reading.document, title=None, dek=None, metadata=(), anchors=None)
    head = Reading(document, limited=reading.limited or Limit.SIZE)
    (last,) = _lines(head)
    most -= len(last) + 1
    for citation in reading.citations:
        line = b"c" + rows.dump(citation)
        if len(line) < most:
            most -= len(line) + 1
            yield line
    yield last
