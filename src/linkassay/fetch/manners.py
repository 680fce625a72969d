"""Whose turn it is: per host one request and then a gap, over all hosts a limit.

A host that waits for its gap holds no place among the hosts being asked; link checkers that do it
otherwise take three times as long when links are grouped by host (research: link-checkers 4).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio

WITHOUT_GAP = 4
"""Requests in flight to one host where no gap is wanted (research: ecosystem 0.2)."""


class Turns:
    """Gives turns to hosts (`host:port`).

    `ended` remembers, per host, when its last request ended (seconds of `monotonic`); it may be
    kept from one use to the next so that the gap holds between them too.
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
        self._places = anyio.Semaphore(hosts_at_once)
        self._lanes: dict[str, _Lane] = {}

    @property
    def in_flight_per_host(self) -> int:
        return 1 if self._gap > 0 else WITHOUT_GAP

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[Turn]:
        """Wait for this host's turn and hold it."""
        turn = Turn()
        lane = self._lanes.setdefault(host, _Lane(self.in_flight_per_host))
        async with lane.requests:
            await self._enter(host, lane)
            try:
                yield turn
            finally:
                if turn.asked:
                    self._ended[host] = self._monotonic()
                self._leave(lane)

    async def _enter(self, host: str, lane: _Lane) -> None:
        async with lane.entry:
            last = self._ended.get(host)
            if self._gap > 0 and last is not None:
                left = last + self._gap - self._monotonic()
                if left > 0:
                    await self._sleep(left)
            if lane.in_flight == 0:
                await self._places.acquire()
            lane.in_flight += 1

    def _leave(self, lane: _Lane) -> None:
        lane.in_flight -= 1
        if lane.in_flight == 0:
            self._places.release()


@dataclass
class Turn:
    """One turn of a host. Whoever finds that nobody was asked says so: then no gap is owed."""

    asked: bool = True


class _Lane:
    """What one host has going on."""

    def __init__(self, in_flight: int) -> None:
        self.requests = anyio.Semaphore(in_flight)
        self.entry = anyio.Lock()
        self.in_flight = 0
