"""The sockets libcurl works with: who is ready, and who drips."""

from __future__ import annotations

import fcntl
import heapq
import socket
import struct
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from linkassay.fetch.curl.polling import BOTH, READ, Poll, best
from linkassay.fetch.effort import FREE_TINY_READS, PAUSE, TINY_READ, TINY_READS

FREE_READS = 4
"""Reads of one answer that are not weighed: as many as an answer of 64 KiB takes."""


@dataclass(slots=True)
class Watched:
    """A socket: what libcurl waits for, and how often something came.

    After the first reads it is weighed what came, encryption included: `size` in bytes, and how
    many pieces were `tiny`. While it `rests` it is not watched.
    """

    events: int
    reads: int = 0
    tiny: int = 0
    size: int = 0
    rests: bool = False


class Sockets:
    """Watches sockets for libcurl, with one of its own among them that `wake` writes to.

    A socket through which thousands of tiny pieces came rests between reads (see `effort`).
    """

    def __init__(self, monotonic: Callable[[], float], poll: Poll | None = None) -> None:
        self._monotonic = monotonic
        self._poll = poll or best()
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)
        self._ear.setblocking(False)
        self._listening = self._ear.fileno()
        self._poll.register(self._listening, READ)
        self._rung = False
        self._watched: dict[int, Watched] = {}
        self._resting: list[tuple[float, int]] = []

    def watch(self, what: int, number: int, *_: object) -> None:
        """What libcurl wants to know of a socket (`M_SOCKETFUNCTION`)."""
        watched = self._watched.get(number)
        if not 0 < what <= BOTH:
            if watched is not None:
                self._forget(number, watched)
        elif watched is None:
            self._watched[number] = Watched(what)
            self._poll.register(number, what)
        else:
            watched.events = what
            if not watched.rests:
                self._poll.modify(number, what)

    def ready(self, seconds: float) -> Iterator[tuple[int, int, Watched | None]]:
        """Sockets on which something happened, what, and what came so far where it is much.

        Waits so many seconds at most, for less where the bell rings or a socket has rested.
        """
        if self._resting:
            now = self._monotonic()
            self._rouse(now)
            seconds = min([seconds, *(max(until - now, 0.0) for until, _ in self._resting[:1])])
        for number, events in self._poll.poll(seconds):
            watched = self._watched.get(number)
            if watched is not None:
                watched.reads += 1
                if watched.reads > FREE_READS:
                    self._weigh(number, watched)
                    yield number, events, watched
                else:
                    yield number, events, None
            elif number == self._listening:
                self._ear.recv(4096)
                self._rung = True

    def wake(self) -> None:
        """End a wait early, from any thread. Where nobody listens any more, nothing happens."""
        with suppress(OSError):  # it rings already, or is closed
            self._bell.send(b"!")

    def heard_bell(self) -> bool:
        """Whether somebody called `wake` since this was asked."""
        rung, self._rung = self._rung, False
        return rung

    def close(self) -> None:
        """Watch nothing any more."""
        self._poll.close()
        self._bell.close()
        self._ear.close()

    def _weigh(self, number: int, watched: Watched) -> None:
        size = waiting_in(number)
        watched.size += size
        if size < TINY_READ:
            watched.tiny += 1
            if watched.tiny > FREE_TINY_READS and watched.tiny % TINY_READS == 0:
                self._poll.unregister(number)
                watched.rests = True
                heapq.heappush(self._resting, (self._monotonic() + PAUSE, number))

    def _rouse(self, now: float) -> None:
        while self._resting and self._resting[0][0] <= now:
            _, number = heapq.heappop(self._resting)
            watched = self._watched[number]
            watched.rests = False
            self._poll.register(number, watched.events)

    def _forget(self, number: int, watched: Watched) -> None:
        del self._watched[number]
        if watched.rests:
            self._resting = [item for item in self._resting if item[1] != number]
            heapq.heapify(self._resting)
        else:
            self._poll.unregister(number)


def waiting_in(number: int) -> int:
    """Bytes that have come and were not read (`FIONREAD`)."""
    return int(struct.unpack("i", fcntl.ioctl(number, termios.FIONREAD, bytes(4)))[0])
