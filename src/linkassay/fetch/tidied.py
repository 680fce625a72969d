"""A connection whose answers are tidied before the HTTP library reads them."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable

import anyio
import httpcore

from linkassay.fetch.effort import Effort
from linkassay.fetch.head import HeadBounds, HeadReader
from linkassay.fetch.passing import PassingBackend, PassingStream
from linkassay.fetch.target import Target
from linkassay.fetch.tls import SentCertificates

CLOSING_SECONDS = 1.0
"""What a server gets to let us close, besides the time it had to answer."""


class TidiedStream(PassingStream):
    """Gives the one answer of a connection: its head as h11 takes it, its body as it comes.

    `read` raises `FetchError` for what is no answer, and for one that costs too much. `heard` is
    called for whatever comes.
    """

    def __init__(
        self,
        stream: httpcore.AsyncNetworkStream,
        bounds: HeadBounds,
        effort: Effort,
        certificates: SentCertificates,
        heard: Callable[[], None],
    ) -> None:
        super().__init__(stream)
        self._bounds = bounds
        self._effort = effort
        self._certificates = certificates
        self._note = heard
        self._head: HeadReader | None = HeadReader(bounds)
        self._ready = b""
        self._rest = b""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while self._head is not None:
            self._take_head(self._head, await self._heard(max_bytes, timeout))
        if self._ready:
            data, self._ready = self._ready[:max_bytes], self._ready[max_bytes:]
            return data
        self._effort.check()
        if self._rest:
            data, self._rest = self._rest[:max_bytes], self._rest[max_bytes:]
        else:
            data = await self._heard(max_bytes, timeout)
        self._effort.take(len(data))
        return data

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """The stream after its handshake; see `SentCertificates`. Where it fails, all is closed.

        The dot at the end of a host is in no certificate.
        """
        host = (server_hostname or "").removesuffix(".")
        try:
            stream = await self._certificates.handshake(self._stream, ssl_context, host, timeout)
        except BaseException:
            with anyio.move_on_after(CLOSING_SECONDS, shield=True):
                await self._stream.aclose()
            raise
        return TidiedStream(stream, self._bounds, self._effort, self._certificates, self._note)

    def _take_head(self, reader: HeadReader, data: bytes) -> None:
        head = reader.feed(data)
        if head is not None:
            self._ready, self._rest = head, reader.rest
            self._head = None

    async def _heard(self, max_bytes: int, timeout: float | None) -> bytes:
        data = await self._stream.read(max_bytes, timeout)
        if data:
            self._note()
        await self._effort.read(len(data))
        return data


class TidiedBackend(PassingBackend):
    """Connects by another backend, for one request and to its target alone."""

    def __init__(
        self,
        backend: httpcore.AsyncNetworkBackend,
        target: Target,
        bounds: HeadBounds,
        effort: Effort,
        certificates: SentCertificates,
        heard: Callable[[], None],
    ) -> None:
        super().__init__(backend)
        self._target = target
        self._bounds = bounds
        self._effort = effort
        self._certificates = certificates
        self._heard = heard

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """As the inner backend does. Host and port are the target's: to httpcore, port 0 is 80."""
        del host, port
        stream = await self._backend.connect_tcp(
            self._target.host, self._target.port, timeout, local_address, socket_options
        )
        return TidiedStream(stream, self._bounds, self._effort, self._certificates, self._heard)
