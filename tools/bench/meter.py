"""Where time goes: seconds of CPU and of the clock by the part that is being worked on.

A part that calls another hands over to it until it returns, so that nothing is counted twice. The
CPU of other processes belongs to the part that employs them, whatever the main thread does
meanwhile; a thread beside it counts for itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator
from functools import wraps
from typing import Any

REST = "rest"
"""What belongs to no part: start-up, the walk over the files, the command line."""


class Meter:
    """Counts; `own`, `others` and `wall` read the clocks, `employers` are parts with processes."""

    def __init__(
        self,
        own: Callable[[], float],
        others: Callable[[], float],
        employers: Collection[str] = (),
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        self._own, self._others, self._wall = own, others, wall
        self._employers = employers
        self._stack = [REST]
        self._beside = 0.0
        self._lock = threading.Lock()
        self._last = own(), others(), wall()
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
            if counted is not None:
                self.tally[part] = self.tally.get(part, 0) + len(given[counted])
            if threading.current_thread() is not threading.main_thread():
                return self._in_a_thread(part, lambda: function(*given, **named))
            self.enter(part)
            try:
                found = function(*given, **named)
            finally:
                self.leave(part)
            return self._drawn(part, found) if isinstance(found, Iterator) else found

        return timed

    def enter(self, part: str) -> None:
        """From now on it is worked on this."""
        self.count()
        self.first.setdefault(part, self._last[2])
        self._stack.append(part)

    def leave(self, part: str) -> None:
        """It is worked on what was left for this."""
        self.count()
        self.last[part] = self._last[2]
        self._stack.pop()

    def count(self) -> None:
        """Count what has passed since the last time."""
        with self._lock:
            now = self._own() - self._beside, self._others(), self._wall()
        part = self._stack[-1]
        employer = next((one for one in reversed(self._stack) if one in self._employers), part)
        self._add(part, now[0] - self._last[0])
        self._add(employer, now[1] - self._last[1])
        self.wall[part] = self.wall.get(part, 0.0) + now[2] - self._last[2]
        self._last = now

    def _add(self, part: str, seconds: float) -> None:
        self.cpu[part] = self.cpu.get(part, 0.0) + seconds

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

    def _in_a_thread(self, part: str, call: Callable[[], Any]) -> Any:
        began = time.thread_time()
        try:
            return call()
        finally:
            with self._lock:
                spent = time.thread_time() - began
                self._beside += spent
                self._add(part, spent)
                self.last[part] = self._wall()
