"""Whose turn it is among many hosts: a heap of the times at which each may be asked.

Pure arithmetic on a clock that the caller reads: nothing here waits, opens a socket or knows what
the items are. One host is one lane, over all its schemes and ports; the sites of one platform have
lanes of their own and share the platform's pace. A host that waits costs nothing but its place in
the heap, so that links which are grouped by host do not wait for each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

from linkassay.fetch.errors import FetchError
from linkassay.fetch.heard import Heard
from linkassay.fetch.hosts import HostRecord, Hosts
from linkassay.fetch.patience import Patience
from linkassay.fetch.queue import Queue
from linkassay.fetch.turns import Turn
from linkassay.model import HostNote, Waiting, WaitReason
from linkassay.urls import lane_of

FULL = float("inf")
"""There is no telling when a request under way will end."""

NOW = float("-inf")

T = TypeVar("T")


class Lanes(Generic[T]):
    """Gives turns, for one round of asking.

    `hosts` outlives it; the others are those of `Patience`. Every time but that of `now` is in
    seconds of one monotonic clock.
    """

    def __init__(
        self,
        hosts: Hosts,
        *,
        now: Callable[[], datetime],
        most_wait: float,
        until: float,
        remember: Callable[[HostNote], None],
        goes_on: bool = False,
    ) -> None:
        self._hosts = hosts
        self._patience = Patience(
            now=now, most_wait=most_wait, until=until, remember=remember, goes_on=goes_on
        )
        self._queues: dict[str, Queue[T]] = {}
        self._heap: list[tuple[float, int, Queue[T]]] = []
        self._ready: list[tuple[int, int, Queue[T]]] = []
        self._held_up: dict[str, deque[Queue[T]]] = {}
        self._order = count()
        hosts.half_open()

    def __len__(self) -> int:
        """How many lanes are open."""
        return len(self._queues)

    def open(self, host: str, items: Iterator[T], now: float, links: int = 0) -> None:
        """Open a lane with what is to be asked of a host; one that is open gets more.

        `links` is how many items these are, as far as is known: the longest lane goes first.
        """
        queue = self._queue(host, now)
        queue.add(items, links)
        self._list(queue, now)

    def put_first(self, host: str, item: T, now: float) -> None:
        """Something that goes before all that was not begun yet: where a redirect leads."""
        queue = self._queue(host, now)
        queue.first.append(item)
        self._list(queue, now)

    def put_before(self, host: str, item: T, now: float) -> None:
        """Something that others wait for: a robots.txt."""
        queue = self._queue(host, now)
        queue.urgent.append(item)
        self._list(queue, now)

    def hold(self, host: str, now: float) -> None:
        """Give nothing of a host but what others wait for, until each hold is let go."""
        self._queue(host, now).held += 1

    def let_go(self, host: str, now: float) -> None:
        """Take one hold back."""
        queue = self._queue(host, now)
        queue.held -= 1
        self._list(queue, now)

    def put_back(self, turn: Turn[T], now: float) -> None:
        """Give a turn back that nothing was asked with; its item comes first when it may."""
        (turn.queue.urgent if turn.urgent else turn.queue.first).appendleft(turn.item)
        self.end(turn, None, now)

    def next(self, now: float) -> Turn[T] | None:
        """The next turn, `None` where nobody may be asked now (see `ready_at`).

        Of several hosts that may be asked it is that of which most is left: the end of the round
        depends on it.
        """
        while self._heap and (self._heap[0][0] <= now or now >= self._patience.until):
            _, order, queue = heappop(self._heap)
            heappush(self._ready, (-queue.left, order, queue))
        while self._ready:
            queue = heappop(self._ready)[2]
            queue.listed = False
            refusal: FetchError | None = None
            try:
                if not self._may_begin(queue, now):
                    continue
            except FetchError as error:
                refusal = error
            turn = self._begin(queue, now, refusal)
            if turn is not None:
                return turn
        return None

    def ready_at(self) -> float:
        """When the next turn may be given; `FULL` where that hangs on what is under way."""
        if self._ready:
            return NOW
        return min(self._heap[0][0], self._patience.until) if self._heap else FULL

    def is_of(self, turn: Turn[T], host: str) -> bool:
        """Whether a turn is one of this host, and not of a lane by another name."""
        return turn.queue.records[0][0] == names_of(host)[0]

    def still_free(self, turn: Turn[T], now: float) -> bool:
        """Whether a turn that waited for something else still holds; its request begins now.

        One whose host asked for a pause meanwhile has a `refusal`, or is given back.
        """
        queue = turn.queue
        try:
            left = max(self._patience.left(queue.records, now))
        except FetchError as refusal:
            turn.refusal = refusal
            return False
        if left > 0:
            self.put_back(turn, now)
            return False
        turn.began = queue.asked_at = now
        return True

    def end(self, turn: Turn[T], heard: Heard | None, now: float) -> None:
        """A turn is over. `heard` is what came of it, `None` where nobody was asked.

        `now` is when its answer ended.
        """
        queue = turn.queue
        if heard is not None:
            self._patience.learn(queue.records, heard, turn.began, now)
        queue.in_flight -= 1
        for _, record in queue.records:
            record.in_flight -= 1
        self._wake(queue, now)
        self._list(queue, now)

    def at_once(self, host: str, now: float) -> int:
        """How many requests to a host there may be at once."""
        return min(self._record(name, now).pace.in_flight for name in names_of(host))

    def slow_down(self, host: str, delay: float, now: float) -> None:
        """Between two requests to a host there are at least so many seconds: it asks for them."""
        self._record(names_of(host)[0], now).pace.delay = delay

    def keep(self, note: HostNote, now: float) -> None:
        """Heed what an earlier run noted of a host: until when it asked not to be asked."""
        self._patience.keep(self._record(names_of(note.host)[0], now), note, now)

    def slowest(self, left: Mapping[str, int], now: float) -> Waiting | None:
        """Of hosts with so many links left, the one that will take longest; `None` where none is.

        A host that has been silent for a while is told as that where nothing else takes longer.
        """
        told = (self._waiting(host, links, now) for host, links in left.items() if links > 0)
        return max(told, key=lambda one: one.seconds, default=None)

    def _waiting(self, host: str, links: int, now: float) -> Waiting:
        paces = [self._record(name, now).pace for name in names_of(host)]
        slow = max(paces, key=lambda pace: pace.ready_at + links * pace.each)
        seconds = max(slow.ready_at - now, 0.0) + links * slow.each
        queue = self._queues.get(names_of(host)[0])
        silent = now - queue.asked_at if queue is not None and queue.in_flight else 0.0
        if silent >= seconds:
            return Waiting(host, links, slow.each, silent, WaitReason.SILENT)
        return Waiting(host, links, slow.each, seconds, slow.why(now))

    def _may_begin(self, queue: Queue[T], now: float) -> bool:
        """Whether a lane that left the heap may be asked now; else it stands in a row again.

        Raises `FetchError` where it will not be asked in this round.
        """
        waits = self._patience.left(queue.records, now)
        if self._hold(queue):
            return False
        longest = max(waits)
        if longest <= 0:
            return True
        self._push(queue, now + longest)
        if waits[-1] < longest:
            self._wake(queue, now)
        return False

    def _begin(self, queue: Queue[T], now: float, refusal: FetchError | None) -> Turn[T] | None:
        urgent = bool(queue.urgent)
        item = queue.take()
        if item is None:
            self._wake(queue, now)
            self._drop(queue)
            return None
        queue.in_flight += 1
        queue.asked_at = now
        for _, record in queue.records:
            record.in_flight += 1
        self._list(queue, now)
        return Turn(queue, item, refusal, urgent, now)

    def _list(self, queue: Queue[T], now: float) -> None:
        """Put a lane into the heap where it has something to be asked, and forget it else."""
        if queue.listed:
            return
        if not queue.may_have_next:
            self._drop(queue)
        elif not self._hold(queue):
            ready = max([record.pace.ready_at for _, record in queue.records])
            waits = ready > now and not self._patience.ends(queue.records, now)
            self._push(queue, ready if waits else now)

    def _hold(self, queue: Queue[T]) -> bool:
        """Whether a lane has to wait until a request of its own or of its platform ends."""
        for name, record in queue.records:
            if record.in_flight >= record.pace.in_flight:
                self._held_up.setdefault(name, deque()).append(queue)
                queue.listed = True
                return True
        return False

    def _wake(self, queue: Queue[T], now: float) -> None:
        """One lane that this one held up gets into the heap; it wakes the next in its turn."""
        for name, _ in queue.records:
            waiting = self._held_up.get(name)
            if waiting:
                woken = waiting.popleft()
                woken.listed = False
                self._list(woken, now)
            elif waiting is not None:
                del self._held_up[name]

    def _push(self, queue: Queue[T], at: float) -> None:
        queue.listed = True
        heappush(self._heap, (at, next(self._order), queue))

    def _drop(self, queue: Queue[T]) -> None:
        """A lane with nothing left and nothing under way is forgotten."""
        kept = queue.in_flight or queue.held or not queue.is_empty
        if kept or self._queues.get(queue.records[0][0]) is not queue:
            return
        del self._queues[queue.records[0][0]]
        for _, record in queue.records:
            record.users -= 1

    def _queue(self, host: str, now: float) -> Queue[T]:
        names = names_of(host)
        queue = self._queues.get(names[0])
        if queue is None:
            records = tuple((name, self._record(name, now)) for name in names)
            for _, record in records:
                record.users += 1
            queue = self._queues[names[0]] = Queue(host, records)
        return queue

    def _record(self, name: str, now: float) -> HostRecord:
        return self._hosts.get(name, now)


@lru_cache(maxsize=4096)
def names_of(host: str) -> tuple[str, ...]:
    """The host, and the platform that it is a part of."""
    name = host.lower().rstrip(".").strip("[]")
    lane = lane_of(name)
    return (name,) if lane == name else (name, lane)
