"""From a host name to addresses: the system's resolver, and pins before it."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from functools import partial
from typing import Protocol

import anyio
from anyio import to_thread

from linkassay.fetch.pins import Pins
from linkassay.fetch.troubles import FetchError
from linkassay.model import ErrorKind

LOOKUPS_AT_ONCE = 32
"""A stuck lookup holds a thread: they get their own, bounded (research: reliability 11)."""

NO_SUCH_NAME = {socket.EAI_NONAME: "the host name does not exist"}
if hasattr(socket, "EAI_NODATA"):
    NO_SUCH_NAME[socket.EAI_NODATA] = "the host name has no address"


class Resolver(Protocol):
    """Answers with every address of a host, in the order to try them."""

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """IP addresses as text; raises `FetchError` (`DNS_NAME`, `DNS_TEMPORARY`)."""


class SystemResolver:
    """The operating system's resolver, in threads of its own."""

    def __init__(self) -> None:
        self._limiter: anyio.CapacityLimiter | None = None

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(LOOKUPS_AT_ONCE)
        look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        try:
            rows = await to_thread.run_sync(look_up, abandon_on_cancel=True, limiter=self._limiter)
        except socket.gaierror as error:
            raise _read(error, host) from error
        except UnicodeError as error:
            # A label of more than 63 characters: getaddrinfo's own codec refuses it, and no name
            # server could hold it.
            raise FetchError(ErrorKind.DNS_NAME, f"{host} cannot be a host name") from error
        return tuple(dict.fromkeys(str(row[4][0]) for row in rows))


class PinnedResolver:
    """Answers pinned hosts itself and leaves the others to the next resolver."""

    def __init__(self, pins: Pins, following: Resolver) -> None:
        self._pins = pins
        self._following = following

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        host_key = host.lower().rstrip(".")
        pinned = self._pins.get((host_key, port)) or self._pins.get(("*", port))
        if pinned is not None:
            return pinned
        return await self._following.resolve(host, port)


def _read(error: socket.gaierror, host: str) -> FetchError:
    says = NO_SUCH_NAME.get(error.errno or 0)
    if says is not None:
        return FetchError(ErrorKind.DNS_NAME, f"{says}: {host}")
    return FetchError(ErrorKind.DNS_TEMPORARY, f"{host}: {error.strerror}")
