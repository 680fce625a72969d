"""A dialler whose streams tell the place of the request what they hear."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

import httpcore

from linkassay.fetch.places import SIGN, Place

current: ContextVar[Place | None] = ContextVar("current", default=None)
"""The place of the request that this task is making."""


class WatchedDialler(httpcore.AsyncNetworkBackend):
    """Opens sockets by another dialler, and listens to what comes through them."""

    def __init__(self, dialler: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._dialler = dialler or httpcore.AnyIOBackend()

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
        stream = await self._dialler.connect_tcp(host, port, timeout, local_address, socket_options)
        return _watched(stream, place, SIGN)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """As the inner dialler does."""
        return await self._dialler.connect_unix_socket(path, timeout, socket_options)

    async def sleep(self, seconds: float) -> None:
        await self._dialler.sleep(seconds)


class WatchedStream(httpcore.AsyncNetworkStream):
    """A stream that tells a place how many bytes were read."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, place: Place) -> None:
        self._stream = stream
        self._place = place

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self._stream.read(max_bytes, timeout)
        self._place.heard(len(data))
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _watched(stream, self._place, SIGN)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _watched(
    stream: httpcore.AsyncNetworkStream, place: Place | None, size: int
) -> httpcore.AsyncNetworkStream:
    if place is None:
        return stream
    place.heard(size)
    return WatchedStream(stream, place)
