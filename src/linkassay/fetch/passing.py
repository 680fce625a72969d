"""Connections and streams that pass on to inner ones what they do not do themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import httpcore


class PassingStream(httpcore.AsyncNetworkStream):
    """A stream around another one. Whoever derives from it says how to read and to start TLS."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PassingBackend(httpcore.AsyncNetworkBackend):
    """A backend around another one. Whoever derives from it says how to connect."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return await self._backend.connect_unix_socket(path, timeout, socket_options)

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)
