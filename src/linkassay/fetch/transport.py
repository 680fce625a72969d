"""An httpx client over the guard: without keep-alive, HTTP/2, proxies, cookies and environment."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator
from typing import cast

import httpcore
import httpx

from linkassay.errors import UsageError

ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"

WITHHELD = frozenset({b"location", b"set-cookie"})
"""Headers httpx's client must not see. It builds the next request even when told not to follow, and
one `Location` it cannot read turns the whole answer into an error; and no cookie is ever kept."""

HEAD = "linkassay.head"
"""The response extension with all header lines as they came: pairs of bytes."""


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects through one guard. Exceptions pass as httpcore's; `failure_of` knows both trees.

    Each request has a connection of its own, and nothing is kept of it: a server that sends two
    answers at once would have the second one taken for the next address asked.
    """

    def __init__(self, backend: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext) -> None:
        self._backend = backend
        self._tls = tls

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = httpcore.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=1,
            max_keepalive_connections=0,
            http1=True,
            http2=False,
            retries=0,
            network_backend=self._backend,
        )
        answer = await pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=[line for line in answer.headers if line[0].lower() not in WITHHELD],
            stream=_Body(answer),
            extensions={**answer.extensions, HEAD: answer.headers},
        )


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in cast(AsyncIterable[bytes], self._answer.stream):
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


def client_for(
    backend: httpcore.AsyncNetworkBackend, ca_file: str | None, user_agent: str
) -> httpx.AsyncClient:
    """The one client of a round of asking; raises `UsageError` as `tls_context` does.

    It takes nothing from the environment, follows nothing by itself and sets no time limit: an
    exchange has its own.
    """
    return httpx.AsyncClient(
        transport=GuardedTransport(backend, tls_context(ca_file)),
        headers={
            "User-Agent": user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        },
        follow_redirects=False,
        timeout=httpx.Timeout(None),
        trust_env=False,
    )


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """The TLS settings all hosts share. Verification is always on; raises `UsageError`.

    Without `ca_file` the authorities are certifi's, not the machine's: the same answer everywhere,
    and `SSL_CERT_FILE` does not count. Python 3.13 turned RFC 5280's
    strict reading on, which browsers do not share; off, all versions agree.
    """
    if ca_file is None:
        context = httpx.create_ssl_context(trust_env=False)
    else:
        try:
            context = ssl.create_default_context(cafile=ca_file)
        except OSError as error:
            raise UsageError(
                f"the authorities' certificates cannot be read: {error.strerror or error}",
                where=ca_file,
                advice="--ca-file wants a readable file of PEM certificates",
            ) from error
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.set_alpn_protocols(["http/1.1"])
    return context
