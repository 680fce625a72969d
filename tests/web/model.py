"""The nouns of the labelled web: what is asked, what is answered, and what is true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Truth(StrEnum):
    """What a reader with a browser finds behind a link."""

    LIVE = "live"
    """The cited page, though it may have moved, be slow, or want a certain client."""
    DEAD = "dead"
    """Plainly nothing: a 404, a 410, a name that no longer exists."""
    SOFT_DEAD = "soft-dead"
    """Something else in the place of the page, said to be fine by the server."""
    UNDECIDABLE = "undecidable"
    """A wall, a sign-in, a refusal: a program cannot tell whether the page is there."""
    FAILING = "failing-now"
    """The server fails; whether for good, only time tells."""
    TLS_FAULT = "tls-fault"
    """A browser warns, and shows the page to who insists."""
    OWN_TROUBLE = "own-trouble"
    """The way from here is at fault, not the link."""


NOT_DEAD = (Truth.LIVE, Truth.UNDECIDABLE, Truth.OWN_TROUBLE)
"""A link of these classes must never be called dead."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came: header names in lower case.

    `nth` counts the earlier requests of the same target to the same host on this day.
    """

    method: str
    target: str
    host: str
    scheme: str
    headers: dict[str, str]
    nth: int = 0

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that a web server would give, framed by its length."""

    body: bytes | str = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    kind: str | None = "text/html; charset=utf-8"
    reason: str = "OK"

    def with_headers(self, *headers: tuple[str, str]) -> Answer:
        return Answer(self.body, self.status, (*self.headers, *headers), self.kind, self.reason)


@dataclass(frozen=True, slots=True)
class Raw:
    """Exactly these bytes, `pause` seconds after each piece; then closed, or reset."""

    pieces: tuple[bytes, ...] = ()
    pause: float = 0.0
    reset: bool = False


Reply = Answer | Raw
Serve = Callable[[Request, int], Reply]
"""What a host says to a request on a day (0 is the first)."""

HANG = Raw(pieces=(b"",), pause=120.0)
"""The server takes the request and never answers."""
RESET = Raw(reset=True)


class Dns(StrEnum):
    """What the name server says of a host."""

    A = "a"
    BOTH = "both"
    """An IPv6 address where nobody listens, and a good IPv4 one."""
    V6_ONLY = "v6-only"
    """An address that this machine has no way to."""
    FIRST_DEAD = "first-dead"
    """Two IPv4 addresses, the first of which refuses."""
    NXDOMAIN = "nxdomain"
    NODATA = "nodata"
    SERVFAIL = "servfail"
    REFUSED = "refused"
    SILENT = "silent"


class Tls(StrEnum):
    """What certificate or other trouble a host has on port 443."""

    GOOD = "good"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_HOST = "wrong-host"
    SELF_SIGNED = "self-signed"
    UNTRUSTED = "untrusted"
    INCOMPLETE = "incomplete"
    OLD_PROTOCOL = "old-protocol"
    PLAIN = "plain"
    """Plain HTTP on port 443."""
    ALERT = "alert"
    """An alert where the name is not known."""


class Port(StrEnum):
    """How a host takes connections."""

    OPEN = "open"
    REFUSED = "refused"
    SWALLOWED = "swallowed"
    """No answer to a connection attempt at all."""


@dataclass(frozen=True, slots=True)
class Weather:
    """How a host is reached on a day: its name, its door, its certificate."""

    dns: Dns = Dns.A
    port: Port = Port.OPEN
    tls: Tls = Tls.GOOD


@dataclass(frozen=True, slots=True)
class Host:
    """One host: what it serves, and how it is reached from which day on."""

    name: str
    serve: Serve
    weather: tuple[tuple[int, Weather], ...] = ((0, Weather()),)

    def weather_on(self, day: int) -> Weather:
        return _of_day(self.weather, day)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A link and what is true of it: `truths` are pairs (from day, truth).

    `kind` names the behaviour in one word or two. `moved_to` is the address that an editor may
    write in its place, where there is one. `slow` links take many seconds to look at.
    """

    url: str
    kind: str
    language: str
    truths: tuple[tuple[int, Truth], ...]
    moved_to: str | None = None
    slow: bool = False

    def truth_on(self, day: int) -> Truth:
        return _of_day(self.truths, day)

    @property
    def host(self) -> str:
        name = self.url.split("/")[2].partition(":")[0].lower().rstrip(".")
        return name if name.isascii() else name.encode("idna").decode()


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the web: links, and the hosts that answer for them."""

    links: tuple[Labelled, ...]
    hosts: tuple[Host, ...] = field(default=())


def _of_day(phases: Sequence[tuple[int, T]], day: int) -> T:
    return next(what for since, what in reversed(phases) if since <= day)
