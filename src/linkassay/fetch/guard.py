"""The connection guard: the one place where this program opens a socket to the web.

It never decides on the text of an address, which can be written in a hundred ways. A host is
resolved once (`lookups`), every answer is checked, and only checked addresses are dialled.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Collection, Iterable, Sequence

import anyio
import httpcore

from linkassay.fetch.errors import OWN_ERRNOS, FetchError, errnos
from linkassay.model import ErrorKind
from linkassay.tables.networks import Network, web_ports
from linkassay.urls.ip import non_public_name, parse_ip


def has_route(address: str, port: int) -> bool:
    """Whether this machine has a way to an IP address.

    A datagram socket is connected, which looks the route up and sends nothing (POSIX.1-2017,
    connect(): for such a socket it only sets the peer).
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, port))
    except OSError:
        return False
    return True


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


def is_own(
    numbers: Collection[int],
    address: str,
    port: int,
    routed: Callable[[str, int], bool] = has_route,
) -> bool:
    """Whether a failed attempt with these error numbers is this machine's fault (`OWN_ERRNOS`)."""
    if not OWN_ERRNOS.isdisjoint(numbers):
        return True
    return errno.EHOSTUNREACH in numbers and not routed(address, port)


def no_route(addresses: Sequence[str]) -> FetchError:
    """What is said where this machine has no way to any address of a host."""
    way = f"this machine has no route to {', '.join(addresses)}"
    return FetchError(ErrorKind.NO_ROUTE, way)


def check(addresses: Sequence[str], port: int, allowed: Sequence[Network] = ()) -> None:
    """Raise `FetchError` (`ADDRESS_REFUSED`, `PORT_REFUSED`) where the policy refuses a host.

    One refused answer refuses the host: which of them is dialled must not matter.
    """
    for address in addresses:
        why = refusal(address, allowed)
        if why is not None:
            raise FetchError(ErrorKind.ADDRESS_REFUSED, why)
    why = port_refusal(port)
    if why is not None and not all(_is_allowed(item, allowed) for item in addresses):
        raise FetchError(ErrorKind.PORT_REFUSED, why)


def refusal(address: str, allowed: Sequence[Network] = ()) -> str | None:
    """Why the guard does not connect to an IP address, or `None` where it does.

    `allowed` lifts the policy for those ranges only. An IPv4-mapped address counts as the IPv4
    address it carries. A scope (`%eth0`) is refused: it only makes sense on a local link.
    """
    parsed = parse_ip(address)
    if parsed is None:
        return f"{address} is not a valid IP address"
    if "%" not in address and _is_allowed(address, allowed):
        return None
    name = non_public_name(parsed)
    return None if name is None else f"{address} is not a public address ({name})"


def port_refusal(port: int) -> str | None:
    """Why the guard does not connect to a port, or `None` where it does."""
    if port in web_ports():
        return None
    return f"port {port} is not a port of the web (80, 443)"


def _is_allowed(address: str, allowed: Sequence[Network]) -> bool:
    """Whether the caller allowed a range with this address in it."""
    parsed = parse_ip(address)
    return parsed is not None and any(parsed in network for network in allowed)


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
