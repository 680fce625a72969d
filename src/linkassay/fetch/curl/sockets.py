"""The sockets libcurl works with: who is ready, who drips, and what time it is."""

from __future__ import annotations

import fcntl
import heapq
import selectors
import socket
import struct
import termios
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.effort import FREE_TINY_READS, PAUSE, TINY_READ, TINY_READS

FREE_READS = 4
"""Reads of one answer that are not weighed: as many as an answer of 64 KiB takes."""

_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE

_EVENTS = {
    pycurl.POLL_IN: _READ,
    pycurl.POLL_OUT: _WRITE,
    pycurl.POLL_INOUT: _READ | _WRITE,
}

_SELECTED = {
    _READ: pycurl.CSELECT_IN,
    _WRITE: pycurl.CSELECT_OUT,
    _READ | _WRITE: pycurl.CSELECT_IN | pycurl.CSELECT_OUT,
}


@dataclass(slots=True)
class Weighed:
    """What came through a socket: reads, tiny ones among them, and bytes, encryption included."""

    reads: int = 0
    tiny: int = 0
    size: int = 0


class Sockets:
    """Watches sockets for libcurl, with one of its own among them that `wake` writes to.

    A socket through which thousands of tiny pieces came rests between reads (see `effort`).
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._selector = selectors.DefaultSelector()
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)
        self._ear.setblocking(False)
        self._selector.register(self._ear, _READ)
        self._rung = False
        self._wanted: dict[int, int] = {}
        self._weighed: dict[int, Weighed] = {}
        self._resting: list[tuple[float, int]] = []

    def watch(self, what: int, number: int, *_: object) -> None:
        """What libcurl wants to know of a socket (`M_SOCKETFUNCTION`)."""
        known = number in self._wanted
        if what == pycurl.POLL_REMOVE or what == pycurl.POLL_NONE:
            if known:
                self._forget(number)
            return
        events = self._wanted[number] = _EVENTS[what]
        if not known:
            self._weighed[number] = Weighed()
            self._selector.register(number, events)
        elif not self._rests(number):
            self._selector.modify(number, events)

    def ready(self, seconds: float) -> Iterator[tuple[int, int, Weighed | None]]:
        """Sockets on which something happened, what, and what came so far where it is much.

        Waits so many seconds at most, for less where the bell rings or a socket has rested.
        """
        now = self._monotonic()
        self._rouse(now)
        if self._resting:
            seconds = min(seconds, max(self._resting[0][0] - now, 0.0))
        for key, events in self._selector.select(seconds):
            number = key.fd
            if key.fileobj is self._ear:
                self._ear.recv(4096)
                self._rung = True
                continue
            if number not in self._wanted:
                continue
            weighed = self._weighed[number]
            weighed.reads += 1
            if weighed.reads <= FREE_READS:
                yield number, _SELECTED[events], None
            else:
                self._weigh(number, weighed)
                yield number, _SELECTED[events], weighed

    def wake(self) -> None:
        """End a wait early, from any thread."""
        try:
            self._bell.send(b"!")
        except BlockingIOError:
            return

    def heard_bell(self) -> bool:
        """Whether somebody called `wake` since this was asked."""
        rung, self._rung = self._rung, False
        return rung

    def close(self) -> None:
        """Watch nothing any more."""
        self._selector.close()
        self._bell.close()
        self._ear.close()

    def _weigh(self, number: int, weighed: Weighed) -> None:
        size = waiting_in(number)
        weighed.size += size
        if size < TINY_READ:
            weighed.tiny += 1
            if weighed.tiny > FREE_TINY_READS and weighed.tiny % TINY_READS == 0:
                self._selector.unregister(number)
                heapq.heappush(self._resting, (self._monotonic() + PAUSE, number))

    def _rests(self, number: int) -> bool:
        return any(resting == number for _, resting in self._resting)

    def _rouse(self, now: float) -> None:
        while self._resting and self._resting[0][0] <= now:
            _, number = heapq.heappop(self._resting)
            self._selector.register(number, self._wanted[number])

    def _forget(self, number: int) -> None:
        del self._wanted[number], self._weighed[number]
        if self._resting and self._rests(number):
            self._resting = [item for item in self._resting if item[1] != number]
            heapq.heapify(self._resting)
        else:
            self._selector.unregister(number)


def waiting_in(number: int) -> int:
    """Bytes that have come and were not read (`FIONREAD`)."""
    return int(struct.unpack("i", fcntl.ioctl(number, termios.FIONREAD, bytes(4)))[0])
