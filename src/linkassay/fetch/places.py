"""How many requests may talk at once; one that falls silent makes room for others.

A host that hangs costs us nothing but a socket. So what is bounded narrowly is how many requests
talk, and widely how many there are: otherwise a few dozen hanging hosts would keep all the others
waiting until their time is up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

import anyio

SILENCE = 0.4
"""Seconds without a sign after which a request no longer counts as talking. Twice as many hanging
hosts as there are places delay the others by twice that, which is to stay below a second; most
hosts on the other side of the world answer within it (light takes 0.13 s around half of it)."""

SIGN = 1024
"""Bytes that are a sign. Whoever lets one byte drip after the other does not talk."""

TICK = 0.05
"""Seconds between two looks at who has fallen silent."""

PER_SILENT = 2
"""For so many silent requests one more may talk: the more hosts hang, the faster they are passed.
A line that is merely full has few silent ones, since all of them get their bytes."""

MOST_OPEN = 1_000
"""Requests under way at most, silent ones among them, where the system allows so many sockets."""


class Place:
    """A request's place: `heard` is told how many bytes came.

    `sign` is when it last gave a sign, `last` when the last bytes came (`None`: none did yet).
    """

    __slots__ = ("_bytes", "_places", "last", "sign")

    def __init__(self, places: Places, now: float) -> None:
        self._places = places
        self._bytes = 0
        self.sign = now
        self.last: float | None = None

    def heard(self, size: int) -> None:
        """Bytes came; enough of them are a sign that it talks (again)."""
        if size:
            self.last = self._places.monotonic()
        self._bytes += size
        if self._bytes >= SIGN:
            self._bytes = 0
            self._places.talks(self)


class Places:
    """Gives places in the order in which they are asked for.

    `at_once` may talk and some more where many are silent; `most_open` may be under way. `watch`
    must run where any may fall silent.
    """

    def __init__(
        self,
        at_once: int,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
        most_open: int | None = None,
    ) -> None:
        self._at_once = at_once
        self.monotonic = monotonic
        self._sleep = sleep
        self._most_open = most_open or most_sockets()
        self._talking: set[Place] = set()
        self._open = 0
        self._waiting: deque[_Waiter] = deque()

    async def enter(self) -> Place:
        """Wait for a place."""
        if self._is_free():
            return self._admit()
        waiter = _Waiter()
        self._waiting.append(waiter)
        try:
            await waiter.called.wait()
        except BaseException:
            if waiter.place is None:
                self._waiting.remove(waiter)
            else:
                self.leave(waiter.place)
            raise
        if waiter.place is None:
            raise RuntimeError("called without a place")
        return waiter.place

    def leave(self, place: Place) -> None:
        """A request has ended."""
        self._talking.discard(place)
        self._open -= 1
        self._call()

    def talks(self, place: Place) -> None:
        """A request gave a sign."""
        place.sign = self.monotonic()
        self._talking.add(place)

    async def watch(self) -> None:
        """Runs until it is cancelled, and lets those who have fallen silent make room."""
        while True:
            before = self.monotonic()
            await self._sleep(TICK)
            now = self.monotonic()
            self._look(now, max(now - before - TICK, 0.0))

    def _look(self, now: float, late: float) -> None:
        """`late` is how long we were busy ourselves, and so could not hear anybody."""
        for place in [*self._talking]:
            place.sign += late
            if now - place.sign >= SILENCE:
                self._talking.discard(place)
        self._call()

    def _call(self) -> None:
        while self._waiting and self._is_free():
            waiter = self._waiting.popleft()
            waiter.place = self._admit()
            waiter.called.set()

    def _is_free(self) -> bool:
        silent = self._open - len(self._talking)
        most = self._at_once + silent // PER_SILENT
        return len(self._talking) < most and self._open < self._most_open

    def _admit(self) -> Place:
        place = Place(self, self.monotonic())
        self._talking.add(place)
        self._open += 1
        return place


class _Waiter:
    def __init__(self) -> None:
        self.called = anyio.Event()
        self.place: Place | None = None


def most_sockets() -> int:
    """Half of what the system lets this process open, `MOST_OPEN` at most."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return MOST_OPEN
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_OPEN if soft == resource.RLIM_INFINITY else max(min(soft // 2, MOST_OPEN), 1)
