"""The connection guard: whom this program opens a socket to.

It never decides on the text of an address, which can be written in a hundred ways. A host is
resolved once (`lookups`), every answer is checked, and only checked addresses are dialled.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Collection, Sequence

from linkassay.fetch.errors import OWN_ERRNOS, FetchError
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
