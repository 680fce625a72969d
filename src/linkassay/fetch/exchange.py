"""One request and its answer, as far as it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from linkassay.fetch.body import Body
from linkassay.fetch.errors import Failure
from linkassay.fetch.redirects import REDIRECTS
from linkassay.model import ErrorKind, Framing


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

    `last_heard` is when its last bytes came (seconds of the monotonic clock), `None` where none
    did. `unclear` says that what came is to be asked for again by the adapter that takes whatever
    browsers take.
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


def run_out(result: Exchange, seconds: float) -> None:
    """Note that the time of a request, in seconds, was over."""
    late = (Phase.CONNECT, Phase.TLS)
    kind = ErrorKind.CONNECT_TIMEOUT if result.phase in late else ErrorKind.READ_TIMEOUT
    fail(result, Failure(kind, f"not done after {seconds:g} s ({result.phase.value})"))
