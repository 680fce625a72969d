"""Many lanes asked at once, a bounded number of them open; their answers handed over in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence

import anyio

from linkassay.model import HostNote, Lane, Observation, Probe

WORKERS = 1_000
"""Tasks that ask or wait for a gap. Hosts that wait hold no place (see `throttle`), so that with a
gap of one second this many hosts keep a thousand requests a second going."""

BATCH = 1_000
"""Observations that are handed over at once, at most."""

BATCH_SECONDS = 1.0
"""An answer waits no longer than this to be handed over."""


Record = Callable[[Sequence[Observation]], None]
Remember = Callable[[HostNote], None]


class Batches:
    """Collects observations and notes and hands them over; never one of them twice."""

    def __init__(self, record: Record, remember: Remember | None = None) -> None:
        self._record = record
        self._remember = remember
        self._collected: list[Observation] = []
        self._notes: list[HostNote] = []

    def note(self, note: HostNote) -> None:
        """Take a note; it is handed over with the next observations. Never raises."""
        if self._remember is not None:
            self._notes.append(note)

    def add(self, observation: Observation) -> None:
        """Take one; raises what `record` raises."""
        self._collected.append(observation)
        if len(self._collected) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Hand over what there is; raises what `record` and `remember` raise."""
        if self._collected:
            batch, self._collected = self._collected, []
            self._record(batch)
        while self._notes and self._remember is not None:
            self._remember(self._notes.pop(0))

    async def flush_regularly(self) -> None:
        """Runs until it is cancelled."""
        while True:
            await anyio.sleep(BATCH_SECONDS)
            self.flush()


class Lanes:
    """Asks lanes, so many at once that there are some `WORKERS` tasks.

    A lane is taken when there is room for it, and its next window when all probes of the last one
    have been taken up; whatever is done is forgotten. `opened` is told of a lane before its first
    probe, and says how many tasks are to ask it; usually they are `usual`.
    """

    def __init__(
        self,
        observe: Callable[[Probe], Awaitable[Observation]],
        *,
        opened: Callable[[Lane], int],
        usual: int,
    ) -> None:
        self._observe = observe
        self._opened = opened
        self.left: Counter[str] = Counter()
        """How many probes are left of each host with a lane that is open."""
        self._room = anyio.Semaphore(max(WORKERS // usual, 1))

    async def ask(self, lanes: Iterable[Lane], batches: Batches) -> None:
        """Ask every probe of every lane once; raises what lanes, `observe` or `batches` raise."""
        waiting = iter(lanes)
        async with anyio.create_task_group() as group:
            while True:
                await self._room.acquire()
                lane = next(waiting, None)
                if lane is None:
                    return
                group.start_soon(self._ask_lane, lane, batches)

    async def _ask_lane(self, lane: Lane, batches: Batches) -> None:
        probes = (probe for window in lane.windows for probe in window)
        self.left[lane.host] += lane.links
        try:
            async with anyio.create_task_group() as group:
                for _ in range(1, self._opened(lane)):
                    group.start_soon(self._work, lane.host, probes, batches)
                await self._work(lane.host, probes, batches)
        finally:
            if self.left[lane.host] <= 0:
                del self.left[lane.host]
            self._room.release()

    async def _work(self, host: str, probes: Iterator[Probe], batches: Batches) -> None:
        for probe in probes:
            batches.add(await self._observe(probe))
            self.left[host] -= 1
