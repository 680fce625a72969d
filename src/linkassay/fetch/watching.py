"""A dialler whose streams tell the place of the request what they hear."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from contextvars import ContextVar

import httpcore

from linkassay.fetch.passing import PassingBackend, PassingStream
from linkassay.fetch.places import SIGN, Place

current: ContextVar[Place | None] = ContextVar("current", default=None)
"""The place of the request that this task is making."""


class WatchedDialler(PassingBackend):
    """Opens sockets by another dialler, and listens to what comes through them."""

    def __init__(self, dialler: httpcore.AsyncNetworkBackend | None = None) -> None:
        super().__init__(dialler or httpcore.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """As the inner dialler does. That the connection stands is a sign."""
        place = current.get()
        stream = await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        return _watched(stream, place, SIGN)


class WatchedStream(PassingStream):
    """A stream that tells a place how many bytes were read."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, place: Place) -> None:
        super().__init__(stream)
        self._place = place

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self._stream.read(max_bytes, timeout)
        self._place.heard(len(data))
        return data

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _watched(stream, self._place, SIGN)


def _watched(
    stream: httpcore.AsyncNetworkStream, place: Place | None, size: int
) -> httpcore.AsyncNetworkStream:
    if place is None:
        return stream
    place.heard(size)
    return WatchedStream(stream, place)
