"""What is remembered of lanes between two bundles, and how much of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from linkassay.model import Rest
from linkassay.urls.platform import lane_of

MOST = 20_000
"""Lanes that are remembered; what was not used for longest goes first, but for their rests."""

MOST_BYTES = 64 * 1024 * 1024
"""Of what is remembered of their hosts, most of which is robots.txt."""


class Memory:
    """Lives as long as the fetcher, so that manners hold from one round to the next."""

    def __init__(self) -> None:
        self._ready: dict[str, float] = {}
        self._rests: OrderedDict[str, dict[str, Rest]] = OrderedDict()
        self._bytes = 0

    def leave_alone(self, lanes: Iterable[str], rests: Iterable[Rest], now: float) -> None:
        """These lanes were asked; their hosts are to be treated so from now on."""
        by_lane: dict[str, dict[str, Rest]] = {}
        for one in rests:
            by_lane.setdefault(lane_of(one.name), {})[one.name] = one
        for lane in lanes:
            of_lane = by_lane.get(lane, {})
            longest = max((one.seconds for one in of_lane.values()), default=0.0)
            if longest > 0:
                self._ready[lane] = now + longest
            else:
                self._ready.pop(lane, None)
            self._keep(lane, self._dropped(lane) | of_lane)
        self._forget(now)

    def ready(self, lane: str) -> float:
        """When a lane may be asked, on the monotonic clock."""
        return self._ready.get(lane, 0.0)

    def rests(self, lane: str) -> Iterable[Rest]:
        """What the next bundle of a lane must know."""
        return (one for one in self._rests.get(lane, {}).values() if one.pace)

    def _keep(self, lane: str, rests: dict[str, Rest]) -> None:
        size = sum(len(one.pace) for one in rests.values())
        if size:
            self._rests[lane] = rests
            self._bytes += size

    def _dropped(self, lane: str) -> dict[str, Rest]:
        rests = self._rests.pop(lane, {})
        self._bytes -= sum(len(one.pace) for one in rests.values())
        return rests

    def _forget(self, now: float) -> None:
        while len(self._rests) > MOST or self._bytes > MOST_BYTES:
            self._dropped(next(iter(self._rests)))
        if len(self._ready) > MOST:
            self._ready = {lane: until for lane, until in self._ready.items() if until > now}
