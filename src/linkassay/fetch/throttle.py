"""When a host may be asked: one request and then a gap for each host, and a limit over all hosts.

A host that waits for its gap holds no place among the hosts being asked: otherwise links that are
grouped by host would wait for each other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio

WITHOUT_GAP = 4
"""Requests in flight to one host where no gap is wanted."""

FORGET_AT = 1_000
"""So many remembered hosts are looked through for those whose gap is over."""


class HostThrottle:
    """Gives slots to hosts.

    `ended` remembers, per host, when its last request ended (seconds of `monotonic`), as long as
    the gap needs it; it may be kept from one use to the next so that the gap holds between them
    too. Nothing else is kept of a host that has no request under way.
    """

    def __init__(
        self,
        *,
        gap: float,
        hosts_at_once: int,
        monotonic: Callable[[], float],
        ended: dict[str, float],
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        self._gap = gap
        self._monotonic = monotonic
        self._sleep = sleep
        self._ended = ended
        self._forget_at = FORGET_AT
        self._places = anyio.Semaphore(hosts_at_once)
        self._queues: dict[str, _HostQueue] = {}

    @property
    def in_flight_per_host(self) -> int:
        return 1 if self._gap > 0 else WITHOUT_GAP

    @property
    def remembered(self) -> int:
        """How many hosts something is kept of."""
        return len(self._ended.keys() | self._queues.keys())

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[Slot]:
        """Wait until this host may be asked, and hold its slot."""
        slot = Slot()
        queue = self._queues.setdefault(host, _HostQueue(self.in_flight_per_host))
        queue.users += 1
        try:
            async with queue.requests:
                await self._enter(host, queue)
                try:
                    yield slot
                finally:
                    self._leave(host, queue, slot)
        finally:
            queue.users -= 1
            if queue.users == 0:
                del self._queues[host]

    async def _enter(self, host: str, queue: _HostQueue) -> None:
        async with queue.entry:
            last = self._ended.get(host)
            if self._gap > 0 and last is not None:
                left = last + self._gap - self._monotonic()
                if left > 0:
                    await self._sleep(left)
            if queue.in_flight == 0:
                await self._places.acquire()
            queue.in_flight += 1

    def _leave(self, host: str, queue: _HostQueue, slot: Slot) -> None:
        if slot.asked and self._gap > 0:
            self._ended[host] = self._monotonic()
            if len(self._ended) >= self._forget_at:
                self._forget()
        queue.in_flight -= 1
        if queue.in_flight == 0:
            self._places.release()

    def _forget(self) -> None:
        """Drop the hosts whose gap is over; look again when as many have come anew."""
        now = self._monotonic()
        over = [host for host, at in self._ended.items() if at + self._gap <= now]
        for host in over:
            del self._ended[host]
        self._forget_at = max(FORGET_AT, 2 * len(self._ended))


@dataclass
class Slot:
    """Leave to ask a host once. Whoever finds that nobody was asked says so: no gap is owed."""

    asked: bool = True


@dataclass
class _HostQueue:
    """What one host has under way; `users` wait for a slot or hold one."""

    limit: int
    users: int = 0
    in_flight: int = 0
    entry: anyio.Lock = field(default_factory=anyio.Lock)
    requests: anyio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.requests = anyio.Semaphore(self.limit)
