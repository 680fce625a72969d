"""The handshake, and how many certificates a server sent in it."""

from __future__ import annotations

import ssl
from contextvars import ContextVar
from typing import Any

import httpcore

from linkassay.fetch.errors import FetchError, tls_verdict
from linkassay.model import ErrorKind

ISSUER_UNKNOWN = frozenset({20, 21})
"""OpenSSL's X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY and _UNABLE_TO_VERIFY_LEAF_SIGNATURE: the
chain ends at a certificate that names an issuer nobody has. (18 and 19: at one that names itself.)
"""

CERTIFICATE = 11
"""The handshake message with the server's certificates (RFC 8446 section 4.4.2, RFC 5246 7.4.2)."""

_sent: ContextVar[list[int]] = ContextVar("certificates sent in this handshake")


class SentCertificates:
    """Makes handshakes under one context and counts the certificates that servers send.

    A chain that fails is forgotten by OpenSSL before Python could ask for it, so the message is
    looked at as it comes, where this Python lets us (`SSLContext._msg_callback`, CPython since
    3.8). Elsewhere an incomplete chain is an untrusted one.
    """

    def __init__(self, context: ssl.SSLContext) -> None:
        if hasattr(context, "_msg_callback"):
            context._msg_callback = _look

    async def handshake(
        self,
        stream: httpcore.AsyncNetworkStream,
        context: ssl.SSLContext,
        host: str,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """As httpcore's `start_tls`; raises `FetchError(TLS_INCOMPLETE_CHAIN)` too."""
        counted: list[int] = []
        token = _sent.set(counted)
        try:
            return await stream.start_tls(context, host, timeout)
        except httpcore.ConnectError as error:
            if tls_verdict(error) in ISSUER_UNKNOWN and counted == [1]:
                detail = "the server sends its own certificate and not that of its issuer"
                raise FetchError(ErrorKind.TLS_INCOMPLETE_CHAIN, detail) from error
            raise
        finally:
            _sent.reset(token)


def _look(
    connection: object, direction: str, version: Any, content: Any, message: Any, data: bytes
) -> None:
    """Called by OpenSSL for each message, in the task that makes the handshake."""
    del connection, content
    if direction == "read" and message == CERTIFICATE:
        counted = _sent.get(None)
        if counted is not None:
            counted.append(_certificates(data, in_13=version == ssl.TLSVersion.TLSv1_3))


def _certificates(message: bytes, *, in_13: bool) -> int:
    """How many certificates a Certificate message lists, its own head included.

    TLS 1.3 has a request context before the list, and extensions after each certificate.
    """
    at = 4
    if in_13:
        at += 1 + message[at] if len(message) > at else 1
    at += 3
    count = 0
    while at + 3 <= len(message):
        at += 3 + int.from_bytes(message[at : at + 3], "big")
        if in_13:
            at += 2 + int.from_bytes(message[at : at + 2], "big")
        count += 1
    return count
