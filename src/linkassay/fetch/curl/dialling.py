"""The guard under libcurl: sockets are opened to the addresses of a request alone."""

from __future__ import annotations

import socket
from functools import lru_cache
from typing import Any

from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.errors import FetchError
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.guard import check
from linkassay.tables.networks import Network
from linkassay.urls.ip import parse_ip


class Lent(socket.SocketType):
    """A socket that libcurl copies and that is closed when it is dropped, without a warning."""

    __slots__ = ()

    def __del__(self) -> None:
        self.close()


def opened(ask: Ask, purpose: int, address: Any, allowed: tuple[Network, ...] = ()) -> Lent | None:
    """A socket to connect to an address, `None` where it is not to be dialled.

    Neither is what was not named, nor what the policy refuses but for the ranges `allowed`.

    `address` is what libcurl is about to dial: family, type, protocol and the address itself, as
    the system has it. No name and no spelling comes between. Raises `OSError` where the system
    gives no socket.
    """
    if purpose != pycurl.SOCKTYPE_IPCXN or address.protocol != socket.IPPROTO_TCP:
        return None
    if not is_asked(ask, address.addr[0], address.addr[1]):
        return None
    if not _is_let(address.addr[0], address.addr[1], allowed):
        return None
    return Lent(address.family, address.socktype, address.protocol)


def is_asked(ask: Ask, address: str, port: int) -> bool:
    """Whether an address and port are among those that may be dialled for a request."""
    if port != ask.target.port:
        return False
    if address in ask.addresses:
        return True
    parsed = parse_ip(address)
    return parsed is not None and any(parsed == parse_ip(item) for item in ask.addresses)


@lru_cache(maxsize=4096)
def _is_let(address: str, port: int, allowed: tuple[Network, ...]) -> bool:
    try:
        check((address,), port, allowed)
    except FetchError:
        return False
    return True
