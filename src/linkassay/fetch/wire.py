"""Connections over the guard: one for each request, nothing kept of it, TLS always verified."""

from __future__ import annotations

import ssl
from collections.abc import Iterable

import certifi
import h11
import httpcore

from linkassay.errors import UsageError
from linkassay.fetch.target import Target
from linkassay.fetch.tls import SentCertificates

Lines = Iterable[tuple[str, str]]
"""Header lines: names and values."""


class Wire:
    """Opens connections through one guard, with one set of TLS settings.

    Each request has a connection of its own: a server that sends two answers at once would have the
    second one taken for the next address asked. No proxies, no HTTP/2, no time limit of its own.
    """

    def __init__(self, backend: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext) -> None:
        self._backend = backend
        self._certificates = SentCertificates(tls)

    async def connect(self, target: Target) -> httpcore.AsyncNetworkStream:
        """A connection without TLS; raises what the guard raises."""
        return await self._backend.connect_tcp(target.host, target.port)

    async def secure(
        self, stream: httpcore.AsyncNetworkStream, target: Target
    ) -> httpcore.AsyncNetworkStream:
        """The stream after its handshake; the dot at the end of a host is in no certificate.

        Raises httpcore's `ConnectError` with OpenSSL's verdict behind it, and
        `FetchError(TLS_INCOMPLETE_CHAIN)`; the stream is closed then.
        """
        return await self._certificates.handshake(stream, target.host.removesuffix("."))


async def ask(stream: httpcore.AsyncNetworkStream, target: Target, lines: Lines) -> None:
    """Send a GET without a body. Raises h11's `LocalProtocolError` for a header that is none.

    A server that closes before it has read everything may have answered all the same.
    """
    headers = [("Host", target.authority), *lines, ("Connection", "close")]
    request = h11.Request(method="GET", target=target.path, headers=headers)
    data = h11.Connection(h11.CLIENT).send(request) or b""
    try:
        await stream.write(data)
    except httpcore.WriteError:
        return


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """The TLS settings all hosts share. Verification is always on; raises `UsageError`.

    Without `ca_file` the authorities are certifi's, not the machine's: the same answer everywhere,
    and `SSL_CERT_FILE` does not count. Nor does `SSLKEYLOGFILE`, which Python's default context
    obeys; and its flags differ between versions (3.13 turned RFC 5280's strict reading on, which
    browsers do not share).
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=ca_file or certifi.where())
    except OSError as error:
        raise UsageError(
            f"the authorities' certificates cannot be read: {error.strerror or error}",
            where=ca_file,
            advice="--ca-file wants a readable file of PEM certificates",
        ) from error
    context.set_alpn_protocols(["http/1.1"])
    return context
