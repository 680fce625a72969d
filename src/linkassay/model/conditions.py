"""How what was seen is read: conditions, and the state they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from linkassay.model.asking import Look, Observation
from linkassay.model.citations import Link


class Confidence(StrEnum):
    """How far a condition or a finding can be trusted."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    SUSPECTED = "suspected"


class Strike(StrEnum):
    """Whether a condition counts towards death, and how fast (docs/design.md, States)."""

    NONE = "none"
    QUICK = "quick"
    """NXDOMAIN and 410: two over two days."""
    NORMAL = "normal"
    """Three on three days spanning six."""
    SLOW = "slow"
    """Timeouts and 5xx: four over fourteen days."""


class ConditionName(StrEnum):
    """How a link's looks in one run are read.

    A closed vocabulary: each name has a row in `tables/conditions.toml`, and is claimed by exactly
    one rule or stands in `conditions.silent`.
    """

    OK = "ok"
    OK_REDIRECTED = "ok-redirected"
    OK_VIA_TEMPORARY = "ok-via-temporary"
    CLIENT_REDIRECT = "client-redirect"
    REDIRECT_HOME = "redirect-home"
    REDIRECT_ELSEWHERE = "redirect-elsewhere"
    SOFT_404 = "soft-404"
    PARKED = "parked"
    DEFAULT_PAGE = "default-page"
    SUSPENDED = "suspended"
    NO_CONTENT = "no-content"
    GONE = "gone"
    LEGAL_BLOCK = "legal-block"
    GEO_BLOCKED = "geo-blocked"
    DNS_NXDOMAIN = "dns-nxdomain"
    DNS_NO_ADDRESS = "dns-no-address"
    DNS_TEMPORARY = "dns-temporary"
    CONNECT_FAILED = "connect-failed"
    TIMEOUT = "timeout"
    TLS_INVALID = "tls-invalid"
    TLS_INCOMPLETE_CHAIN = "tls-incomplete-chain"
    SERVER_ERROR = "server-error"
    RATE_LIMITED = "rate-limited"
    AUTH_REQUIRED = "auth-required"
    CONSENT_WALL = "consent-wall"
    BOT_BLOCKED = "bot-blocked"
    ROBOTS_DISALLOWED = "robots-disallowed"
    CLIENT_DEPENDENT = "client-dependent"
    FORBIDDEN = "forbidden"
    CLIENT_ERROR = "client-error"
    UNEXPECTED_STATUS = "unexpected-status"
    REDIRECT_LOOP = "redirect-loop"
    PROTOCOL_ERROR = "protocol-error"
    FRAGMENT_MISSING = "fragment-missing"
    """Of a citation, not of its link: the page answers, and the place in it is not there."""
    ADDRESS_REFUSED = "address-refused"
    UNKNOWN = "unknown"
    """Our own trouble: nothing was learnt."""


class Candidates(StrEnum):
    """How long a candidate that answers stands in for the first reading of a wrapped address."""

    FOR_GOOD = "for-good"
    """From then on: the first reading was answered, and there is nothing."""
    FOR_NOW = "for-now"
    """In this run: what failed may pass by itself."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a link's looks in one run are read. `reason` completes "The link …"."""

    name: Annotated[ConditionName, "How the answer is read."]
    confidence: Annotated[Confidence, "How sure that reading is."]
    reason: Annotated[str, "Why, in words that complete “The link …”."]
    strike: Annotated[Strike, "Whether it counts towards death, and how fast."] = Strike.NONE


class State(StrEnum):
    """What all checks of a link together say."""

    ALIVE = "alive"
    FAILING = "failing"
    FLAPPING = "flapping"
    """It failed and came back more than once: neither of its answers is the last word."""
    DEAD = "dead"
    UNVERIFIABLE = "unverifiable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link's state over its history, with what the next check needs of that history.

    `strike_days` are the days (UTC) of the present row of strikes with the quickest strike of each;
    the list stops growing once the link is dead. `cause` is how the last of them is read. `falls`
    are the last days on which it began to fail after it had been alive.
    """

    state: Annotated[State, "What all checks of the link together say."] = State.UNKNOWN
    strikes: Annotated[int, "How many failures in a row count towards death."] = 0
    since: Annotated[datetime | None, "When the present failing began."] = None
    strike_days: Annotated[
        tuple[tuple[date, Strike], ...], "The days of these failures, each with its quickest kind."
    ] = ()
    cause: Annotated[ConditionName | None, "How the last of these failures is read."] = None
    falls: Annotated[
        tuple[date, ...], "The last days on which it began to fail after it had been alive."
    ] = ()


@dataclass(frozen=True, slots=True)
class PastCheck:
    """One earlier check of a link, as far as its state needs it."""

    when: datetime
    condition: Condition


@dataclass(frozen=True, slots=True)
class Tried:
    """A candidate of a wrapped address that was asked in a run, and how its answer is read."""

    url: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """A link with this run's observation (if it was asked), how that is read, and its state.

    `tried` are the candidates that failed like the link itself. `last_seen` is when an earlier run
    made the observation, for a link that this run had no need to ask. `looks` are all looks of the
    observation's run at it, in their order, and `sibling` what a name beside it that cannot exist
    was answered then; a link of which no rule speaks may lack both. `secure` is what the same
    address was answered over `https:`, where that was asked.
    """

    link: Link
    observation: Observation | None
    condition: Condition | None
    state: LinkState
    tried: tuple[Tried, ...] = ()
    last_seen: datetime | None = None
    looks: tuple[Look, ...] = ()
    sibling: Observation | None = None
    secure: Observation | None = None
