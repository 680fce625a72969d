"""What a fetcher was made with."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from linkassay.fetch.host_settings import Credentials, OwnHeaders
from linkassay.fetch.hosts import Hosts
from linkassay.fetch.robots_memory import RobotsMemory
from linkassay.model import PageFacts, Settings, Waiting
from linkassay.tables.networks import Network
from linkassay.urls.ip import HostOverride, parse_override, parse_range

if TYPE_CHECKING:
    from linkassay.fetch.resolver import Resolver


class FactsReader(Protocol):
    """Reads the first bytes of an HTML page. Never raises.

    `charset` is what the answer's header says. `fragments` are looked for in the page; it is
    `whole` where the bytes go to its end.
    """

    def __call__(
        self, head: bytes, charset: str | None, fragments: Sequence[str], *, whole: bool
    ) -> PageFacts: ...


@dataclass(frozen=True, slots=True)
class Setup:
    """The parts of a `WebFetcher`, in one value for the rounds it makes.

    `secret_key` tells the secrets of addresses apart where they are cut. `chance` gives numbers
    from 0 up to 1. `credentials` are by the name of their host. `waiting`, where somebody watches,
    is told every second whom is waited for. `hosts` is what is remembered of each host, `robots`
    what is known of their robots.txt, `resolver_answers` what the resolver says to names that do
    not exist (see `wildcards`): they live as long as the fetcher, so that gaps and pauses hold from
    one round to the next. Raises `ValueError` for ranges or overrides in the settings that cannot
    be read.
    """

    settings: Settings
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    user_agent: str
    resolver: Resolver | None
    facts: FactsReader | None
    secret_key: bytes | None = field(default=None, repr=False)
    chance: Callable[[], float] = random.random
    credentials: Mapping[str, Credentials] = field(default_factory=dict, repr=False)
    waiting: Callable[[Waiting], None] | None = None
    allowed: tuple[Network, ...] = field(init=False)
    overrides: tuple[HostOverride, ...] = field(init=False)
    hosts: Hosts = field(init=False)
    robots: RobotsMemory = field(default_factory=RobotsMemory)
    resolver_answers: list[frozenset[str]] = field(default_factory=list)
    own_headers: OwnHeaders = field(init=False, repr=False)

    def __post_init__(self) -> None:
        allowed = tuple(parse_range(text) for text in self.settings.allow_address)
        overrides = tuple(parse_override(text) for text in self.settings.resolve)
        object.__setattr__(self, "allowed", allowed)
        object.__setattr__(self, "overrides", overrides)
        hosts = Hosts(self.settings.gap, self.settings.hosts, self.chance)
        object.__setattr__(self, "hosts", hosts)
        own = OwnHeaders(self.settings.hosts, self.credentials)
        object.__setattr__(self, "own_headers", own)
