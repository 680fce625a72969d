"""What comes back from machines or processes, in whatever thread it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

from linkassay.cluster.crowd import Lost

Came = tuple[int, bytes | Lost]
"""The number of a bundle, and what came of it."""


class Arrivals:
    """Keeps what has come until somebody asks. `put` may be called from any thread."""

    def __init__(self, forget: Callable[[int], object]) -> None:
        self._forget = forget
        self._came: SimpleQueue[Came] = SimpleQueue()
        self.put = self._came.put

    def come(self, seconds: float) -> Iterator[Came]:
        """What has come; waits for the first so many seconds. Each number is forgotten then."""
        wait = seconds
        while True:
            try:
                number, came = self._came.get(timeout=wait) if wait else self._came.get_nowait()
            except Empty:
                return
            self._forget(number)
            yield number, came
            wait = 0.0
