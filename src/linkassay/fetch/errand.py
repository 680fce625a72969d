"""One address on its way: what was heard so far, and where it goes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.errors import Failure
from linkassay.fetch.exchange import Bounds, Exchange
from linkassay.fetch.trail import Trail
from linkassay.model import ErrorKind, Hop, PageFacts, Probe


@dataclass(slots=True)
class RedirectChain:
    """What came of following one address. `last` is the last hop's exchange, if one was begun.

    `facts` are of the page of `last`. The hops are as they may be stored; `last` is as it came.
    """

    hops: list[Hop] = field(default_factory=list)
    last: Exchange | None = None
    facts: PageFacts | None = None
    error: ErrorKind | None = None
    detail: str = ""
    seconds: float = 0.0
    trail: Trail = field(default_factory=Trail, repr=False)

    def fail(self, why: Failure) -> None:
        self.error, self.detail = why.kind, why.detail

    def stop(self, hop: Hop, why: Failure) -> None:
        """End at a hop that was not asked."""
        self.hops.append(hop)
        self.last = self.facts = None
        self.fail(why)


ReadPage = Callable[[], PageFacts]
"""Reads the page of an answer."""


@dataclass(slots=True, eq=False)
class Errand:
    """One address that is followed. `url` is what is to be asked next, `None` at its end.

    `held` says that each hop is held to the robots.txt of its host; `plain` that the HTTP client
    for whatever browsers take is to ask, since another one could not make sense of what came.
    What is `urgent` others wait for. `over` takes the errand at its end.
    """

    cleaner: Cleaner
    bounds: Bounds
    over: Callable[[Errand], None]
    reader: Callable[[Errand], ReadPage | None] | None = None
    held: bool = True
    plain: bool = False
    urgent: bool = False
    chain: RedirectChain = field(default_factory=RedirectChain)
    url: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.url = self.cleaner.asked

    @property
    def probe(self) -> Probe:
        return self.cleaner.probe
