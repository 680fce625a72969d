"""All processes that work beside this one: tasks go out as there is room, answers come in order."""

from __future__ import annotations

import select
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from itertools import islice

from linkassay.model.limits import MIB
from linkassay.workers.forking import may_fork
from linkassay.workers.hand import Begin, Hand, Task
from linkassay.workers.pool import cores

AHEAD = 4
"""So many tasks for each process are taken before the first of them is done: a long one holds up
its own process only."""
IN_HAND = 2
"""So many tasks a process has: one that it does, and one that waits for it."""
BYTES_AHEAD = 8 * MIB
"""Above so much that was made too early nobody is heard but who does the next task."""


class Hands:
    """Does work in at most `most` forks of this process, as many as there are cores for `None`.

    Implements `ports.Hands`. Where it is not safe to fork (on Linux it is, while there is one
    thread) all is to be done here.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most or cores()

    def each(self, tasks: Iterable[bytes], begin: Begin, /) -> Generator[bytes | None]:
        """What is made of each task, in their order; `None` where it must be done here instead."""
        most = self._most if self._most > 1 and may_fork() else 0
        work = _Work(tasks, most)
        try:
            work.begin_with(begin)
            yield from work.made()
        finally:
            work.end()


class _Work:
    """What is done of the tasks of one work, and by whom."""

    def __init__(self, tasks: Iterable[bytes], most: int) -> None:
        self._rest = iter(tasks)
        self._most = most
        self._hands: list[Hand] = []
        self._ahead: deque[Task] = deque()
        self._waiting: deque[Task] = deque()
        self._take()

    def begin_with(self, begin: Begin) -> None:
        """All processes begin at once: later our caller may hold what a fork must not share."""
        with suppress(OSError):
            for _ in range(min(self._most, len(self._ahead))):
                self._hands.append(Hand(begin))

    def made(self) -> Iterator[bytes | None]:
        """What is made of each task."""
        while self._ahead:
            self._hand_out()
            while not self._ahead[0].is_done:
                self._hear()
                self._hand_out()
            yield self._ahead.popleft().made
            self._take()

    def end(self) -> None:
        """End all processes, whatever they do."""
        while self._hands:
            self._hands.pop().kill()

    def _take(self) -> None:
        """Take tasks while there is room for them."""
        room = max(AHEAD * self._most, 1) - len(self._ahead)
        taken = [Task(told) for told in islice(self._rest, room)]
        self._ahead += taken
        self._waiting += taken

    def _hand_out(self) -> None:
        """Give tasks to those who have the fewest; without anybody they are not done."""
        while self._waiting and self._hands:
            hand = min(self._hands, key=lambda one: len(one.busy_with))
            if len(hand.busy_with) >= IN_HAND:
                return
            hand.give(self._waiting.popleft())
        while self._waiting:
            self._waiting.popleft().end(None)

    def _hear(self) -> None:
        """Wait until something has come of a task, or there is room to tell one."""
        ready = select.poll()
        for hand in self._listened_to():
            ready.register(hand.answers, select.POLLIN)
        for hand in self._hands:
            if hand.is_told_late:
                ready.register(hand.tasks, select.POLLOUT)
        now = dict(ready.poll())
        for hand in tuple(self._hands):
            if hand.tasks in now:
                hand.tell()
            if hand.answers in now and not hand.hear():
                self._hands.remove(hand)
                hand.kill()

    def _listened_to(self) -> list[Hand]:
        if sum(len(task.made or b"") for task in self._ahead) <= BYTES_AHEAD:
            return self._hands
        return [hand for hand in self._hands if self._ahead[0] in hand.busy_with]
