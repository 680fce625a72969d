"""Which lanes wait, which are out, and what goes into the next bundle. No clock, no network.

A lane is in one bundle at a time, so that its gaps are kept by one machine; between two bundles it
rests as long as the first one says. Lanes and their windows are taken as there is room for them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from linkassay.cluster.memory import Memory
from linkassay.cluster.parcels import Load, Part
from linkassay.model import Lane, Onward, Probe
from linkassay.urls import host_of
from linkassay.urls.platform import lane_of

MOST_LINKS = 4_000
"""Links of a bundle: some 2 MB of shard, and what is lost with a machine."""

LINKS_WITHOUT_GAP = 1_000
"""The same where no gap is kept: there is nothing to be waited for in a bundle, so that a small one
costs no time, and both sides hold a quarter of the observations."""

MOST_LANES = 1_000
"""Lanes of a bundle: so many hosts are asked at once by one machine."""

MOST_BYTES = 4 * 1024 * 1024
"""Of the addresses of a bundle, and of the notes on its hosts."""

MOST_OPEN = 16_000
"""Lanes that are open at once, each with a window of probes; for few machines they are fewer."""

MOST_GIVEN_BACK = 100_000
"""While so many probes wait to be gone on with, nothing new is begun."""


@dataclass(slots=True)
class Waiting:
    """One lane that has something to be asked, or is out."""

    name: str
    fresh: deque[tuple[Lane, Iterator[Probe]]] = field(default_factory=deque)
    back: deque[Onward] = field(default_factory=deque)
    out: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.fresh and not self.back


class Pool:
    """Takes lanes, gives loads, takes what comes back of them.

    `per_lane` is how many links of one lane can be asked in the time that a bundle has,
    `most_links` how many a bundle has at most.
    """

    def __init__(
        self,
        lanes: Iterable[Lane],
        memory: Memory,
        *,
        per_lane: int = MOST_LINKS,
        most_links: int | None = None,
    ) -> None:
        self._lanes = iter(lanes)
        self._more = True
        self._most_links = most_links or MOST_LINKS
        self._per_lane = max(min(per_lane, self._most_links), 1)
        self._memory = memory
        self._open: dict[str, Waiting] = {}
        self._given_back = 0
        self._most_open = MOST_LANES

    def load(self, now: float, free: int, places: int) -> Load | None:
        """What goes out next, where so many of all machines are free; `None` where no lane is
        ready."""
        # Besides those that are out, as many as one bundle has may have a rest.
        self._most_open = min((places + 1) * MOST_LANES, MOST_OPEN)
        self._fill()
        ready = [one for one in self._idle() if self._memory.ready(one.name) <= now]
        ready.sort(key=lambda one: not one.back)
        return self._loaded(ready[: min(-(-len(ready) // max(free, 1)), MOST_LANES)])

    def wait(self, now: float) -> float | None:
        """Seconds until the next lane is ready; `None` where all that is left is out."""
        self._fill()
        resting = [self._memory.ready(one.name) for one in self._idle()]
        return max(min(resting) - now, 0.0) if resting else None

    def _idle(self) -> list[Waiting]:
        full = self._is_full
        return [one for one in self._open.values() if not one.out and (one.back or not full)]

    @property
    def _is_full(self) -> bool:
        return self._given_back >= MOST_GIVEN_BACK

    def give_back(self, onwards: Iterable[Onward]) -> None:
        """Take what another bundle has to go on with."""
        for one in onwards:
            self._lane(lane_of(host_of(one.url))).back.append(one)
            self._given_back += 1

    def returned(self, load: Load) -> None:
        """The lanes of a load are free again, once each has had its rest."""
        for name in load.lanes:
            lane = self._open[name]
            lane.out = False
            if lane.is_empty:
                del self._open[name]

    def left(self) -> Iterator[Onward]:
        """Take out all that is not out, to be asked by nobody."""
        while True:
            self._fill()
            names = [one.name for one in self._open.values() if not one.out]
            if not names:
                return
            for name in names:
                yield from self.left_of(name)

    def left_of(self, name: str) -> Iterator[Onward]:
        """Take out all that is left of one lane that is not out."""
        lane = self._open.pop(name, None)
        while lane is not None and not lane.is_empty:
            parts, begun = self._portion(lane, MOST_LINKS, fresh=True)
            yield from begun
            yield from (Onward(one, one.url) for part in parts for one in part.probes)

    def _fill(self) -> None:
        while self._more and len(self._open) < self._most_open:
            lane = next(self._lanes, None)
            if lane is None:
                self._more = False
                return
            windows = chain.from_iterable(lane.windows)
            self._lane(lane_of(lane.host)).fresh.append((lane, windows))

    def _lane(self, name: str) -> Waiting:
        found = self._open.get(name)
        if found is None:
            found = self._open[name] = Waiting(name)
        return found

    def _loaded(self, chosen: Sequence[Waiting]) -> Load | None:
        names: list[str] = []
        parts: list[Part] = []
        begun: list[Onward] = []
        links, size = self._most_links, MOST_BYTES
        for at, lane in enumerate(chosen):
            share = min(max(links // (len(chosen) - at), 1), self._per_lane)
            of_lane, on = self._portion(lane, share, fresh=not self._is_full)
            if not of_lane and not on:
                del self._open[lane.name]
                continue
            lane.out = True
            names.append(lane.name)
            parts += of_lane
            begun += on
            links -= len(on) + sum(len(part.probes) for part in of_lane)
            size -= sum(map(_size, of_lane)) + sum(map(_size_onward, on))
            if links <= 0 or size <= 0:
                break
        if not names:
            return None
        rests = chain.from_iterable(map(self._memory.rests, names))
        return Load(tuple(names), tuple(parts), tuple(begun), tuple(rests))

    def _portion(self, lane: Waiting, most: int, *, fresh: bool) -> tuple[list[Part], list[Onward]]:
        """So many links of a lane, what was begun first; `fresh` ones too."""
        begun = [lane.back.popleft() for _ in range(min(most, len(lane.back)))]
        self._given_back -= len(begun)
        most -= len(begun)
        parts: list[Part] = []
        while fresh and most > 0 and lane.fresh:
            of_host, probes = lane.fresh[0]
            taken = tuple(islice(probes, most))
            most -= len(taken)
            if most > 0:
                lane.fresh.popleft()
            if taken:
                parts.append(Part(of_host.host, taken, of_host.note))
        return parts, begun


def _size(part: Part) -> int:
    robots = part.note.robots if part.note else None
    return len(robots or "") + sum(len(one.url) + len(one.secret_url or "") for one in part.probes)


def _size_onward(onward: Onward) -> int:
    return len(onward.url) + len(onward.trail) + sum(len(hop.url) for hop in onward.hops)
