"""What a hostile server is: what it does, and how asking it must end."""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass

from servers import Behaviour, Request

PAGE = b"<!doctype html><title>A page</title><h1>A page</h1><p>Words of a page."
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n" % len(PAGE)
ENDLESS = 50_000_000
"""Bytes that stand for a stream without end."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """`ends` are the words for how asking may end: kinds of error, or statuses where there is none.

    A word with `~` before it is a kind of error besides a status that came.
    """

    behaviour: Behaviour
    ends: frozenset[str]


def hostile(behaviour: Behaviour, ends: str) -> Hostile:
    """`ends` with blanks between its words."""
    return Hostile(behaviour, frozenset(ends.split()))


def broken_off(data: bytes, *, reset: bool) -> Behaviour:
    """These bytes, then the end of the connection: in order, or by a reset."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        if reset:
            end = writer.transport.get_extra_info("socket")
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            await asyncio.sleep(0)
            writer.transport.abort()

    return behave


def left_open(data: bytes, seconds: float = 30.0) -> Behaviour:
    """These bytes, and then nothing: the connection stays."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        for _ in range(int(seconds * 10)):
            await asyncio.sleep(0.1)
            if writer.transport.is_closing():
                return

    return behave
