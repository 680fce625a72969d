"""One answer read from its stream: the head, then the body piece by piece, at a bounded cost."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from typing import Protocol

import anyio
import h11
import httpcore

from linkassay.fetch.errors import FetchError
from linkassay.fetch.head import Head, HeadReader
from linkassay.model import ErrorKind, Framing

READ = 64 * 1024
"""Bytes that are read at once, at most."""

TINY_READ = 512
FREE_TINY_READS = 4096
TINY_READS = 8
PAUSE = 0.005
"""After so many reads of less than `TINY_READ` bytes there is a pause (seconds) after each eight: a
server that sends byte by byte costs 1,600 reads a second, not all of a core. A page of 128 KiB in
TLS records of 32 bytes has no pause yet."""

FREE_OVERHEAD = 64 * 1024
OVERHEAD = 4
"""Bytes around the chunks of a body: so many, and so many for each byte of data. Chunks of one byte
with their lines have five."""


class Answer:
    """Reads one answer; nothing is read beyond what is asked for, by 64 KiB."""

    def __init__(
        self,
        stream: httpcore.AsyncNetworkStream,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        self._stream = stream
        self._sleep = sleep
        self._tiny_reads = 0
        self._rest = b""

    async def head(self, *, most_bytes: int, most_lines: int, bare: bool = False) -> Head:
        """The head (see `HeadReader`); raises `FetchError`, and httpcore's `ReadError`."""
        reader = HeadReader(most_bytes=most_bytes, most_lines=most_lines, bare=bare)
        while True:
            head = reader.feed(await self._read())
            if head is not None:
                self._rest = reader.rest
                return head

    async def body(self, head: Head) -> AsyncGenerator[bytes, None]:
        """The pieces of the body, without chunk lines, as long as they are asked for.

        Raises `FetchError(PROTOCOL)` where it ends too early or breaks the rules of chunks, and
        httpcore's `ReadError`.
        """
        if head.framing is Framing.NONE:
            return
        parts = _parts(head)
        while not parts.ended:
            for piece in parts.feed(await self._next()):
                yield piece

    async def _next(self) -> bytes:
        data, self._rest = self._rest, b""
        return data or await self._read()

    async def _read(self) -> bytes:
        data = await self._stream.read(READ)
        if len(data) < TINY_READ:
            self._tiny_reads += 1
            if self._tiny_reads > FREE_TINY_READS and self._tiny_reads % TINY_READS == 0:
                await self._sleep(PAUSE)
        return data


class Parts(Protocol):
    """Takes the bytes after a head, `b""` for the end of the stream, and gives those of the body.

    `feed` raises `FetchError(PROTOCOL)`; `ended` says that the body is whole.
    """

    ended: bool

    def feed(self, data: bytes) -> Iterator[bytes]: ...


def _parts(head: Head) -> Parts:
    if head.framing is Framing.CHUNKED:
        return Chunks()
    return Counted(head.length) if head.framing is Framing.LENGTH else UntilClose()


class UntilClose:
    """A body that ends with the stream."""

    def __init__(self) -> None:
        self.ended = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self.ended = not data
        if data:
            yield data


class Counted:
    """A body of a stated length; what follows it is dropped."""

    def __init__(self, length: int) -> None:
        self._length = self._left = length
        self.ended = length == 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not data:
            detail = f"the body ends after {self._length - self._left} of {self._length} bytes"
            raise FetchError(ErrorKind.PROTOCOL, detail)
        piece = data[: self._left]
        self._left -= len(piece)
        self.ended = self._left == 0
        yield piece


class Chunks:
    """A body in chunks (RFC 9112, 7.1), by h11, with a bound on what is around them."""

    def __init__(self) -> None:
        self._connection = h11.Connection(h11.CLIENT)
        self._connection.send(h11.Request(method="GET", target="/", headers=[("Host", "h")]))
        self._connection.send(h11.EndOfMessage())
        self._connection.receive_data(b"HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n")
        self._connection.next_event()
        self._taken = 0
        self._given = 0
        self.ended = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._taken += len(data)
        try:
            self._connection.receive_data(data)
            while (event := self._connection.next_event()) is not h11.NEED_DATA:
                if not isinstance(event, h11.Data):
                    self.ended = True
                    return
                self._given += len(event.data)
                yield bytes(event.data)
        except h11.RemoteProtocolError as error:
            raise FetchError(ErrorKind.PROTOCOL, f"the chunks of the body: {error}") from error
        if self._taken - self._given > FREE_OVERHEAD + OVERHEAD * self._given:
            detail = f"{self._taken} bytes of chunks hold {self._given} bytes of a body"
            raise FetchError(ErrorKind.PROTOCOL, detail)
