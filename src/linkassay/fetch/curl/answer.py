"""What is heard of one answer, as libcurl hands it over."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from linkassay.fetch import headers
from linkassay.fetch.body import body_in
from linkassay.fetch.curl import heads
from linkassay.fetch.effort import FREE_WRAPPING, WRAPPING
from linkassay.fetch.errors import Failure, FetchError
from linkassay.fetch.exchange import Bounds, Exchange, Phase, end_body, fail
from linkassay.fetch.head import check_bytes, check_interim, check_lines
from linkassay.fetch.head_lines import LARGE, status_of
from linkassay.fetch.told import tell
from linkassay.model import ErrorKind, Framing

LONGEST_BLANK = 2
"""Bytes of a line that ends a head, at most."""

LEAST_WRAPPING = 5
"""Bytes around a chunk, at least. libcurl hands over one after the other."""

GO_ON = None
STOP = 0
"""What a callback of libcurl says; it takes 0 bytes for an error, and ends the transfer."""


@lru_cache(maxsize=64)
def _status_in(line: bytes) -> int:
    return status_of(line.rstrip(b"\n"))


class Answer:
    """Fills the exchange of a request with its head and its body.

    `monotonic` tells seconds. Where connections are not kept (`keep_alive`), no redirect is read
    beyond its head. Once it is `stopped`, whatever libcurl says besides does not count.
    """

    __slots__ = (
        "_bounds", "_framing", "_head_bytes", "_interim", "_keep_alive", "_lines", "_monotonic",
        "_pieces", "result", "stopped",
    )  # fmt: skip

    def __init__(self, monotonic: Callable[[], float], *, keep_alive: bool) -> None:
        self._monotonic = monotonic
        self._keep_alive = keep_alive

    def begin(self, bounds: Bounds) -> None:
        """Nothing has come yet."""
        self._bounds = bounds
        self.result = Exchange()
        self.stopped = False
        self._lines: list[bytes] = []
        self._framing: Framing | None = None
        self._head_bytes = self._interim = self._pieces = 0

    def taken(self) -> Exchange:
        """The exchange, once it is over. A handle that waits holds no body."""
        result = self.result
        del self.result
        return result

    def refuse(self, why: str) -> None:
        """Say that what libcurl wanted to ask is not to be asked."""
        fail(self.result, Failure(ErrorKind.ADDRESS_REFUSED, why))
        self.stopped = True

    def hand_over(self, why: str) -> None:
        """Say that the other adapter has to ask."""
        peer, phase, heard = self.result.peer, self.result.phase, self.result.last_heard
        self.result = Exchange(
            phase, peer, error=ErrorKind.PROTOCOL, detail=why, last_heard=heard, unclear=True
        )
        self.stopped = True

    def is_wrapped(self, wire: int) -> bool:
        """Whether so many bytes of a body in chunks hold too little of it (see `effort`)."""
        body = self.result.body
        given = body.raw_bytes if body else 0
        chunked = self._framing is Framing.CHUNKED
        return chunked and wire - given > FREE_WRAPPING + WRAPPING * given

    def is_too_large(self) -> bool:
        """Whether libcurl gave up a head that is larger than it may be for us, too."""
        size = self._head_bytes + sum(map(len, self._lines))
        try:
            check_bytes(size, self._bounds.header_bytes)
        except FetchError as error:
            fail(self.result, Failure(error.kind, error.detail))
            return True
        return False

    def end(self, status: int) -> None:
        """All of it has come. `status` is the one that libcurl sees."""
        result = self.result
        if self._framing is None or status != result.status:
            self.hand_over("libcurl reads another status")
        elif self._lines and not heads.are_trailers(self._lines):
            self.hand_over("what comes after the chunks is no header line")
        elif result.body is not None:
            end_body(result, result.body, self._framing)

    # What libcurl calls:

    def line(self, line: bytes) -> int | None:
        """A line of a head, or of what comes after the chunks of a body (`HEADERFUNCTION`)."""
        self._lines.append(line)
        if len(line) > LONGEST_BLANK or not heads.is_blank(line):
            return GO_ON
        try:
            return GO_ON if self.result.phase is Phase.BODY else self._head()
        except FetchError as error:
            fail(self.result, Failure(error.kind, error.detail))
            self.stopped = True
            return STOP

    def piece(self, piece: bytes) -> int | None:
        """A piece of a body, without what is around a chunk (`WRITEFUNCTION`)."""
        result = self.result
        body = result.body
        result.last_heard = self._monotonic()
        if body is None:
            self.stopped = True
            return STOP
        if self._framing is Framing.CHUNKED:
            self._pieces += 1
            if self.is_wrapped(self._pieces * LEAST_WRAPPING + body.raw_bytes):
                return self._unclear("the chunks of the body hold too little of it")
        if body.feed(piece):
            return GO_ON
        result.framing = Framing.CAPPED
        self.stopped = True
        return STOP

    def _head(self) -> int | None:
        """All lines of a head have come. How many bytes there may be at all, libcurl watches."""
        result, bounds = self.result, self._bounds
        lines, self._lines = self._lines, []
        self._head_bytes += sum(map(len, lines))
        result.last_heard = self._monotonic()
        check_bytes(self._head_bytes, bounds.header_bytes)
        if len(lines) == 1:
            return self._unclear("libcurl sees a head without lines")
        check_lines(len(lines) - 2, bounds.header_lines)
        status = _status_in(lines[0])
        if status < 200:
            self._interim += 1
            check_interim(status, self._interim)
            return GO_ON
        head = heads.read(status, lines[1:-1])
        if head.framing is None or self._head_bytes > LARGE:
            return self._unclear("libcurl may read this head otherwise than browsers do")
        result.phase = Phase.BODY
        self._framing = head.framing
        tell(result, status, head.facts)
        if not result.is_redirect:
            caps = bounds.caps(status, headers.media_type(result.content_type))
            result.body = body_in(head.coding, wire_cap=caps.wire, cap=caps.decoded)
            return GO_ON
        # The body of a redirect is not read; where there is none, the connection may serve on.
        self.stopped = not (self._keep_alive and head.is_bare)
        return STOP if self.stopped else GO_ON

    def _unclear(self, why: str) -> int:
        self.hand_over(why)
        return STOP
