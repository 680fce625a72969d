"""How processes talk over a pipe: a frame is its length in 8 bytes (big-endian) and those bytes."""

from __future__ import annotations

import os
import struct

from linkassay.model.limits import MIB

HEAD = struct.Struct(">Q")


def read_frame(stream: int) -> bytearray | None:
    """The next frame's body, `None` at the end of the stream."""
    head = _exactly(stream, HEAD.size)
    if head is None:
        return None
    (size,) = HEAD.unpack(head)
    return _exactly(stream, size)


def write_frame(stream: int, lead: bytes, told: bytes | bytearray = b"") -> None:
    """One frame of two parts; what is told may be large and is not copied."""
    for part in (HEAD.pack(len(lead) + len(told)) + lead, told):
        left = memoryview(part)
        while left:
            left = left[os.write(stream, left) :]


def _exactly(stream: int, size: int) -> bytearray | None:
    found = bytearray()
    while len(found) < size:
        piece = os.read(stream, min(size - len(found), MIB))
        if not piece:
            return None
        found += piece
    return found
