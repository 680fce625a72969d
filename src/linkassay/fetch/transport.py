"""An httpx client over the guard: without keep-alive, HTTP/2, proxies, cookies and environment."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, cast

import certifi
import httpcore
import httpx

from linkassay.errors import UsageError
from linkassay.fetch.effort import Effort
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.guarded_backend import GuardedBackend
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.target import Target
from linkassay.fetch.tidied import TidiedBackend
from linkassay.fetch.tls import SentCertificates
from linkassay.tables.networks import Network

WITHHELD = frozenset({b"location", b"set-cookie"})
"""Headers httpx's client must not see. It builds the next request even when told not to follow, and
one `Location` it cannot read turns the whole answer into an error; cookies are kept by chain."""

ASK = "linkassay.ask"
"""The request extension with the `Ask`: whom the request goes to, as browsers read it, and which
addresses may be dialled."""

BOUNDS = "linkassay.bounds"
"""The request extension with the `HeadBounds` of the answer."""

HEARD = "linkassay.heard"
"""The request extension with what is called whenever bytes come."""

LINES = "linkassay.lines"
"""The response extension with all header lines in their order: pairs of bytes."""

Trace = Callable[[str, dict[str, Any]], Awaitable[None]]
"""httpcore's trace extension."""


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects through the guard. Exceptions pass as httpcore's; `failure_of` knows both trees.

    Each request has a connection of its own, and nothing is kept of it: a server that sends two
    answers at once would have the second one taken for the next address asked. `allowed`,
    `dial_seconds` and `dialler` are the guard's.
    """

    def __init__(
        self,
        tls: ssl.SSLContext,
        *,
        allowed: Sequence[Network] = (),
        dial_seconds: float = 5.0,
        dialler: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._tls = tls
        self._allowed = allowed
        self._dial_seconds = dial_seconds
        self._dialler = dialler or httpcore.AnyIOBackend()
        self._certificates = SentCertificates(tls)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send what `request_to` made."""
        ask: Ask = request.extensions[ASK]
        target, effort = ask.target, Effort()
        guard = GuardedBackend(
            ask.addresses,
            self._allowed,
            dial_seconds=self._dial_seconds,
            dialler=self._dialler,
        )
        pool = httpcore.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=1,
            max_keepalive_connections=0,
            http1=True,
            http2=False,
            retries=0,
            network_backend=TidiedBackend(
                guard,
                target,
                request.extensions[BOUNDS],
                effort,
                self._certificates,
                request.extensions[HEARD],
            ),
        )
        answer = await pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=target.scheme, host=target.host, port=target.port, target=target.path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=[line for line in answer.headers if line[0].lower() not in WITHHELD],
            stream=_Body(answer, effort),
            extensions={**answer.extensions, LINES: answer.headers},
        )


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, effort: Effort) -> None:
        self._answer = answer
        self._effort = effort

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in cast(AsyncIterable[bytes], self._answer.stream):
            self._effort.give(len(part))
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


def request_to(
    ask: Ask, bounds: HeadBounds, trace: Trace, heard: Callable[[], None]
) -> httpx.Request:
    """A GET of a target. Raises `UnicodeError` for a header that is not ASCII.

    What is sent comes from the target alone, which the transport finds in the extensions: httpx
    reads addresses otherwise than browsers do (an emoji in A-labels, `http://xn--n3h.net/`; more
    than 64 KiB), and its own is a name for its records.
    """
    return httpx.Request(
        "GET",
        _named(ask.target),
        headers=[("Host", ask.target.authority), *ask.lines, ("Connection", "close")],
        extensions={ASK: ask, BOUNDS: bounds, HEARD: heard, "trace": trace},
    )


def _named(target: Target) -> httpx.URL:
    """The target's address, or its origin where httpx refuses the whole."""
    try:
        return httpx.URL(target.url)
    except httpx.InvalidURL:
        return httpx.URL(f"{target.scheme}://{target.authority}/")


def lines_of(response: httpx.Response) -> list[tuple[bytes, bytes]]:
    """All header lines of an answer, with those that httpx's client does not see."""
    lines: list[tuple[bytes, bytes]] = response.extensions.get(LINES, response.headers.raw)
    return lines


def client_for(
    ca_file: str | None,
    *,
    allowed: Sequence[Network],
    dial_seconds: float,
    dialler: httpcore.AsyncNetworkBackend | None = None,
) -> httpx.AsyncClient:
    """The one client of a round of asking; raises `UsageError` as `tls_context` does.

    It takes nothing from the environment, follows nothing by itself and sets no time limit: an
    exchange has its own.
    """
    tls = tls_context(ca_file)
    return client_over(
        GuardedTransport(tls, allowed=allowed, dial_seconds=dial_seconds, dialler=dialler)
    )


def client_over(transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    """The same over any transport."""
    return httpx.AsyncClient(
        transport=transport,
        follow_redirects=False,
        timeout=httpx.Timeout(None),
        trust_env=False,
    )


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """The TLS settings all hosts share. Verification is always on; raises `UsageError`.

    Without `ca_file` the authorities are certifi's, not the machine's: the same answer everywhere,
    and `SSL_CERT_FILE` does not count. Nor does `SSLKEYLOGFILE`, which the default contexts of
    Python and httpx obey; and their flags differ between Python's versions (3.13 turned RFC 5280's
    strict reading on, which browsers do not share).
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
