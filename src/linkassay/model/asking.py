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
    LISTING = "listing"
    """It may name documents to be audited: a sitemap, a feed, a list of addresses."""
    RETRY = "retry"
    """What failed may pass by itself, so it is asked again in the same run."""
    SECOND_LOOK = "second-look"
    """It is asked in another way before it counts against the link."""
    SIBLING = "sibling"
    """A name beside a cited one that cannot exist: what the server says to that."""
    SECURE = "secure"
    """The same address with `https:`: whether it shows the same page."""
    CONTROL = "control"
    """A page whose answer is known: whether our own way out is clear."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last good answer gave to ask whether it still holds (RFC 9110 section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """What the plan asks for.

    `url` is the identity of the link: it names the probe everywhere. `secret_url` is the address
    with its secrets where they must be sent; it is never stored, and sent to its own host alone.
    `secret` says that the identity lacks one, so that there must be a `secret_url` to ask it.
    `fragments` are those that documents cite, as written after the `#`: they are looked up in the
    page. `validators` make the request conditional.
    """

    url: str
    purpose: Purpose = Purpose.CITED
    secret_url: str | None = field(default=None, repr=False)
    secret: bool = False
    fragments: tuple[str, ...] = ()
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class HostNote:
    """What is remembered of a host from one run to the next, so that it is asked politely.

    `paused_until`: it asked not to be asked before. `robots` is its robots.txt as it was read
    (`None`: not known), `robots_read` when.
    """

    host: str
    paused_until: datetime | None = None
    robots: str | None = None
    robots_read: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """All that is to be asked of one host, in windows that are made when they are wanted."""

    host: str
    windows: Iterator[Sequence[Probe]]
    note: HostNote | None = None
    links: int = 0
    """How many probes its windows hold, as far as is known before."""


class WaitReason(StrEnum):
    """Why a host takes its time."""

    GAP = "gap"
    """The settled gap between two requests."""
    CRAWL_DELAY = "crawl-delay"
    """Its robots.txt asks for a longer one."""
    SLOW = "slow"
    """Its answers take long, and each is followed by a gap as long as two of them."""
    REFUSED = "refused"
    """It answered that it was too much (429), so that it is asked more slowly."""
    PAUSE = "pause"
    """It asked for a pause (Retry-After)."""
    SILENT = "silent"
    """It was asked and has not answered yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The host on which the end of a round of asking depends most.

    `links` of it are left, `each` is the seconds from one to the next, `seconds` what all of them
    will take, or for how long it has been silent.
    """

    host: str
    links: int
    each: float
    seconds: float
    reason: WaitReason


class ErrorKind(StrEnum):
    """Why no usable answer came: data, never a traceback."""

    DNS_NAME = "dns-name"
    """The resolver says the name does not exist."""
    DNS_NO_ADDRESS = "dns-no-address"
    """The name exists and has no address."""
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
    TLS_INCOMPLETE_CHAIN = "tls-incomplete-chain"
    """The server does not send the certificate of the authority that signed its own."""
    TLS_PROTOCOL = "tls-protocol"
    PROTOCOL = "protocol"
    """The answer was not HTTP, or broke its rules."""
    DISCONNECTED = "disconnected"
    """The server hung up before a complete head."""
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_LOOP = "redirect-loop"
    COOKIE_LOOP = "cookie-loop"
    """A circle on which cookies were set, and which kept on though they were sent back."""
    BAD_REDIRECT = "bad-redirect"
    """A redirect without a usable http(s) target."""
    APP_REDIRECT = "app-redirect"
    """A redirect into an application (`intent:`, `market:`), where no program can follow."""
    SECRET_WITHHELD = "secret-withheld"  # noqa: S105 - the name of a kind of error
    """A redirect would have carried the address's own secret to another host."""
    HEADERS_TOO_LARGE = "headers-too-large"
    ADDRESS_REFUSED = "address-refused"
    """Our guard does not connect to this address."""
    PORT_REFUSED = "port-refused"
    """Our guard does not connect to this port."""
    ROBOTS = "robots"
    """The host's robots.txt asks programs not to ask for this address; nobody was asked."""
    HOST_PAUSED = "host-paused"
    """The host failed or hung too often in this run, or asked for a pause; nobody was asked."""
    TIME_UP = "time-up"
    """The time for the whole audit ran out before it was asked."""
    INTERCEPTED = "intercepted"
    """Something between us and the host answered in its place: our own trouble."""
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
    """What an HTML answer of any status is and says about itself (strings as written).

    `signs` are names of rows of `tables/page_signs*.toml` that were found in it.
    """

    title: Annotated[str | None, "Title that the answered page states."] = None
    heading: Annotated[str | None, "Its first heading (h1)."] = None
    words: Annotated[int | None, "How many words it shows."] = None
    canonical: Annotated[str | None, "Canonical address that the page states."] = None
    language: Annotated[str | None, "Language that it states."] = None
    refresh: Annotated[str | None, "Where it sends its readers by itself, as written."] = None
    script_only: Annotated[bool, "Whether a script must make what it shows."] = False
    password: Annotated[bool, "Whether it has a field for a password."] = False
    free: Annotated[bool | None, "Whether it says that it can be read free of charge."] = None
    signs: Annotated[tuple[str, ...], "Signs of walls, parked names and the like in it."] = ()
    published: Annotated[str | None, "Day of publication that the page states, as written."] = None
    published_source: Annotated[str | None, "The metadata field that states it."] = None
    modified: Annotated[str | None, "Day of its last change, as written."] = None
    text_hash: Annotated[str | None, "SHA-256 of the words it shows (first 16 hex digits)."] = None
    sketch: Annotated[str | None, "64-bit similarity hash of these words, as 16 hex digits."] = None
    missing_fragments: Annotated[
        tuple[str, ...], "Cited fragments that were looked for in it and are not there."
    ] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """What the web answered to one probe: raw, immutable, stored as it came.

    `when` is the audit's clock (UTC); `seconds` the time the whole chain took on the monotonic
    clock. `error` and `status` exclude each other except where a body broke off after its head.
    A hop with a status of success and a location was left by its page (a refresh), not its server.
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
        wanted = name.lower()
        for key, value in self.headers:
            if key == wanted:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Look:
    """One observation of a link in one run, and why it was made."""

    observation: Observation
    purpose: Purpose = Purpose.CITED
