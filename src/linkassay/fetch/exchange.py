"""One request and its answer, within a time, as far as it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import anyio
import httpx

from linkassay.fetch import headers, troubles
from linkassay.fetch.body import Body, body_for, framing_of
from linkassay.fetch.guard import peer_of
from linkassay.fetch.redirects import STATUSES
from linkassay.fetch.transport import HEAD
from linkassay.fetch.troubles import FetchError
from linkassay.model import ErrorKind, Framing

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
    trouble: ErrorKind | None = None
    detail: str = ""

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """httpcore's trace extension: tells the phase and who answered."""
        if event == "connection.connect_tcp.complete":
            self.peer = peer_of(info["return_value"])
        elif event == "connection.start_tls.started":
            self.phase = Phase.TLS
        elif event == "http11.send_request_headers.started":
            self.phase = Phase.HEAD


async def exchange(
    client: httpx.AsyncClient, method: str, url: httpx.URL, bounds: Bounds
) -> Exchange:
    """Ask once. Never raises for what the web does: trouble is in the result."""
    result = Exchange()
    with anyio.move_on_after(bounds.seconds) as scope:
        try:
            await _talk(client, method, url, bounds, result)
        except Exception as error:
            _fail(result, troubles.read(error))
    if scope.cancelled_caught:
        late = (Phase.CONNECT, Phase.TLS)
        trouble = ErrorKind.CONNECT_TIMEOUT if result.phase in late else ErrorKind.READ_TIMEOUT
        detail = f"not done after {bounds.seconds:g} s ({result.phase.value})"
        _fail(result, troubles.Reading(trouble, detail))
    return result


async def _talk(
    client: httpx.AsyncClient, method: str, url: httpx.URL, bounds: Bounds, result: Exchange
) -> None:
    request = client.build_request(method, url, extensions={"trace": result.trace})
    response = await client.send(request, stream=True)
    try:
        _take_head(response, bounds, result)
        if response.status_code in STATUSES:
            return
        await _take_body(response, method, bounds, result)
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


async def _take_body(
    response: httpx.Response, method: str, bounds: Bounds, result: Exchange
) -> None:
    caps = bounds.caps(response.status_code, headers.media_type(result.content_type))
    body = body_for(response.headers, wire_cap=caps.wire, cap=caps.decoded)
    result.body = body
    async for piece in response.aiter_raw():
        if not body.feed(piece):
            result.framing = Framing.CAPPED
            return
    result.framing = framing_of(method, response.status_code, response.headers)
    if body.decode_error:
        _fail(result, troubles.Reading(ErrorKind.PROTOCOL, body.decode_error))
    elif body.incomplete:
        _fail(result, troubles.Reading(ErrorKind.PROTOCOL, "the gzip stream ends too early"))


def _fail(result: Exchange, why: troubles.Reading) -> None:
    result.trouble, result.detail = why.trouble, why.detail
    if result.phase is Phase.BODY:
        result.framing = Framing.CUT
    elif result.phase is Phase.TLS and why.trouble in (ErrorKind.CONNECT, ErrorKind.DISCONNECTED):
        # A server that hangs up in the handshake: the connection itself stood.
        result.trouble = ErrorKind.TLS_PROTOCOL
