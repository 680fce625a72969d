"""What is asked of the web and what it answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated


class Purpose(StrEnum):
    """Why something is asked."""

    CITED = "cited"
    """A document cites the address."""
    CANDIDATE = "candidate"
    """It is another reading of a wrapped address, whose first reading failed."""
    ARTICLE = "article"
    """The caller named the address as a document to be audited."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What the plan asks for.

    `url` is the identity of the link: it names the probe everywhere. `secret_url` is the address
    with its secrets where they must be sent; it is never stored, and sent to its own host alone.
    `secret` says that the identity lacks one, so that there must be a `secret_url` to ask it.
    """

    url: str
    purpose: Purpose = Purpose.CITED
    secret_url: str | None = field(default=None, repr=False)
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """All that is to be asked of one host, in windows that are made when they are wanted."""

    host: str
    windows: Iterator[Sequence[Probe]]


class ErrorKind(StrEnum):
    """Why no usable answer came: data, never a traceback."""

    DNS_NAME = "dns-name"
    """The resolver says the name does not exist."""
    DNS_TEMPORARY = "dns-temporary"
    """The resolver could not say."""
    NO_ROUTE = "no-route"
    """This machine has no way to the address (no route, no IPv6): our own trouble."""
    CONNECT = "connect"
    """Refused, unreachable or reset while connecting."""
    CONNECT_TIMEOUT = "connect-timeout"
    READ_TIMEOUT = "read-timeout"
    DEADLINE = "deadline"
    """The time for this URL ran out (our limit)."""
    TLS_EXPIRED = "tls-expired"
    TLS_NOT_YET_VALID = "tls-not-yet-valid"
    TLS_WRONG_HOST = "tls-wrong-host"
    TLS_UNTRUSTED = "tls-untrusted"
    TLS_PROTOCOL = "tls-protocol"
    PROTOCOL = "protocol"
    """The answer was not HTTP, or broke its rules."""
    DISCONNECTED = "disconnected"
    """The server hung up before a complete head."""
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_LOOP = "redirect-loop"
    BAD_REDIRECT = "bad-redirect"
    """A redirect without a usable http(s) target."""
    SECRET_WITHHELD = "secret-withheld"  # noqa: S105 - the name of a kind of error
    """A redirect would have carried the address's own secret to another host."""
    HEADERS_TOO_LARGE = "headers-too-large"
    ADDRESS_REFUSED = "address-refused"
    """Our guard does not connect to this address."""
    PORT_REFUSED = "port-refused"
    """Our guard does not connect to this port."""
    BUG = "bug"
    """Our own failure, kept so that the other links are not lost."""


class Framing(StrEnum):
    """How the end of a body was proven."""

    LENGTH = "length"
    CHUNKED = "chunked"
    CLOSE = "close"
    CUT = "cut"
    CAPPED = "capped"
    """We stopped reading: enough was seen."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a redirect chain."""

    url: Annotated[str, "The address asked."]
    status: Annotated[int | None, "Status of the answer; null where none came."] = None
    location: Annotated[str | None, "Where the answer points, as it was written."] = None
    peer: Annotated[str | None, "The IP address that was connected to."] = None
    seconds: Annotated[float | None, "Time the request took, in seconds."] = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an HTML answer says about itself (strings as written)."""

    title: Annotated[str | None, "Title that the answered page states."] = None
    canonical: Annotated[str | None, "Canonical address that the page states."] = None
    published: Annotated[str | None, "Day of publication that the page states, as written."] = None
    published_source: Annotated[str | None, "The metadata field that states it."] = None
    modified: Annotated[str | None, "Day of its last change, as written."] = None


@dataclass(frozen=True, slots=True)
class Observation:
    """What the web answered to one probe: raw, immutable, stored as it came.

    `when` is the audit's clock (UTC); `seconds` the time the whole chain took on the monotonic
    clock. `error` and `status` exclude each other except where a body broke off after its head.
    `headers` are the kept ones of the last hop, lower-case names. `raw_bytes` and `body_sha256`
    (32 bytes as hex) are of what was read of the last body.
    """

    url: str
    when: datetime
    hops: tuple[Hop, ...] = ()
    status: int | None = None
    error: ErrorKind | None = None
    detail: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    framing: Framing = Framing.NONE
    raw_bytes: int = 0
    body_sha256: str | None = None
    seconds: float = 0.0
    facts: PageFacts | None = None

    @property
    def final_url(self) -> str:
        return self.hops[-1].url if self.hops else self.url

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Look:
    """One observation of a link in one run, and why it was made."""

    observation: Observation
    purpose: Purpose = Purpose.CITED
