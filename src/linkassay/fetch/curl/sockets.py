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

from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.curl.polling import READ, WRITE, Poll, best
from linkassay.fetch.effort import FREE_TINY_READS, PAUSE, TINY_READ, TINY_READS

FREE_READS = 4
"""Reads of one answer that are not weighed: as many as an answer of 64 KiB takes."""

_EVENTS = {pycurl.POLL_IN: READ, pycurl.POLL_OUT: WRITE, pycurl.POLL_INOUT: READ | WRITE}

_SELECTED = {
    READ: pycurl.CSELECT_IN,
    WRITE: pycurl.CSELECT_OUT,
    READ | WRITE: pycurl.CSELECT_IN | pycurl.CSELECT_OUT,
}


@dataclass(slots=True)
class Weighed:
    """What came through a socket after its first reads: bytes, encryption included."""

    tiny: int = 0
    size: int = 0


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
        self._wanted: dict[int, int] = {}
        self._reads: dict[int, int] = {}
        self._weighed: dict[int, Weighed] = {}
        self._resting: list[tuple[float, int]] = []

    def watch(self, what: int, number: int, *_: object) -> None:
        """What libcurl wants to know of a socket (`M_SOCKETFUNCTION`)."""
        events = _EVENTS.get(what)
        known = number in self._wanted
        if events is None:
            if known:
                self._forget(number)
            return
        self._wanted[number] = events
        if not known:
            self._reads[number] = 0
            self._poll.register(number, events)
        elif not self._rests(number):
            self._poll.modify(number, events)

    def ready(self, seconds: float) -> Iterator[tuple[int, int, Weighed | None]]:
        """Sockets on which something happened, what, and what came so far where it is much.

        Waits so many seconds at most, for less where the bell rings or a socket has rested.
        """
        if self._resting:
            now = self._monotonic()
            self._rouse(now)
            seconds = min([seconds, *(max(until - now, 0.0) for until, _ in self._resting[:1])])
        for number, events in self._poll.poll(seconds):
            if number == self._listening:
                self._ear.recv(4096)
                self._rung = True
            elif number in self._wanted:
                self._reads[number] += 1
                some = self._reads[number] > FREE_READS
                yield number, _SELECTED[events], self._weigh(number) if some else None

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

    def _weigh(self, number: int) -> Weighed:
        weighed = self._weighed.get(number)
        if weighed is None:
            weighed = self._weighed[number] = Weighed()
        size = waiting_in(number)
        weighed.size += size
        if size < TINY_READ:
            weighed.tiny += 1
            if weighed.tiny > FREE_TINY_READS and weighed.tiny % TINY_READS == 0:
                self._poll.unregister(number)
                heapq.heappush(self._resting, (self._monotonic() + PAUSE, number))
        return weighed

    def _rests(self, number: int) -> bool:
        return any(resting == number for _, resting in self._resting)

    def _rouse(self, now: float) -> None:
        while self._resting and self._resting[0][0] <= now:
            _, number = heapq.heappop(self._resting)
            self._poll.register(number, self._wanted[number])

    def _forget(self, number: int) -> None:
        del self._wanted[number], self._reads[number]
        self._weighed.pop(number, None)
        if self._resting and self._rests(number):
            self._resting = [item for item in self._resting if item[1] != number]
            heapq.heapify(self._resting)
        else:
            self._poll.unregister(number)


def waiting_in(number: int) -> int:
    """Bytes that have come and were not read (`FIONREAD`)."""
    return int(struct.unpack("i", fcntl.ioctl(number, termios.FIONREAD, bytes(4)))[0])
