"""Loopback servers that do what a test tells them: raw bytes on asyncio, TLS by trustme.

Each server runs in a thread of its own with its own loop, so that the code under test may block.
A behaviour is a coroutine that gets the request and a stream to write to; the connection is closed
when it returns. Only loopback addresses are ever bound.
"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType

CLOSING_SECONDS = 5.0
ROBOTS = "/robots.txt"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came: header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]


Behaviour = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Server:
    """A server to use in a `with`; behaviours by path, `*` for every other one.

    Without a behaviour of its own `/robots.txt` is missing; such requests are only counted.
    """

    behaviours: Mapping[str, Behaviour]
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    port: int = 0
    connections: int = 0
    requests: list[Request] = field(default_factory=list)
    robots: int = 0
    _thread: threading.Thread | None = None
    _loop: asyncio.AbstractEventLoop | None = None
    _stop: asyncio.Event | None = None
    _ready: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", host: str | None = None) -> str:
        scheme = "https" if self.tls else "http"
        name = host or (f"[{self.host}]" if ":" in self.host else self.host)
        return f"{scheme}://{name}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.target for request in self.requests]

    def __enter__(self) -> Server:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        if not self._ready.wait(CLOSING_SECONDS):
            raise RuntimeError("the test server did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._loop is not None and self._stop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(CLOSING_SECONDS)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        # Connections that a test abandons on purpose are no news.
        self._loop.set_exception_handler(lambda loop, context: None)
        server = await asyncio.start_server(self._talk, self.host, self.port, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            request = _parse(await reader.readuntil(b"\r\n\r\n"))
            path = request.target.partition("?")[0]
            if path == ROBOTS and path not in self.behaviours:
                self.robots += 1
                await missing(request, writer)
                return
            self.requests.append(request)
            behaviour = self.behaviours.get(path) or self.behaviours.get("*") or missing
            await behaviour(request, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            return
        finally:
            writer.close()


def _parse(head: bytes) -> Request:
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return Request(method, target, {name.lower(): value.strip() for name, value in pairs})


def raw(*pieces: bytes, pause: float = 0.0) -> Behaviour:
    """Exactly these bytes, then close; `pause` seconds after each piece."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)

    return behave


def answer(
    body: bytes | str = b"<title>A page</title>",
    status: str = "200 OK",
    content_type: str | None = "text/html; charset=utf-8",
    headers: tuple[tuple[str, str], ...] = (),
    length: int | None = None,
) -> Behaviour:
    """A whole answer with a Content-Length (a false one where `length` says so)."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data) if length is None else length}"]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    lines += [f"{name}: {value}" for name, value in headers]
    return raw("\r\n".join(lines).encode() + b"\r\n\r\n" + data)


missing = answer("<title>Nothing here</title>", status="404 Not Found")


def redirect(to: str, status: int = 302) -> Behaviour:
    """A redirect without a body."""
    return answer(b"", f"{status} Elsewhere", None, (("Location", to),))


def chunked(*chunks: bytes, end: bool = True) -> Behaviour:
    """A chunked HTML answer, with or without its last chunk."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    parts = [b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks]
    return raw(head, *parts, b"0\r\n\r\n" if end else b"")


def zipped(data: bytes, *, keep: int | None = None) -> Behaviour:
    """A gzip HTML answer; only its first `keep` bytes where asked so, with a fitting length."""
    return answer(gzip.compress(data)[:keep], headers=(("Content-Encoding", "gzip"),))


def drip(piece: bytes, every: float, first: bytes = b"") -> Behaviour:
    """`first`, then one `piece` after the other until the client goes away (30 s at most)."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        for _ in range(int(30 / max(every, 0.001))):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(every)
            if writer.is_closing():
                return

    return behave


def flood(piece: bytes, first: bytes, limit: int) -> Behaviour:
    """`first`, then `piece` again and again as fast as it is taken, up to `limit` bytes."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        for _ in range(limit // len(piece)):
            writer.write(piece)
            await writer.drain()

    return behave
