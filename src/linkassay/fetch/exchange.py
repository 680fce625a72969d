"""One request and its answer, within a time, as far as it came; and where a redirect leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import anyio
import httpx

from linkassay import urls
from linkassay.fetch import headers
from linkassay.fetch.body import Body, body_for, framing_of
from linkassay.fetch.errors import Failure, FetchError, failure_of
from linkassay.fetch.guard import peer_of
from linkassay.fetch.transport import HEAD
from linkassay.model import ErrorKind, Framing

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""RFC 9110 section 15.4: the statuses whose `Location` is followed."""

ADDRESS_CAP = 8 * 1024
"""Characters of an address we follow: RFC 9110 section 4.1 recommends to support 8,000 octets."""

SCHEMES = ("http://", "https://")

CLOSING_SECONDS = 1.0
"""What a server gets to let us close, besides the time it had to answer."""

OVERHEAD = 4
"""Bytes of a header line besides name and value: colon, blank, line end."""


class Phase(Enum):
    """How far an exchange came."""

    CONNECT = "connect"
    TLS = "tls"
    HEAD = "head"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Caps:
    """Bytes to read at most of a body: on the wire, and decoded."""

    wire: int
    decoded: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one exchange may take. `caps` decides by status and media type how much of a body."""

    seconds: float
    header_bytes: int
    header_lines: int
    caps: Callable[[int, str | None], Caps]


@dataclass(slots=True)
class Exchange:
    """What is known of one request so far; filled while it goes on, so that nothing is lost."""

    phase: Phase = Phase.CONNECT
    peer: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    location: str | None = None
    content_type: str | None = None
    body: Body | None = None
    framing: Framing = Framing.NONE
    error: ErrorKind | None = None
    detail: str = ""

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """httpcore's trace extension: tells the phase and who answered."""
        if event == "connection.connect_tcp.complete":
            self.peer = peer_of(info["return_value"])
        elif event == "connection.start_tls.started":
            self.phase = Phase.TLS
        elif event == "http11.send_request_headers.started":
            self.phase = Phase.HEAD


async def exchange(client: httpx.AsyncClient, url: httpx.URL, bounds: Bounds) -> Exchange:
    """Ask once. Never raises for what the web does: an error is in the result."""
    result = Exchange()
    with anyio.move_on_after(bounds.seconds) as scope:
        try:
            await _talk(client, url, bounds, result)
        except Exception as error:
            _fail(result, failure_of(error))
    if scope.cancelled_caught:
        late = (Phase.CONNECT, Phase.TLS)
        kind = ErrorKind.CONNECT_TIMEOUT if result.phase in late else ErrorKind.READ_TIMEOUT
        detail = f"not done after {bounds.seconds:g} s ({result.phase.value})"
        _fail(result, Failure(kind, detail))
    return result


async def _talk(
    client: httpx.AsyncClient, url: httpx.URL, bounds: Bounds, result: Exchange
) -> None:
    request = client.build_request("GET", url, extensions={"trace": result.trace})
    response = await client.send(request, stream=True)
    try:
        _take_head(response, bounds, result)
        if response.status_code in REDIRECTS:
            return
        await _take_body(response, bounds, result)
    finally:
        with anyio.move_on_after(CLOSING_SECONDS, shield=True):
            await response.aclose()


def _take_head(response: httpx.Response, bounds: Bounds, result: Exchange) -> None:
    raw: list[tuple[bytes, bytes]] = response.extensions[HEAD]
    size = sum(len(name) + len(value) + OVERHEAD for name, value in raw)
    if len(raw) > bounds.header_lines or size > bounds.header_bytes:
        detail = f"{len(raw)} header lines of {size} bytes"
        raise FetchError(ErrorKind.HEADERS_TOO_LARGE, detail)
    result.phase = Phase.BODY
    result.status = response.status_code
    result.headers = headers.kept(raw)
    result.content_type = response.headers.get("content-type")
    for name, value in raw:
        if name.lower() == b"location":
            result.location = headers.text(value)
            break


async def _take_body(response: httpx.Response, bounds: Bounds, result: Exchange) -> None:
    caps = bounds.caps(response.status_code, headers.media_type(result.content_type))
    body = body_for(response.headers, wire_cap=caps.wire, cap=caps.decoded)
    result.body = body
    async for piece in response.aiter_raw():
        if not body.feed(piece):
            result.framing = Framing.CAPPED
            return
    result.framing = framing_of(response.status_code, response.headers)
    if body.decode_error:
        _fail(result, Failure(ErrorKind.PROTOCOL, body.decode_error))
    elif body.incomplete:
        _fail(result, Failure(ErrorKind.PROTOCOL, "the gzip stream ends too early"))


def _fail(result: Exchange, why: Failure) -> None:
    result.error, result.detail = why.kind, why.detail
    if result.phase is Phase.BODY:
        result.framing = Framing.CUT
    elif result.phase is Phase.TLS and why.kind in (ErrorKind.CONNECT, ErrorKind.DISCONNECTED):
        # A server that hangs up in the handshake: the connection itself stood.
        result.error = ErrorKind.TLS_PROTOCOL


def target(base: str, location: str, shown: Callable[[str], str]) -> str:
    """The address a `Location` leads to; raises `FetchError(BAD_REDIRECT)` where it is unusable.

    Read as browsers do (WHATWG URL) and not as the HTTP library does: the two differ on
    backslashes, on `http:x` and on IPv4 in disguise. `shown` gives an address as it may be told.
    """
    if len(location) > ADDRESS_CAP:
        raise _bad(f"the redirect's target is longer than {ADDRESS_CAP} characters")
    if not location.strip():
        raise _bad("the redirect names no target")
    try:
        found = urls.parse(location, base).parsed
    except urls.MalformedAddress as error:
        detail = f"the redirect leads to no address: {shown(location)} ({error.reason})"
        raise _bad(detail) from error
    if not found.startswith(SCHEMES):
        raise _bad(f"the redirect's target is not of the web: {shown(found)}")
    return found


def _bad(detail: str) -> FetchError:
    return FetchError(ErrorKind.BAD_REDIRECT, detail)
