"""One request and its answer, within a time, as far as it came."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import Enum

import anyio

from linkassay.fetch import headers
from linkassay.fetch.answer import Answer
from linkassay.fetch.body import Body, body_for
from linkassay.fetch.errors import Failure, failure_of
from linkassay.fetch.guard import peer_of
from linkassay.fetch.head import Head
from linkassay.fetch.redirects import REDIRECTS
from linkassay.fetch.target import Target
from linkassay.fetch.wire import Lines, Wire, ask
from linkassay.model import ErrorKind, Framing

CLOSING_SECONDS = 1.0
"""What a server gets to let us close, besides the time it had to answer."""


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
    refresh: str | None = None
    date: str | None = None
    cookies: tuple[str, ...] = field(default=(), repr=False)
    content_type: str | None = None
    body: Body | None = None
    framing: Framing = Framing.NONE
    error: ErrorKind | None = None
    detail: str = ""

    @property
    def is_redirect(self) -> bool:
        return self.status in REDIRECTS


async def exchange(wire: Wire, target: Target, lines: Lines, bounds: Bounds) -> Exchange:
    """Ask once. Never raises for what the web does: an error is in the result."""
    result = Exchange()
    with anyio.move_on_after(bounds.seconds) as scope:
        try:
            await _talk(wire, target, lines, bounds, result)
        except Exception as error:
            _fail(result, failure_of(error))
    if scope.cancelled_caught:
        late = (Phase.CONNECT, Phase.TLS)
        kind = ErrorKind.CONNECT_TIMEOUT if result.phase in late else ErrorKind.READ_TIMEOUT
        detail = f"not done after {bounds.seconds:g} s ({result.phase.value})"
        _fail(result, Failure(kind, detail))
    return result


async def _talk(wire: Wire, target: Target, lines: Lines, bounds: Bounds, result: Exchange) -> None:
    stream = await wire.connect(target)
    try:
        result.peer = peer_of(stream)
        if target.secure:
            result.phase = Phase.TLS
            stream = await wire.secure(stream, target)
        result.phase = Phase.HEAD
        await ask(stream, target, lines)
        await _listen(Answer(stream), target, bounds, result)
    finally:
        with anyio.move_on_after(CLOSING_SECONDS, shield=True):
            await stream.aclose()


async def _listen(answer: Answer, target: Target, bounds: Bounds, result: Exchange) -> None:
    head = await answer.head(
        most_bytes=bounds.header_bytes, most_lines=bounds.header_lines, bare=target.usual
    )
    _take_head(head, result)
    if not result.is_redirect:
        await _take_body(answer, head, bounds, result)


def _take_head(head: Head, result: Exchange) -> None:
    result.phase = Phase.BODY
    result.status = head.status
    result.headers = headers.kept(head.lines)
    result.content_type = _text(head, b"content-type")
    result.refresh = next(map(headers.address, head.values(b"refresh")), None)
    result.location = next(map(headers.address, head.values(b"location")), None)
    result.date = _text(head, b"date")
    result.cookies = tuple(map(headers.text, head.values(b"set-cookie")))


def _text(head: Head, name: bytes) -> str | None:
    """The first value of a header."""
    return next(map(headers.text, head.values(name)), None)


async def _take_body(answer: Answer, head: Head, bounds: Bounds, result: Exchange) -> None:
    caps = bounds.caps(head.status, headers.media_type(result.content_type))
    coding = ",".join(map(headers.text, head.values(b"content-encoding")))
    body = body_for(coding, wire_cap=caps.wire, cap=caps.decoded)
    result.body = body
    async with aclosing(answer.body(head)) as pieces:
        async for piece in pieces:
            if not body.feed(piece):
                result.framing = Framing.CAPPED
                return
    result.framing = head.framing
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
