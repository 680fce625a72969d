"""One ledger for two threads: one reads from it what is to be asked, the other stores answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from threading import Lock
from typing import TypeVar

from linkassay.model import Lane

T = TypeVar("T")


class OneAtATime:
    """Lets one thread at a time use what lies behind it."""

    def __init__(self) -> None:
        self._lock = Lock()

    def lanes(self, lanes: Iterable[Lane]) -> Iterator[Lane]:
        """The lanes, each of them and each window of it read alone."""
        for lane in self._each(lanes):
            yield replace(lane, windows=self._each(lane.windows))

    def taken(self, use: Callable[[T], None]) -> Callable[[T], None]:
        """The function, called alone."""

        def called(given: T) -> None:
            with self._lock:
                use(given)

        return called

    def _each(self, items: Iterable[T]) -> Iterator[T]:
        waiting = iter(items)
        while True:
            with self._lock:
                found = next(waiting, None)
            if found is None:
                return
            yield found
