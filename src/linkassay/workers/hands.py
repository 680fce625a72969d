"""All processes that work beside this one: tasks go out as there is room, and come back in order."""

from __future__ import annotations

import select
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from linkassay.model.limits import MIB
from linkassay.workers.hand import Begin, Hand, Task
from linkassay.workers.pool import cores
from linkassay.workers.process import may_fork

AHEAD = 4
"""So many tasks for each process are taken before the first of them is done: a long one holds up
its own process only."""
IN_HAND = 2
"""So many tasks a process has: one that it does, and one that waits for it."""
MOST_TOLD = 16 * 1024
"""Bytes of a task: two fit into a pipe (64 KiB, pipe(7)), so that telling them never waits."""
BYTES_AHEAD = 8 * MIB
"""Above so much that was made too early nobody is heard but who does the next task."""


class Hands:
    """Does work in at most `most` forks of this process, as many as there are cores for `None`.

    Implements `ports.Hands`. Where it is not safe to fork (on Linux it is, while there is one
    thread) all is to be done here. When a work is over, none of its processes is left.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most or cores()
        self._hands: list[Hand] = []
        self._ahead: deque[Task] = deque()
        self._waiting: deque[Task] = deque()

    def each(self, tasks: Iterable[bytes], begin: Begin, /) -> Iterator[bytes | None]:
        """What is made of each task, in their order; `None` where it must be done here instead."""
        rest = iter(tasks)
        if self._most < 2 or not may_fork():
            yield from (None for _ in rest)
            return
        try:
            self._take(rest)
            self._start(begin)
            while self._ahead:
                self._hand_out()
                while self._ahead and self._ahead[0].is_done:
                    yield self._ahead.popleft().made
                    self._take(rest)
                    self._hand_out()
                self._hear()
        finally:
            self._end()

    def _start(self, begin: Begin) -> None:
        """All are begun at once: later the caller may hold what a fork must not share."""
        with suppress(OSError):
            for _ in range(min(self._most, len(self._ahead))):
                self._hands.append(Hand(begin))

    def _take(self, rest: Iterator[bytes]) -> None:
        """Take tasks while there is room for them."""
        for told in islice(rest, AHEAD * self._most - len(self._ahead)):
            task = Task(told)
            self._ahead.append(task)
            if len(told) > MOST_TOLD:
                task.end(None)
            else:
                self._waiting.append(task)

    def _hand_out(self) -> None:
        """Give tasks to those who have the fewest."""
        while self._waiting and self._hands:
            hand = min(self._hands, key=lambda one: len(one.busy_with))
            if len(hand.busy_with) >= IN_HAND:
                return
            if not hand.give(self._waiting.popleft()):
                self._lose(hand)
        if not self._hands:
            while self._waiting:
                self._waiting.popleft().end(None)

    def _hear(self) -> None:
        """Wait until something has come of a task, unless what comes next is there."""
        if not self._ahead or self._ahead[0].is_done:
            return
        ready = select.poll()
        heard = {hand.answers: hand for hand in self._heard()}
        for answers in heard:
            ready.register(answers, select.POLLIN)
        for answers, _ in ready.poll():
            if not heard[answers].hear():
                self._lose(heard[answers])

    def _heard(self) -> list[Hand]:
        """Those who are listened to."""
        if sum(len(task.made or b"") for task in self._ahead) <= BYTES_AHEAD:
            return self._hands
        return [hand for hand in self._hands if self._ahead[0] in hand.busy_with]

    def _lose(self, hand: Hand) -> None:
        """A process died; its tasks are done elsewhere."""
        self._hands.remove(hand)
        hand.kill()

    def _end(self) -> None:
        """Forget all tasks, and end all processes, whatever they do."""
        self._ahead.clear()
        self._waiting.clear()
        while self._hands:
            self._hands.pop().kill()
