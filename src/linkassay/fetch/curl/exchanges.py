"""Many requests at once by libcurl."""

from __future__ import annotations

import heapq
import math
import time
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import certifi

from linkassay.fetch.curl.idle import Idle
from linkassay.fetch.curl.kept import Kept
from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.curl.sockets import Sockets, Watched
from linkassay.fetch.curl.transfer import Transfer
from linkassay.fetch.effort import FREE_WRAPPING
from linkassay.fetch.errors import Failure
from linkassay.fetch.exchange import Exchange
from linkassay.fetch.exchanges import Ask
from linkassay.model import ErrorKind
from linkassay.tables.networks import Network

Ended = tuple[Ask, Exchange]


class CurlExchanges:
    """libcurl behind the door of `exchanges`.

    `allowed` lifts the guard's policy for those ranges. `dial_seconds` bounds an attempt at one
    address while others are left. With `keep_alive` a connection serves again after an answer whose
    end was proven, where nothing came meanwhile; else each request has one of its own. Raises
    `UsageError` for a `ca_file` that cannot be read.
    """

    def __init__(
        self,
        ca_file: str | None = None,
        *,
        allowed: Sequence[Network] = (),
        dial_seconds: float = 5.0,
        keep_alive: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if ca_file is not None:
            from linkassay.fetch.transport import tls_context

            tls_context(ca_file)
        self._ca_file = ca_file or certifi.where()
        self._allowed = tuple(allowed)
        self._dial_seconds = dial_seconds
        self._kept = Kept() if keep_alive else None
        self._monotonic = monotonic
        self._sockets = Sockets(monotonic)
        self._timer = math.inf
        self._idle = Idle()
        self._busy: dict[Any, Transfer] = {}
        self._ended: list[Ended] = []
        self._dials: list[tuple[float, int, Transfer, Ask]] = []
        self._numbers = count()
        self._multi: Any = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._sockets.watch)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)

    def start(self, ask: Ask, /) -> None:
        """Begin a request. Never blocks, and never raises for what the web does."""
        transfer = self._idle.take(ask.target) or self._made()
        transfer.begin(ask)
        self._attempt(transfer)

    def wait(self, seconds: float, /) -> Sequence[Ended]:
        """What has ended, as soon as something has or `wake` was called; 0 seconds only look."""
        until = self._monotonic() + seconds
        left = 0.0 if self._ended else seconds
        while True:
            woken = self._turn(left)
            left = until - self._monotonic()
            if self._ended or woken or left <= 0:
                ended, self._ended = self._ended, []
                return ended

    def wake(self) -> None:
        """End a `wait` early, from any thread."""
        self._sockets.wake()

    def close(self) -> None:
        """Drop what is under way."""
        for easy in self._busy:
            self._multi.remove_handle(easy)
        self._multi.close()
        for transfer in (*self._idle.drain(), *self._busy.values()):
            transfer.easy.close()  # it knows its transfer and that knows it: buffers stay else
        self._busy.clear()
        self._sockets.close()

    def _made(self) -> Transfer:
        return Transfer(self._ca_file, self._monotonic, self._allowed, self._kept)

    def _attempt(self, transfer: Transfer) -> None:
        if not transfer.attempt():
            self._done(transfer)
            return
        self._busy[transfer.easy] = transfer
        self._multi.add_handle(transfer.easy)
        if transfer.has_others:
            until = self._monotonic() + self._dial_seconds
            heapq.heappush(self._dials, (until, next(self._numbers), transfer, transfer.ask))

    def _turn(self, seconds: float) -> bool:
        """Let libcurl do what there is to do; whether somebody wakes us."""
        now = self._monotonic()
        due = min(self._timer, self._dials[0][0] if self._dials else math.inf)
        for number, events, weighed in self._sockets.ready(max(min(seconds, due - now), 0.0)):
            self._multi.socket_action(number, events)
            if weighed is not None:
                self._judge(number, weighed)
        now = self._monotonic()
        if self._timer <= now:
            self._timer = math.inf
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        self._end_dials(now)
        self._collect()
        return self._sockets.heard_bell()

    def _set_timer(self, milliseconds: int) -> None:
        """libcurl says when it wants to be called without any socket (`M_TIMERFUNCTION`)."""
        if milliseconds < 0:
            self._timer = math.inf
        else:
            self._timer = self._monotonic() + milliseconds / 1000 if milliseconds else -math.inf

    def _judge(self, number: int, weighed: Watched) -> None:
        """Give up an answer whose chunks hold next to nothing."""
        if weighed.size <= FREE_WRAPPING:
            return
        for transfer in self._busy.values():
            answer = transfer.answer
            if answer.is_wrapped(weighed.size) and transfer.socket == number:
                answer.hand_over(f"{weighed.size} bytes of chunks hold too little of a body")
                self._release(transfer)
                self._done(transfer)
                return

    def _end_dials(self, now: float) -> None:
        """Turn to the next address where one does not answer."""
        while self._dials and self._dials[0][0] <= now:
            _, _, transfer, ask = heapq.heappop(self._dials)
            under_way = self._busy.get(transfer.easy) is transfer and transfer.ask is ask
            if under_way and transfer.is_dialling:
                self._release(transfer)
                waited = f"no connection after {self._dial_seconds:g} s"
                transfer.lost(Failure(ErrorKind.CONNECT_TIMEOUT, waited))
                self._attempt(transfer)

    def _collect(self) -> None:
        left = 1
        while left:
            left, good, bad = self._multi.info_read()
            for easy in good:
                self._finish(self._busy[easy], pycurl.E_OK, "")
            for easy, code, words in bad:
                self._finish(self._busy[easy], code, words)

    def _finish(self, transfer: Transfer, code: int, words: str) -> None:
        done = transfer.ended(code, words)
        self._release(transfer)
        if done:
            self._done(transfer)
        else:
            self._attempt(transfer)

    def _release(self, transfer: Transfer) -> None:
        del self._busy[transfer.easy]
        self._multi.remove_handle(transfer.easy)

    def _done(self, transfer: Transfer) -> None:
        self._ended.append((transfer.ask, transfer.answer.taken()))
        self._idle.put(transfer)
