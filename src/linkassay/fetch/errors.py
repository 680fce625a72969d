"""Exceptions as kinds of error: httpx's tree, httpcore's tree, TLS, and our own."""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from linkassay.model import ErrorKind


class FetchError(Exception):
    """An error that we found ourselves, on its way to the observation."""

    def __init__(self, kind: ErrorKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Failure:
    """What an exception means, and its words."""

    kind: ErrorKind
    detail: str


TLS_VERDICTS = {
    9: ErrorKind.TLS_NOT_YET_VALID,
    10: ErrorKind.TLS_EXPIRED,
    62: ErrorKind.TLS_WRONG_HOST,
    64: ErrorKind.TLS_WRONG_HOST,
}
"""OpenSSL's numbers (x509_vfy.h: X509_V_ERR_CERT_NOT_YET_VALID, _CERT_HAS_EXPIRED,
_HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH). Others mean that nobody we trust vouches for the
certificate."""

OWN_ERRNOS = frozenset(
    {
        errno.ENETUNREACH,  # "No route to the network is present."
        errno.ENETDOWN,  # "The local network interface used to reach the destination is down."
        errno.EADDRNOTAVAIL,  # "The specified address is not available from the local machine."
        errno.EAFNOSUPPORT,  # a family that this machine does not speak, such as IPv6
        errno.EACCES,  # with EPERM: a firewall of this machine (Linux, connect(2))
        errno.EPERM,
    }
)
"""Errors of connect() that lie on our side (POSIX.1-2017, connect()). A refusal (ECONNREFUSED), a
reset and a timeout come from the other side. EHOSTUNREACH may be either: "the destination host
cannot be reached (probably because the host is down or because a remote router cannot reach it)";
the guard tells them apart."""

Tree = Sequence[tuple[tuple[type[Exception], ...], ErrorKind]]


@cache
def _tree() -> Tree:
    """Most specific first. What is in no row is our own failure, such as a request that the HTTP
    library refuses. That is loaded here: libcurl is asked without it."""
    import httpcore
    import httpx

    return (
        ((httpcore.ConnectTimeout, httpx.ConnectTimeout), ErrorKind.CONNECT_TIMEOUT),
        ((httpcore.TimeoutException, httpx.TimeoutException, TimeoutError), ErrorKind.READ_TIMEOUT),
        ((httpcore.ConnectError, httpx.ConnectError), ErrorKind.CONNECT),
        ((httpcore.NetworkError, httpx.NetworkError, OSError), ErrorKind.DISCONNECTED),
        ((httpcore.RemoteProtocolError, httpx.RemoteProtocolError), ErrorKind.PROTOCOL),
    )


def failure_of(error: BaseException) -> Failure:
    """What an exception means. Never raises; what is unknown is `ErrorKind.BUG`."""
    causes = tuple(_causes(error))
    for link in causes:
        if isinstance(link, FetchError):
            return Failure(link.kind, link.detail)
    return _of_tls(causes) or _of_tree(error)


def errnos(error: BaseException) -> frozenset[int]:
    """The system's error numbers among an exception and all its causes."""
    numbers = (link.errno for link in _causes(error) if isinstance(link, OSError))
    return frozenset(number for number in numbers if number is not None)


def tls_verdict(error: BaseException) -> int | None:
    """OpenSSL's number for what is wrong with a certificate, `None` where nothing is."""
    for link in _causes(error):
        if isinstance(link, ssl.SSLCertVerificationError):
            return link.verify_code
    return None


def _of_tls(causes: tuple[BaseException, ...]) -> Failure | None:
    # OpenSSL's verdict is the innermost exception; the libraries wrap it.
    for link in reversed(causes):
        if isinstance(link, ssl.SSLCertVerificationError):
            kind = TLS_VERDICTS.get(link.verify_code, ErrorKind.TLS_UNTRUSTED)
            return Failure(kind, link.verify_message)
        if isinstance(link, ssl.SSLError):
            return Failure(ErrorKind.TLS_PROTOCOL, link.reason or str(link))
    return None


def _of_tree(error: BaseException) -> Failure:
    for kinds, kind in _tree():
        if isinstance(error, kinds):
            return Failure(kind, str(error) or type(error).__name__)
    return Failure(ErrorKind.BUG, f"{type(error).__name__}: {error}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and what caused it, outermost first."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
