"""Exceptions read as trouble: httpx's tree, httpcore's tree, TLS, and our own."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass

import httpcore
import httpx

from linkassay.model import ErrorKind


class FetchError(Exception):
    """A trouble that we found ourselves, on its way to the observation."""

    def __init__(self, trouble: ErrorKind, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Reading:
    """What an exception means, and its words."""

    trouble: ErrorKind
    detail: str


TLS_VERDICTS = {
    9: ErrorKind.TLS_NOT_YET_VALID,
    10: ErrorKind.TLS_EXPIRED,
    62: ErrorKind.TLS_WRONG_HOST,
    64: ErrorKind.TLS_WRONG_HOST,
}
"""OpenSSL's X509_V_ERR numbers (research: reliability 3.1); 64 is a wrong IP address. Others mean
that nobody we trust vouches for the certificate."""

REMOTE_FAULTS = (httpcore.RemoteProtocolError, httpx.RemoteProtocolError)

TREE: tuple[tuple[tuple[type[Exception], ...], ErrorKind], ...] = (
    ((httpcore.ConnectTimeout, httpx.ConnectTimeout), ErrorKind.CONNECT_TIMEOUT),
    ((httpcore.TimeoutException, httpx.TimeoutException, TimeoutError), ErrorKind.READ_TIMEOUT),
    ((httpcore.ConnectError, httpx.ConnectError), ErrorKind.CONNECT),
    ((httpcore.NetworkError, httpx.NetworkError, OSError), ErrorKind.DISCONNECTED),
    (REMOTE_FAULTS, ErrorKind.PROTOCOL),
)
"""Most specific first. What is in no row is our own fault: an address or a request that the HTTP
library refuses (`InvalidURL`, idna, `LocalProtocolError`) though a browser may not."""

HEAD_TOO_LARGE = 431
"""h11's errors all hint at a status; this one means that a head outgrew httpcore's 100 KiB."""


def read(error: BaseException) -> Reading:
    """The trouble an exception means. Never raises; what is unknown is `ErrorKind.BUG`."""
    chain = tuple(_chain(error))
    for link in chain:
        if isinstance(link, FetchError):
            return Reading(link.trouble, link.detail)
    return _of_tls(chain) or _of_head(chain) or _of_tree(error)


def _of_tls(chain: tuple[BaseException, ...]) -> Reading | None:
    # The verdict sits on the innermost exception (research: reliability 3.1).
    for link in reversed(chain):
        if isinstance(link, ssl.SSLCertVerificationError):
            trouble = TLS_VERDICTS.get(link.verify_code, ErrorKind.TLS_UNTRUSTED)
            return Reading(trouble, link.verify_message)
        if isinstance(link, ssl.SSLError):
            return Reading(ErrorKind.TLS_PROTOCOL, link.reason or str(link))
    return None


def _of_head(chain: tuple[BaseException, ...]) -> Reading | None:
    hints = [link.error_status_hint for link in chain if hasattr(link, "error_status_hint")]
    if HEAD_TOO_LARGE in hints:
        return Reading(ErrorKind.HEADERS_TOO_LARGE, "the head of the answer is too large")
    if not hints and isinstance(chain[0], REMOTE_FAULTS):
        # httpcore raises this one by itself, not for h11: the stream ended before a full head.
        return Reading(ErrorKind.DISCONNECTED, str(chain[0]))
    return None


def _of_tree(error: BaseException) -> Reading:
    for kinds, trouble in TREE:
        if isinstance(error, kinds):
            return Reading(trouble, str(error) or type(error).__name__)
    return Reading(ErrorKind.BUG, f"{type(error).__name__}: {error}")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and what caused it, outermost first."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
