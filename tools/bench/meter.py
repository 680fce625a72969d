"""Where time goes: seconds of CPU and of the clock by the part that is being worked on.

A part that calls another hands over to it until it returns, so that nothing is counted twice. Only
the main thread tells what is being worked on; CPU is that of all threads and processes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

REST = "rest"
"""What belongs to no part: start-up, the walk over the files, the command line."""


class Meter:
    """Counts; `cpu` and `wall` read the clocks."""

    def __init__(
        self, cpu: Callable[[], float], wall: Callable[[], float] = time.monotonic
    ) -> None:
        self._clocks = cpu, wall
        self._last = cpu(), wall()
        self._stack = [REST]
        self.cpu: dict[str, float] = {}
        self.wall: dict[str, float] = {}
        self.first: dict[str, float] = {}
        """When a part was first begun, and last ended, by the clock."""
        self.last: dict[str, float] = {}
        self.tally: dict[str, int] = {}

    def timed(
        self, part: str, function: Callable[..., Any], counted: int | None = None
    ) -> Callable[..., Any]:
        """A function that counts for a part; what it yields later counts for it, too.

        `counted` is the place of the argument whose length is added to the part's tally.
        """

        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            if threading.current_thread() is not threading.main_thread():
                return function(*given, **named)
            self.enter(part)
            try:
                found = function(*given, **named)
            finally:
                self.leave(part)
            if counted is not None:
                self.tally[part] = self.tally.get(part, 0) + len(given[counted])
            return self._drawn(part, found) if isinstance(found, Iterator) else found

        return timed

    def _drawn(self, part: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            self.enter(part)
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                self.leave(part)
            yield item

    def enter(self, part: str) -> None:
        self._count()
        self.first.setdefault(part, self._last[1])
        self._stack.append(part)

    def leave(self, part: str) -> None:
        self._count()
        self.last[part] = self._last[1]
        self._stack.pop()

    def end(self) -> None:
        """Count what was left open."""
        self._count()

    def _count(self) -> None:
        now = self._clocks[0](), self._clocks[1]()
        part = self._stack[-1]
        self.cpu[part] = self.cpu.get(part, 0.0) + now[0] - self._last[0]
        self.wall[part] = self.wall.get(part, 0.0) + now[1] - self._last[1]
        self._last = now
