"""The guard below httpx: the one place where that opens a socket to the web."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import anyio
import httpcore

from linkassay.fetch.errors import FetchError, errnos
from linkassay.fetch.guard import check, has_route, is_own, no_route
from linkassay.model import ErrorKind
from linkassay.tables.networks import Network
from linkassay.urls.ip import parse_ip


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """A network backend that dials the addresses it was made with, and checks them once more.

    `dial_seconds` bounds an attempt at one address while others are left (dialling checked
    addresses loses the race of RFC 8305: one dead address must not eat the whole time). `dialler`
    opens the sockets; it is given addresses, never names. `routed` tells whether this machine has a
    way to an address.
    """

    def __init__(
        self,
        addresses: Sequence[str],
        allowed: Sequence[Network] = (),
        *,
        dial_seconds: float = 5.0,
        dialler: httpcore.AsyncNetworkBackend | None = None,
        routed: Callable[[str, int], bool] = has_route,
    ) -> None:
        self._addresses = tuple(addresses)
        self._allowed = tuple(allowed)
        self._dial_seconds = dial_seconds
        self._dialler = dialler or httpcore.AnyIOBackend()
        self._routed = routed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that answers; the name of the host does not matter.

        Raises `FetchError` for what the policy refuses, and where this machine has no route to any
        of the addresses; else httpcore's `ConnectError` and `ConnectTimeout` of the last address
        that there is a route to.
        """
        del host
        check(self._addresses, port, self._allowed)
        last: Exception | None = None
        for left, address in zip(
            range(len(self._addresses) - 1, -1, -1), self._addresses, strict=True
        ):
            patience = self._dial_seconds if left else None
            limits = [limit for limit in (patience, timeout) if limit is not None]
            try:
                stream = await self._dialler.connect_tcp(
                    address, port, min(limits, default=None), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = last if is_own(errnos(error), address, port, self._routed) else error
                continue
            return await _verified(stream, address)
        raise last or no_route(self._addresses)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Always raises `FetchError`."""
        del timeout, socket_options
        raise FetchError(ErrorKind.ADDRESS_REFUSED, f"{path}: no socket of this machine is opened")

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)


async def _verified(
    stream: httpcore.AsyncNetworkStream, address: str
) -> httpcore.AsyncNetworkStream:
    """The stream, once its other end is known to be the checked address."""
    peer = peer_of(stream)
    if peer is None or parse_ip(peer) is None or parse_ip(peer) != parse_ip(address):
        await stream.aclose()
        raise FetchError(ErrorKind.ADDRESS_REFUSED, f"dialled {address}, but {peer} answered")
    return stream


def peer_of(stream: httpcore.AsyncNetworkStream) -> str | None:
    """The IP address at the other end of a stream, `None` where it does not say."""
    end = stream.get_extra_info("server_addr")
    return str(end[0]) if isinstance(end, tuple) and end else None
