"""Which source character each character of a parsed text came from."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

_ENTITY = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SIGN = re.compile(r"[&\r]")


def align(source: str, start: int, data: str, *, raw: bool = False) -> list[tuple[int, int]]:
    """Pairs (index in `data`, offset in `source`) between which both count alike.

    `data` is what a parser read from `start` on: entities decoded, line ends made LF. Where the two
    part for another reason (an element the parser moved), the last pair stands for the rest.
    In `raw` text no references are read.
    """
    if "&" not in data and source.startswith(data, start):
        return [(0, start)]
    pieces = [(0, start)]
    index, offset = 0, start
    while index < len(data) and offset < len(source):
        run = _same(source, offset, data, index)
        index, offset = index + run, offset + run
        if index >= len(data) or offset >= len(source):
            break
        length, width = _odd(source, offset, data, index, raw=raw)
        if not width:
            break
        if pieces[-1][0] != index:
            pieces.append((index, offset))
        index, offset = index + length, offset + width
        if index < len(data):
            pieces.append((index, offset))
    return pieces


def after_line_end(source: str, offset: int) -> int:
    """The offset after a line end that stands there: HTML drops it at the beginning of a `pre`."""
    if source.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if source[offset : offset + 1] in ("\r", "\n") else offset


def source_of(pieces: list[tuple[int, int]], index: int) -> int:
    """The source offset of `data[index]`."""
    here, there = pieces[bisect_right(pieces, index, key=lambda piece: piece[0]) - 1]
    return there + index - here


def _same(source: str, offset: int, data: str, index: int) -> int:
    """How many characters agree, up to the next sign that may be written otherwise."""
    end = min(offset + len(data) - index, len(source))
    odd = _SIGN.search(source, offset, end)
    length = (odd.start() if odd else end) - offset
    if source.startswith(data[index : index + length], offset):
        return length
    return next((n for n in range(length) if source[offset + n] != data[index + n]), length)


def _odd(source: str, offset: int, data: str, index: int, *, raw: bool) -> tuple[int, int]:
    """Lengths in data and in source of an entity or a line end; (0, 0) where neither fits."""
    if source.startswith("\r", offset):
        width = 2 if source.startswith("\r\n", offset) else 1
        return (1, width) if data[index] == "\n" else (0, 0)
    entity = None if raw else _ENTITY.match(source, offset)
    if entity is None:
        return (1, 1) if source[offset] == data[index] else (0, 0)
    whole = html.unescape(entity[0])
    for width in range(len(entity[0]), 1, -1):
        text = html.unescape(entity[0][:width]) if width < len(entity[0]) else whole
        if text != entity[0][:width] and "&" not in text[1:] and data.startswith(text, index):
            return len(text), width
    return (1, 1) if data[index] == "&" else (0, 0)
