"""What is remembered of hosts and lanes between two bundles, and how much of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from linkassay.model import HostNote, Rest
from linkassay.urls.platform import lane_of

MOST = 20_000
"""Hosts, and lanes, that are remembered; what was not used for longest goes first, but for lanes
that still rest."""


class Memory:
    """Lives as long as the fetcher, so that manners hold from one round to the next."""

    def __init__(self) -> None:
        self._notes: OrderedDict[str, HostNote] = OrderedDict()
        self._ready: dict[str, float] = {}
        self._rests: OrderedDict[str, dict[str, Rest]] = OrderedDict()

    def learn(self, note: HostNote) -> None:
        """Remember what a bundle learnt of a host; what it leaves open stays."""
        known = self._notes.pop(note.host, None)
        self._notes[note.host] = _laid_over(known, note)
        while len(self._notes) > MOST:
            self._notes.popitem(last=False)

    def note(self, host: str, known: HostNote | None) -> HostNote | None:
        """What is known of a host, by earlier runs and by this one."""
        learnt = self._notes.get(host)
        return known if learnt is None else _laid_over(known, learnt)

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
            kept = self._rests.pop(lane, {}) | of_lane
            if any(one.pace for one in kept.values()):
                self._rests[lane] = kept
        self._forget(now)

    def ready(self, lane: str) -> float:
        """When a lane may be asked, on the monotonic clock."""
        return self._ready.get(lane, 0.0)

    def rests(self, lane: str) -> Iterable[Rest]:
        """What the next bundle of a lane must know."""
        return (one for one in self._rests.get(lane, {}).values() if one.pace)

    def _forget(self, now: float) -> None:
        while len(self._rests) > MOST:
            self._rests.popitem(last=False)
        if len(self._ready) > MOST:
            self._ready = {lane: until for lane, until in self._ready.items() if until > now}


def _laid_over(known: HostNote | None, note: HostNote) -> HostNote:
    if known is None:
        return note
    has_robots = note.robots_read is not None
    return HostNote(
        note.host,
        note.paused_until or known.paused_until,
        note.robots if has_robots else known.robots,
        note.robots_read or known.robots_read,
    )
