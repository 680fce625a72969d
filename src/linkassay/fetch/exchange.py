"""One request and its answer, within a time, as far as it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import anyio
import httpx

from linkassay.fetch import headers
from linkassay.fetch.body import Body, body_for, framing_of
from linkassay.fetch.errors import Failure, failure_of
from linkassay.fetch.guard import peer_of
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.redirects import REDIRECTS
from linkassay.fetch.target import Target
from linkassay.fetch.tidied import CLOSING_SECONDS
from linkassay.fetch.told import tell
from linkassay.fetch.transport import lines_of, request_to
from linkassay.model import ErrorKind, Framing

Lines = Iterable[tuple[str, str]]
"""Header lines: names and values."""


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
    """What is known of one request so far; filled while it goes on, so that nothing is lost.

    `last_heard` is the reading of the monotonic clock when the last bytes came. `unclear` says that
    the adapter could not read the answer as browsers do, and that another one should ask.
    """

    phase: Phase = Phase.CONNECT
    peer: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    location: str | None = None
    refresh: str | None = None
    date: str | None = None
    cookies: tuple[str, ...] = field(default=(), repr=False)
    content_type: str | None = None
    body: Body | None = None
    framing: Framing = Framing.NONE
    error: ErrorKind | None = None
    detail: str = ""
    last_heard: float | None = None
    unclear: bool = False

    @property
    def is_redirect(self) -> bool:
        return self.status in REDIRECTS

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """httpcore's trace extension: tells the phase and who answered."""
        if event == "connection.connect_tcp.complete":
            self.peer = peer_of(info["return_value"])
        elif event == "connection.start_tls.started":
            self.phase = Phase.TLS
        elif event == "http11.send_request_headers.started":
            self.phase = Phase.HEAD


async def exchange(
    client: httpx.AsyncClient, target: Target, lines: Lines, bounds: Bounds
) -> Exchange:
    """Ask once. Never raises for what the web does: an error is in the result."""
    result = Exchange()
    with anyio.move_on_after(bounds.seconds) as scope:
        try:
            await _talk(client, target, lines, bounds, result)
        except Exception as error:
            fail(result, failure_of(error))
    if scope.cancelled_caught:
        late = (Phase.CONNECT, Phase.TLS)
        kind = ErrorKind.CONNECT_TIMEOUT if result.phase in late else ErrorKind.READ_TIMEOUT
        detail = f"not done after {bounds.seconds:g} s ({result.phase.value})"
        fail(result, Failure(kind, detail))
    return result


async def _talk(
    client: httpx.AsyncClient, target: Target, lines: Lines, bounds: Bounds, result: Exchange
) -> None:
    head = HeadBounds(bounds.header_bytes, bounds.header_lines, bare=target.is_own_port)
    request = request_to(target, lines, head, result.trace)
    response = await client.send(request, stream=True)
    try:
        result.phase = Phase.BODY
        tell(result, response.status_code, lines_of(response))
        if not result.is_redirect:
            await _take_body(response, bounds, result)
    finally:
        with anyio.move_on_after(CLOSING_SECONDS, shield=True):
            await response.aclose()


async def _take_body(response: httpx.Response, bounds: Bounds, result: Exchange) -> None:
    caps = bounds.caps(response.status_code, headers.media_type(result.content_type))
    body = body_for(response.headers, wire_cap=caps.wire, cap=caps.decoded)
    result.body = body
    async for piece in response.aiter_raw():
        if not body.feed(piece):
            result.framing = Framing.CAPPED
            return
    end_body(result, body, framing_of(response.status_code, response.headers))


def end_body(result: Exchange, body: Body, framing: Framing) -> None:
    """Note that the body has come to its end, which `framing` proves."""
    result.framing = framing
    if body.decode_error:
        fail(result, Failure(ErrorKind.PROTOCOL, body.decode_error))
    elif body.incomplete:
        fail(result, Failure(ErrorKind.PROTOCOL, "the gzip stream ends too early"))


def fail(result: Exchange, why: Failure) -> None:
    """Note why a request failed, as far as it came."""
    result.error, result.detail = why.kind, why.detail
    if result.phase is Phase.BODY:
        result.framing = Framing.CUT
    elif result.phase is Phase.TLS and why.kind in (ErrorKind.CONNECT, ErrorKind.DISCONNECTED):
        # A server that hangs up in the handshake: the connection itself stood.
        result.error = ErrorKind.TLS_PROTOCOL
