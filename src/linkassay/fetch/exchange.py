"""One request and its answer, as far as it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from linkassay.fetch import headers
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

    def take_head(self, status: int, lines: list[tuple[bytes, bytes]]) -> None:
        """Take the head of the answer; `lines` are its headers, in the order they came."""
        self.phase = Phase.BODY
        self.status = status
        self.headers = headers.kept(lines)
        self.content_type = _first(lines, b"content-type", headers.text)
        self.refresh = _first(lines, b"refresh", headers.address)
        self.location = _first(lines, b"location", headers.address)
        self.date = _first(lines, b"date", headers.text)
        self.cookies = tuple(map(headers.text, headers.values(lines, b"set-cookie")))

    def fail(self, why: Failure) -> None:
        """Note why no usable answer came, by how far it came."""
        self.error, self.detail = why.kind, why.detail
        if self.phase is Phase.BODY:
            self.framing = Framing.CUT
        elif self.phase is Phase.TLS and why.kind in (ErrorKind.CONNECT, ErrorKind.DISCONNECTED):
            # A server that hangs up in the handshake: the connection itself stood.
            self.error = ErrorKind.TLS_PROTOCOL

    def run_out(self, seconds: float) -> None:
        """Note that the time of the request, in seconds, was over."""
        late = (Phase.CONNECT, Phase.TLS)
        kind = ErrorKind.CONNECT_TIMEOUT if self.phase in late else ErrorKind.READ_TIMEOUT
        self.fail(Failure(kind, f"not done after {seconds:g} s ({self.phase.value})"))

    def end_body(self, framing: Framing) -> None:
        """Note that the whole body came, and how its end was proven."""
        self.framing = framing
        if self.body is not None and self.body.decode_error:
            self.fail(Failure(ErrorKind.PROTOCOL, self.body.decode_error))
        elif self.body is not None and self.body.incomplete:
            self.fail(Failure(ErrorKind.PROTOCOL, "the gzip stream ends too early"))


def _first(
    lines: list[tuple[bytes, bytes]], name: bytes, read: Callable[[bytes], str]
) -> str | None:
    return next(map(read, headers.values(lines, name)), None)
