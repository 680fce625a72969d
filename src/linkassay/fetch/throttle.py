"""When a host may be asked: its pace, its pauses, its breaker, and a limit over all hosts.

A host that waits holds no place among those being asked: otherwise links that are grouped by host
would wait for each other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import anyio

from linkassay.fetch.errors import FetchError
from linkassay.fetch.heard import Heard
from linkassay.fetch.hosts import HostRecord, Hosts
from linkassay.fetch.places import Place, Places
from linkassay.fetch.slot import Slot
from linkassay.fetch.watching import current
from linkassay.model import ErrorKind, HostNote, Waiting, WaitReason
from linkassay.urls import lane_of

ALMOST_A_SECOND = timedelta(microseconds=999_999)

FULL = float("inf")
"""There is no telling when a request under way will end."""


@dataclass
class _Queue:
    """One host or platform in this round: who waits for it, and what is under way."""

    name: str
    record: HostRecord
    in_flight: int = 0
    asked_at: float = 0.0
    """When its last request began."""
    entry: anyio.Lock = field(default_factory=anyio.Lock)
    freed: anyio.Event | None = None


class HostThrottle:
    """Gives slots to hosts, for one round of asking.

    `hosts` outlives it. `most_wait` is for how many seconds a host that asks for a pause is waited
    for, `until` the reading of `monotonic` at which all asking ends. A pause that is not waited for
    is told to `remember` once for each host, dated by `now`.
    """

    def __init__(
        self,
        hosts: Hosts,
        places: Places,
        *,
        monotonic: Callable[[], float],
        now: Callable[[], datetime],
        most_wait: float,
        until: float,
        remember: Callable[[HostNote], None],
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        self._hosts = hosts
        self._places = places
        self._monotonic = monotonic
        self._now = now
        self._most_wait = most_wait
        self._until = until
        self._sleep = sleep
        self._remember = remember
        self._queues: dict[str, _Queue] = {}
        hosts.half_open()

    def in_flight(self, host: str) -> int:
        """How many requests to a host there may be at once."""
        return min(self._record(name).pace.in_flight for name in _names(host))

    def pace(self, host: str, delay: float) -> None:
        """Between two requests to a host there are at least so many seconds: it asks for them."""
        self._record(_names(host)[0]).pace.delay = delay

    def keep(self, note: HostNote) -> None:
        """Heed what an earlier run noted of a host: until when it asked not to be asked."""
        if note.paused_until is not None:
            left = (note.paused_until - self._now()).total_seconds()
            self._record(_names(note.host)[0]).pace.pause(self._monotonic(), left)

    def slowest(self, left: Mapping[str, int]) -> Waiting | None:
        """Of hosts with so many links left, the one that will take longest; `None` where none is.

        A host that has been silent for a while is told as that where nothing else takes longer.
        """
        told = (self._waiting(host, links) for host, links in left.items() if links > 0)
        return max(told, key=lambda one: one.seconds, default=None)

    def _waiting(self, host: str, links: int) -> Waiting:
        now = self._monotonic()
        paces = [self._record(name).pace for name in _names(host)]
        slow = max(paces, key=lambda pace: pace.ready_at + links * pace.each)
        seconds = max(slow.ready_at - now, 0.0) + links * slow.each
        queue = self._queues.get(_names(host)[0])
        silent = now - queue.asked_at if queue is not None and queue.in_flight else 0.0
        if silent >= seconds:
            return Waiting(host, links, slow.each, silent, WaitReason.SILENT)
        return Waiting(host, links, slow.each, seconds, slow.why(now))

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[Slot]:
        """Wait until this host may be asked, and hold its slot.

        Raises `FetchError` where it is not asked any more: `HOST_PAUSED` or `TIME_UP`.
        """
        slot = Slot(self._now)
        queues = [self._queue(name) for name in _names(host)]
        try:
            place = await self._enter(queues)
            began = self._monotonic()
            token = current.set(place)
            try:
                yield slot
            finally:
                current.reset(token)
                self._leave(queues, slot, place, began)
        finally:
            for queue in queues:
                queue.record.users -= 1
                if not queue.record.users:
                    del self._queues[queue.name]

    async def _enter(self, queues: list[_Queue]) -> Place:
        """Wait in the row of the host, then in that of its platform; a place is taken at last.

        In this order a host that wants to be asked slowly does not hold its platform up.
        """
        async with AsyncExitStack() as rows:
            for at, queue in enumerate(queues, 1):
                await rows.enter_async_context(queue.entry)
                await self._until_ready(queues[:at])
            while True:
                place = await self._places.enter()
                try:
                    ready = not any(self._seconds_left(queue, queues[0]) for queue in queues)
                except FetchError:
                    self._places.leave(place)
                    raise
                if ready:
                    break
                self._places.leave(place)
                await self._until_ready(queues)
            for queue in queues:
                queue.in_flight += 1
                queue.asked_at = self._monotonic()
            return place

    async def _until_ready(self, queues: list[_Queue]) -> None:
        """Wait until all of them may be asked; raises `FetchError` where one is not any more."""
        while True:
            waits = [(self._seconds_left(queue, queues[0]), queue) for queue in queues]
            left, queue = max(waits, key=lambda item: item[0])
            if not left:
                return
            if left == FULL:
                queue.freed = anyio.Event()
                await queue.freed.wait()
            else:
                await self._sleep(min(left, max(self._until - self._monotonic(), 0.0)))

    def _seconds_left(self, queue: _Queue, own: _Queue) -> float:
        """How long until it may be asked: 0 for now, `FULL` until a request of it ends.

        Raises `FetchError` where that will not be in this round; `own` is the host itself.
        """
        now = self._monotonic()
        if now >= self._until:
            raise FetchError(ErrorKind.TIME_UP, "the time for asking was over")
        if (why := queue.record.why_left) is not None:
            raise FetchError(ErrorKind.HOST_PAUSED, why)
        pace = queue.record.pace
        if pace.is_paused_too_long(now, self._most_wait, self._until):
            until = f"{self._tell(own, queue.record, now):%Y-%m-%d %H:%M:%S} UTC"
            raise FetchError(ErrorKind.HOST_PAUSED, f"it asks to be left alone until {until}")
        if queue.in_flight >= pace.in_flight:
            return FULL
        return max(pace.ready_at - now, 0.0)

    def _tell(self, own: _Queue, paused: HostRecord, now: float) -> datetime:
        """Have it remembered once until when a host is to be left alone; gives that time (UTC).

        `paused` is its own record or that of its platform.
        """
        end = paused.pace.paused_until
        if paused.pause is None or paused.pause[0] != end:
            date = (self._now() + timedelta(seconds=end - now)).astimezone(UTC)
            # To a whole second, and rather later than earlier.
            paused.pause = end, (date + ALMOST_A_SECOND).replace(microsecond=0)
        if own.record.told != end:
            own.record.told = end
            self._remember(HostNote(own.name, paused.pause[1]))
        return paused.pause[1]

    def _leave(self, queues: list[_Queue], slot: Slot, place: Place, began: float) -> None:
        self._places.leave(place)
        if slot.asked:
            # Its answer had ended with its last bytes; what we made of them is our own time.
            ended = self._monotonic() if place.last is None else place.last
            self._learn(queues, slot.heard, began, ended)
        for queue in queues:
            queue.in_flight -= 1
            if queue.freed is not None:
                queue.freed.set()
                queue.freed = None

    def _learn(self, queues: list[_Queue], heard: Heard, began: float, now: float) -> None:
        """A 429 is the platform's word, all else the host's own."""
        own, lane = queues[0], queues[-1]
        own.record.breaker.hear(heard)
        answered = heard.status is not None and not heard.hung
        for queue in queues:
            if heard.good:
                queue.record.pace.answered_well()
            if queue is lane and heard.refused:
                queue.record.pace.refused(began, now, heard.wait)
            elif queue is own and not heard.refused and heard.wait is not None:
                queue.record.pace.pause(now, heard.wait)
            queue.record.pace.rest(now, now - began if answered else 0.0)
            if queue.record.pace.is_paused_too_long(now, self._most_wait, self._until):
                self._tell(own, queue.record, now)

    def _queue(self, name: str) -> _Queue:
        queue = self._queues.get(name)
        if queue is None:
            queue = self._queues[name] = _Queue(name, self._record(name))
        queue.record.users += 1
        return queue

    def _record(self, name: str) -> HostRecord:
        return self._hosts.get(name, self._monotonic())


def _names(host: str) -> tuple[str, ...]:
    """The host, and the platform that it is a part of."""
    name = host.lower().rstrip(".").strip("[]")
    lane = lane_of(name)
    return (name,) if lane == name else (name, lane)
