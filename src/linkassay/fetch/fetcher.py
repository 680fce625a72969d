"""The `Fetcher` of the web, light to make: the HTTP library comes with the first question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from linkassay.fetch.pins import pins
from linkassay.fetch.policy import allowed_networks
from linkassay.model import Observation, Probe, Settings, Source

if TYPE_CHECKING:
    from linkassay.fetch.resolver import Resolver
    from linkassay.fetch.session import Facts, Session


class WebFetcher:
    """Asks over HTTP. Implements `ports.Fetcher`; keeps the gap between its calls too.

    `now` dates the observations, `monotonic` (seconds) drives gaps and times; `facts` reads the
    first bytes of an HTML page. Raises `UsageError` for ranges or pins that cannot be read. Opens
    no socket before the first question.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        user_agent: str,
        resolver: Resolver | None = None,
        facts: Facts | None = None,
    ) -> None:
        self._settings = settings
        self._now = now
        self._monotonic = monotonic
        self._user_agent = user_agent
        self._resolver = resolver
        self._facts = facts
        self._allowed = allowed_networks(settings.allow_address)
        self._pins = pins(settings.resolve)
        self._ended: dict[str, float] = {}

    def ask(self, probes: Sequence[Probe], heard: Callable[[Observation], None]) -> None:
        """One observation per probe, in the order of arrival, each as soon as it is there.

        Trouble is inside the observation. What `heard` raises ends the asking and comes out;
        raises `UsageError` where the file of `--ca-file` cannot be read.
        """
        if probes:
            self._session().ask(probes, heard)

    def read(self, probe: Probe) -> tuple[Observation, Source | None]:
        """Fetch one article whole. A `Source` only for a complete 2xx body."""
        return self._session().read(probe)

    def _session(self) -> Session:
        from linkassay.fetch.session import Session

        return Session(
            self._settings,
            allowed=self._allowed,
            pins=self._pins,
            resolver=self._resolver,
            now=self._now,
            monotonic=self._monotonic,
            user_agent=self._user_agent,
            facts=self._facts,
            ended=self._ended,
        )
