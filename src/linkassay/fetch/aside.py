"""Work that blocks or takes long, done aside in threads; what came of it is fetched from here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")

Then = Callable[[], None]


class Aside(Generic[T]):
    """Runs functions in threads of their own, `most` at once; `wake` is called when one has ended.

    The threads are left behind when nobody wants what they do: a name that a resolver is silent
    about must not keep a program from ending.
    """

    def __init__(self, wake: Callable[[], None], most: int) -> None:
        self._wake = wake
        self._most = most
        self._running = 0
        self._waiting: deque[tuple[Callable[[], T], Callable[[T | Exception], None]]] = deque()
        self._done: SimpleQueue[Then] = SimpleQueue()

    def run(self, work: Callable[[], T], then: Callable[[T | Exception], None]) -> None:
        """Have a function run; `collect` gives what it gave or raised to `then`."""
        self._waiting.append((work, then))
        self._begin()

    def collect(self) -> None:
        """Hand on what has ended since the last time."""
        with suppress(Empty):
            while True:
                then = self._done.get_nowait()
                self._running -= 1
                self._begin()
                then()

    def _begin(self) -> None:
        while self._waiting and self._running < self._most:
            work, then = self._waiting.popleft()
            self._running += 1
            Thread(target=self._work, args=(work, then), daemon=True).start()

    def _work(self, work: Callable[[], T], then: Callable[[T | Exception], None]) -> None:
        came: T | Exception
        try:
            came = work()
        except Exception as error:
            came = error
        self._done.put(lambda: then(came))
        self._wake()
