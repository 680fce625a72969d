"""What is asked of the web and what it answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Probe:
    """What the plan asks for. `reason` is why: `"cited"`, `"article"`."""

    url: str
    reason: str = "cited"
    method: str = "GET"


class ErrorKind(StrEnum):
    """Why no usable answer came: data, never a traceback."""

    DNS_NAME = "dns-name"
    """The resolver says the name does not exist."""
    DNS_TEMPORARY = "dns-temporary"
    """The resolver could not say."""
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
    """One request of a chain: where, what status came, where it points, which address answered."""

    url: str
    status: int | None = None
    location: str | None = None
    peer: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an HTML answer says about itself (from its head; strings as written)."""

    title: str | None = None
    canonical: str | None = None
    published: str | None = None
    published_source: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """What the web answered to one probe: raw, immutable, stored as it came.

    `when` is the audit's clock (UTC); `seconds` the time the whole chain took on the monotonic
    clock. `error` and `status` exclude each other except where a body broke off after its head.
    `headers` are the kept ones of the last hop, lower-case names. `raw_bytes` and `body_sha256`
    are of what was read of the last body.
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
    vantage: str = "local"

    @property
    def final_url(self) -> str:
        return self.hops[-1].url if self.hops else self.url

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)
