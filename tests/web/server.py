"""HTTP/1.1 on asyncio for the hosts of the labelled web: what a host says, as bytes."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from web.model import Answer, Raw, Reply, Request, Serve

_LIMIT = 256 * 1024
_HELLO = b"\x16"
"""How a TLS record begins that holds a greeting (RFC 8446 section 5.1)."""
_PLAIN = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Length: 50\r\nConnection: close\r\n\r\n"
    b"The plain HTTP request was sent to an HTTPS port.\r\n"
)
Recorder = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that came: on which day, from whom, for what, and with which status answered."""

    day: int
    url: str
    agent: str
    status: int | None
    at: float


class Log:
    """All requests of all hosts, and the day that it is."""

    def __init__(self) -> None:
        self.day = 0
        self.asked: list[Asked] = []
        self.recorder: Recorder | None = None
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def turn(self, day: int) -> None:
        """Another day begins."""
        self.day = day
        self._seen.clear()

    def count(self, scheme: str, host: str, target: str) -> int:
        self._seen[scheme, host, target] += 1
        return self._seen[scheme, host, target] - 1

    def note(self, request: Request, status: int | None) -> None:
        url = f"{request.scheme}://{request.host}{request.target}"
        now = asyncio.get_running_loop().time()
        self.asked.append(Asked(self.day, url, request.header("user-agent"), status, now))


@dataclass(frozen=True, slots=True)
class Door:
    """One listener: who answers there and over which scheme."""

    name: str
    serve: Serve
    scheme: str
    log: Log

    async def open(self, address: str, port: int, tls: ssl.SSLContext | None) -> asyncio.Server:
        return await asyncio.start_server(self._talk, address, port, ssl=tls, limit=_LIMIT)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError, asyncio.LimitOverrunError):
            while await self._exchange(reader, writer):
                pass
        writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether another request may come on this connection."""
        first = await reader.readexactly(1)
        if first == _HELLO:
            writer.write(_PLAIN)
            await writer.drain()
            return False
        request = self._request(first + await reader.readuntil(b"\r\n\r\n"))
        reply = self.serve(request, self.log.day)
        self.log.note(request, reply.status if isinstance(reply, Answer) else None)
        if isinstance(reply, Answer):
            data = _bytes(reply, head_only=request.method == "HEAD")
            self._record(request, data)
            writer.write(data)
            await writer.drain()
            return request.header("connection").lower() != "close"
        await self._send_raw(reader, writer, request, reply)
        return False

    async def _send_raw(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        request: Request,
        reply: Raw,
    ) -> None:
        self._record(request, b"".join(reply.pieces))
        for piece in reply.pieces:
            writer.write(piece)
            await writer.drain()
            if reply.pause:
                with suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(), reply.pause)
                    return
        if reply.reset:
            _reset(writer)

    def _record(self, request: Request, data: bytes) -> None:
        if self.log.recorder is not None and data and request.method == "GET":
            self.log.recorder(f"{request.scheme}://{request.host}{request.target}", data)

    def _request(self, head: bytes) -> Request:
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = (*first.split(" ", 2), "", "")[:3]
        pairs = (line.split(":", 1) for line in lines if ":" in line)
        headers = {name.lower(): value.strip() for name, value in pairs}
        if target.startswith("http"):
            target = "/" + target.split("/", 3)[-1]
        host = headers.get("host", self.name).partition(":")[0].lower()
        nth = self.log.count(self.scheme, host, target)
        return Request(method, target, host, self.scheme, headers, nth)


def encoded(answer: Answer) -> bytes:
    """An answer as it goes over the wire."""
    return _bytes(answer, head_only=False)


def _bytes(answer: Answer, *, head_only: bool) -> bytes:
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    if answer.status not in (204, 304):
        lines.append(f"Content-Length: {len(body)}")
        if answer.kind is not None:
            lines.append(f"Content-Type: {answer.kind}")
    lines += [f"{name}: {value}" for name, value in answer.headers]
    head = "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"
    return head if head_only else head + body


def _reset(writer: asyncio.StreamWriter) -> None:
    """End the connection by RST (tcp(7): closing with SO_LINGER of 0 s)."""
    connection = writer.get_extra_info("socket")
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


__all__ = ["Asked", "Door", "Log", "Recorder", "Reply", "encoded"]
