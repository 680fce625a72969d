"""From a host name to addresses: the system's resolver, and the caller's overrides before it."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from typing import Protocol

from linkassay.fetch.errors import FetchError
from linkassay.model import ErrorKind
from linkassay.urls.ip import ANY_HOST, HostOverride

LOOKUP_ERRORS = {
    socket.EAI_NONAME: (ErrorKind.DNS_NAME, "the host name does not exist"),
}
if hasattr(socket, "EAI_NODATA"):
    LOOKUP_ERRORS[socket.EAI_NODATA] = (ErrorKind.DNS_NO_ADDRESS, "the host name has no address")
"""What getaddrinfo says for sure. glibc and musl tell a name without an address from one that does
not exist; macOS gives EAI_NONAME for both, and there the two are one."""


class Resolver(Protocol):
    """Answers with every address of a host, in the order to try them."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """IP addresses as text. May block, and is called from many threads.

        Raises `FetchError` (`DNS_*`, `INTERCEPTED`). None at all means that the name exists and
        has no address.
        """


class SystemResolver:
    """The operating system's resolver."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            raise _lookup_error(error, host) from error
        except UnicodeError as error:
            # A label of more than 63 characters: getaddrinfo's own codec refuses it, and no name
            # server could hold it.
            raise FetchError(ErrorKind.DNS_NAME, f"{host} cannot be a host name") from error
        return tuple(dict.fromkeys(str(row[4][0]) for row in rows))


class OverridingResolver:
    """Answers overridden hosts itself and leaves the others to the next resolver."""

    def __init__(self, overrides: Iterable[HostOverride], following: Resolver) -> None:
        self._addresses = {(item.host, item.port): item.addresses for item in overrides}
        self._following = following

    def resolve(self, host: str, port: int) -> Sequence[str]:
        named = self._addresses.get((host.lower().rstrip("."), port))
        addresses = named or self._addresses.get((ANY_HOST, port))
        return addresses or self._following.resolve(host, port)


def _lookup_error(error: socket.gaierror, host: str) -> FetchError:
    known = LOOKUP_ERRORS.get(error.errno or 0)
    if known is not None:
        kind, says = known
        return FetchError(kind, f"{says}: {host}")
    return FetchError(ErrorKind.DNS_TEMPORARY, f"{host}: {error.strerror}")
