"""Which lanes wait, which are out, and what goes into the next bundle. No clock, no network.

A lane is in one bundle at a time, so that its gaps are kept by one machine; between two bundles it
rests as long as the first one says. Lanes and their windows are taken as there is room for them.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from linkassay.cluster.parcels import Load, Part
from linkassay.model import HostNote, Lane, Onward, Probe
from linkassay.urls import host_of
from linkassay.urls.platform import lane_of

MOST_LINKS = 2_000
"""Links of a bundle: some 1 MB of shard, and what is lost with a machine."""

MOST_BYTES = 4 * 1024 * 1024
"""Of the addresses of a bundle, and of the notes on its hosts."""

MOST_OPEN = 4_000
"""Lanes that are open at once, with a window of probes each."""

MOST_GIVEN_BACK = 100_000
"""While so many probes wait to be gone on with, nothing new is begun."""

MOST_RESTS = 20_000
"""From so many lanes on those that have had their rest are forgotten."""

MOST_NOTES = 20_000
"""Hosts of which is remembered what the bundles told; the one not used for longest goes first."""


@dataclass(slots=True)
class Waiting:
    """One lane. `ready` is when it may be asked again, on the monotonic clock."""

    name: str
    fresh: deque[tuple[Lane, Iterator[Probe]]] = field(default_factory=deque)
    back: deque[Onward] = field(default_factory=deque)
    ready: float = 0.0
    out: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.fresh and not self.back


class Pool:
    """Takes lanes, gives loads, takes what comes back of them.

    `per_lane` is how many links of one lane can be asked in the time that a bundle has; `notes` and
    `ready` (lane -> when it may be asked) live as long as the fetcher.
    """

    def __init__(
        self,
        lanes: Iterable[Lane],
        *,
        per_lane: int = MOST_LINKS,
        notes: OrderedDict[str, HostNote] | None = None,
        ready: dict[str, float] | None = None,
    ) -> None:
        self._lanes = iter(lanes)
        self._more = True
        self._per_lane = max(min(per_lane, MOST_LINKS), 1)
        self._notes = OrderedDict() if notes is None else notes
        self._ready = {} if ready is None else ready
        self._open: dict[str, Waiting] = {}
        self._given_back = 0

    def load(self, now: float, places: int) -> Load | None:
        """What goes out next, where so many machines are free; `None` where no lane is ready."""
        self._fill()
        ready = [one for one in self._idle() if one.ready <= now]
        ready.sort(key=lambda one: not one.back)
        return self._loaded(ready[: -(-len(ready) // max(places, 1))])

    def wait(self, now: float) -> float | None:
        """Seconds until the next lane is ready; `None` where all that is left is out."""
        self._fill()
        resting = [one.ready for one in self._idle()]
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

    def returned(self, load: Load, now: float, rests: dict[str, float]) -> None:
        """The lanes of a load are free again, once each has had its rest (seconds)."""
        for name in load.lanes:
            lane = self._open[name]
            lane.out, lane.ready = False, now + rests.get(name, 0.0)
            if lane.is_empty:
                self._ready[name] = lane.ready
                del self._open[name]
        if len(self._ready) > MOST_RESTS:
            for name in [name for name, until in self._ready.items() if until <= now]:
                del self._ready[name]

    def note(self, note: HostNote) -> None:
        """Remember what a bundle learnt of a host; what it leaves open stays."""
        known = self._notes.pop(note.host, None)
        self._notes[note.host] = note if known is None else _laid_over(known, note)
        while len(self._notes) > MOST_NOTES:
            self._notes.popitem(last=False)

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
            parts, begun = self._portion(lane, MOST_LINKS)
            yield from begun
            yield from (Onward(one, one.url) for part in parts for one in part.probes)

    def _fill(self) -> None:
        while self._more and len(self._open) < MOST_OPEN:
            lane = next(self._lanes, None)
            if lane is None:
                self._more = False
                return
            windows = chain.from_iterable(lane.windows)
            self._lane(lane_of(lane.host)).fresh.append((lane, windows))

    def _lane(self, name: str) -> Waiting:
        found = self._open.get(name)
        if found is None:
            found = self._open[name] = Waiting(name, ready=self._ready.pop(name, 0.0))
        return found

    def _loaded(self, chosen: Sequence[Waiting]) -> Load | None:
        names: list[str] = []
        parts: list[Part] = []
        begun: list[Onward] = []
        links, size = MOST_LINKS, MOST_BYTES
        for at, lane in enumerate(chosen):
            share = min(max(links // (len(chosen) - at), 1), self._per_lane)
            of_lane, on = self._portion(lane, share)
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
        return Load(tuple(names), tuple(parts), tuple(begun)) if names else None

    def _portion(self, lane: Waiting, most: int) -> tuple[list[Part], list[Onward]]:
        """So many links of a lane, what was begun first."""
        begun = [lane.back.popleft() for _ in range(min(most, len(lane.back)))]
        self._given_back -= len(begun)
        most -= len(begun)
        parts: list[Part] = []
        while most > 0 and lane.fresh and not self._is_full:
            of_host, probes = lane.fresh[0]
            taken = tuple(islice(probes, most))
            most -= len(taken)
            if most > 0:
                lane.fresh.popleft()
            if taken:
                parts.append(Part(of_host.host, taken, self._note_of(of_host)))
        return parts, begun

    def _note_of(self, lane: Lane) -> HostNote | None:
        learnt = self._notes.get(lane.host)
        if learnt is None or lane.note is None:
            return learnt or lane.note
        return _laid_over(lane.note, learnt)


def _laid_over(known: HostNote, note: HostNote) -> HostNote:
    has_robots = note.robots_read is not None
    return HostNote(
        note.host,
        note.paused_until or known.paused_until,
        note.robots if has_robots else known.robots,
        note.robots_read or known.robots_read,
    )


def _size(part: Part) -> int:
    robots = part.note.robots if part.note else None
    return len(robots or "") + sum(len(one.url) + len(one.secret_url or "") for one in part.probes)


def _size_onward(onward: Onward) -> int:
    return len(onward.url) + len(onward.trail) + sum(len(hop.url) for hop in onward.hops)
