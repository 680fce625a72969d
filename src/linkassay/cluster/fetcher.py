"""The `Fetcher` of a cluster: bundles go out, shards come back, and each counts once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import count

from linkassay.cluster.crowd import Crowd
from linkassay.cluster.journey import Journey
from linkassay.cluster.memory import Memory
from linkassay.cluster.pool import LINKS_WITHOUT_GAP, Pool
from linkassay.cluster.round import BUNDLE_SECONDS, Hands, Round
from linkassay.model import HostNote, Lane, Observation, Probe, Source
from linkassay.ports import Fetcher


class ClusterFetcher:
    """Asks on other machines. Implements `ports.Fetcher`; documents are fetched by `near`, here.

    `now` dates what nobody asked; `monotonic` and `sleep` (seconds) drive rests and limits. What
    hosts asked for holds from one round to the next, and so do the rests of lanes.
    """

    def __init__(
        self,
        crowd: Crowd,
        journey: Journey,
        near: Fetcher,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._crowd = crowd
        self._journey = journey
        self._near = near
        self._now = now
        self._monotonic = monotonic
        self._sleep = sleep
        self._numbers = count(1)
        self._spent = 0.0
        self._memory = Memory()

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        """One observation per probe, in batches as shards come; see `ports.Fetcher`.

        Raises `LinkassayError` where the cluster is gone, or where a machine of it cannot ask.
        """
        began, settings = self._monotonic(), self._journey.settings
        most = float("inf") if settings.max_time is None else settings.max_time
        pool = (
            Pool(lanes, self._memory, per_lane=int(BUNDLE_SECONDS / settings.gap) + 1)
            if settings.gap
            else Pool(lanes, self._memory, most_links=LINKS_WITHOUT_GAP)
        )
        hands = Hands(record, remember, self._now, self._monotonic, self._sleep)
        until = began + most - self._spent
        try:
            Round(self._crowd, self._journey, pool, self._memory, hands, self._numbers, until).run()
        finally:
            self._spent += self._monotonic() - began

    def fetch_documents(
        self,
        lanes: Iterable[Lane],
        take: Callable[[Observation, Source | None], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        """Fetch documents here, where they are read."""
        self._near.fetch_documents(lanes, take, remember)

    def fetch_document(self, probe: Probe, /) -> tuple[Observation, Source | None]:
        """Fetch one article here."""
        return self._near.fetch_document(probe)

    def rest(self) -> None:
        """Let the crowd go, if it is one that comes again."""
        self._crowd.rest()
