"""Who is ready to be read or written: the system's own poll, with as little around it as may be.

`selectors` costs three times as much for each socket that comes and goes (11 µs of a request,
measured on Linux), so that epoll is asked itself where there is one.
"""

from __future__ import annotations

import select
import selectors
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
BOTH = READ | WRITE
"""libcurl has the same numbers for what it waits for (`CURL_POLL_*`) and is told
(`CURL_CSELECT_*`)."""


class Poll(Protocol):
    """Watches sockets by their numbers; events are `READ`, `WRITE`, or both."""

    def register(self, number: int, events: int, /) -> None: ...

    def modify(self, number: int, events: int, /) -> None: ...

    def unregister(self, number: int, /) -> None: ...

    def poll(self, seconds: float, /) -> Iterable[tuple[int, int]]:
        """Numbers and events; waits so many seconds at most."""

    def close(self) -> None: ...


def best() -> Poll:
    """The quickest there is."""
    return ByEpoll() if hasattr(select, "epoll") else BySelectors()


class ByEpoll:
    """epoll(7). An error or a hang-up is an event of both kinds.

    What is watched no more stays with the system until something comes: as a rule it is closed at
    once, with which it is forgotten there, or watched again. That saves a call or two a request.
    """

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._wanted = {
            READ: select.EPOLLIN,
            WRITE: select.EPOLLOUT,
            BOTH: select.EPOLLIN | select.EPOLLOUT,
        }
        self._seen = {mask: events for events, mask in self._wanted.items()}
        self._left: set[int] = set()

    def register(self, number: int, events: int, /) -> None:
        mask = self._wanted[events]
        if events == READ and number in self._left:
            # As a rule a connection that was kept: a new one is written to first.
            self._left.discard(number)
            self._change(number, mask)
            return
        self._left.discard(number)
        try:
            self._poll.register(number, mask)
        except FileExistsError:
            self._poll.modify(number, mask)

    def modify(self, number: int, events: int, /) -> None:
        self._poll.modify(number, self._wanted[events])

    def unregister(self, number: int, /) -> None:
        self._left.add(number)

    def poll(self, seconds: float, /) -> Iterable[tuple[int, int]]:
        seen = self._seen
        came = self._poll.poll(seconds)
        if not self._left.isdisjoint([number for number, _ in came]):
            came = [item for item in came if not self._is_left(item[0])]
        return [(number, seen.get(mask, BOTH)) for number, mask in came]

    def close(self) -> None:
        self._poll.close()

    def _change(self, number: int, mask: int) -> None:
        try:
            self._poll.modify(number, mask)
        except FileNotFoundError:
            self._poll.register(number, mask)

    def _is_left(self, number: int) -> bool:
        """Whether nobody waits for a socket any more; the system forgets it then."""
        if number not in self._left:
            return False
        self._left.discard(number)
        with suppress(OSError):  # closed meanwhile
            self._poll.unregister(number)
        return True


class BySelectors:
    """Whatever else the system has."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()

    def register(self, number: int, events: int, /) -> None:
        self._selector.register(number, events)

    def modify(self, number: int, events: int, /) -> None:
        self._selector.modify(number, events)

    def unregister(self, number: int, /) -> None:
        self._selector.unregister(number)

    def poll(self, seconds: float, /) -> Iterable[tuple[int, int]]:
        return [(key.fd, events) for key, events in self._selector.select(seconds)]

    def close(self) -> None:
        self._selector.close()
