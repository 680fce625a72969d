"""Readings as lines of JSON, no more of them than the parent has room for, and back.

A line is a noun; the document comes after what it says and closes its reading. So whoever writes
knows when it is enough, and whoever reads holds one line at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from linkassay.model import Attribution, Citation, Clue, Limit, Reading, codec

_SAID: dict[bytes, tuple[str, type]] = {
    b"c": ("citations", Citation),
    b"a": ("attributions", Attribution),
    b"k": ("clues", Clue),
}
"""The letter of a line -> the field of a reading, and what stands in it."""
_CLOSES = b"r"


def told(readings: Iterable[Reading], most: int) -> bytes:
    """Readings in `most` bytes, without the texts, which nothing needs later.

    One that does not fit is limited by its size: its citations are kept, as many as have room, and
    nothing else, since half of its clues would date it wrongly.
    """
    lines: list[bytes] = []
    for reading in readings:
        found = _all(_lines(reading), most) or list(_some(reading, most))
        most -= sum(map(len, found))
        lines += found
    return b"\n".join(lines)


def heard(data: bytes) -> tuple[Reading, ...]:
    """The readings that `told` wrote; raises `ValueError` for anything else."""
    found: list[Reading] = []
    said: dict[str, list[Any]] = {name: [] for name, _ in _SAID.values()}
    for line in _lines_of(data):
        letter, body = line[:1], line[1:]
        if letter in _SAID:
            name, kind = _SAID[letter]
            said[name].append(codec.load(body, kind))
        elif letter == _CLOSES:
            rest: dict[str, Any] = {name: tuple(items) for name, items in said.items()}
            found.append(replace(codec.load(body, Reading), **rest))
            said = {name: [] for name in said}
        else:
            raise ValueError("a line of an unknown kind")
    if any(said.values()):
        raise ValueError("a reading that does not end")
    return tuple(found)


def _lines_of(data: bytes) -> Iterator[bytes]:
    """Line by line: all at once would be the whole answer once more."""
    start = 0
    while 0 <= start < len(data):
        end = data.find(b"\n", start)
        yield data[start:] if end < 0 else data[start:end]
        start = end + 1 if end >= 0 else -1


def _all(lines: Iterable[bytes], most: int) -> list[bytes] | None:
    """The lines; `None`, as soon as that is known, where they are more than `most` bytes."""
    found: list[bytes] = []
    for line in lines:
        most -= len(line)
        if most < 0:
            return None
        found.append(line)
    return found


def _lines(reading: Reading) -> Iterator[bytes]:
    for letter, (name, _) in _SAID.items():
        for noun in getattr(reading, name):
            yield letter + codec.dump(noun)
    document = replace(reading.document, text="", blocks=(), passages=())
    head = replace(reading, document=document, citations=(), attributions=(), clues=())
    yield _CLOSES + codec.dump(head)


def _some(reading: Reading, most: int) -> Iterator[bytes]:
    """The lines that are kept of a reading that is too large; one citation may be too large too."""
    document = replace(reading.document, title=None, dek=None, metadata=(), anchors=None)
    head = Reading(document, limited=reading.limited or Limit.SIZE)
    (last,) = _lines(head)
    most -= len(last)
    for citation in reading.citations:
        line = b"c" + codec.dump(citation)
        if len(line) <= most:
            most -= len(line)
            yield line
    yield last
