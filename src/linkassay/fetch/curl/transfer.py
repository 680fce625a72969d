"""One request by libcurl at a time: a handle, and what is heard of its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from linkassay.fetch import headers
from linkassay.fetch.body import body_in
from linkassay.fetch.curl import dialling, heads, options
from linkassay.fetch.curl.ends import Verdict, end_of
from linkassay.fetch.curl.kept import Kept
from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.effort import FREE_WRAPPING, WRAPPING
from linkassay.fetch.errors import Failure, FetchError
from linkassay.fetch.exchange import Exchange, Phase, end_body, fail
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.guard import has_route
from linkassay.fetch.head import check_bytes, check_interim, check_lines
from linkassay.fetch.head_lines import LARGE, status_of
from linkassay.fetch.told import tell
from linkassay.model import ErrorKind, Framing
from linkassay.tables.networks import Network

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


class Transfer:
    """A handle that is used again and again.

    `monotonic` tells seconds. `allowed` lifts the guard's policy for those ranges. With `kept`
    connections may serve more than one request.
    """

    def __init__(
        self,
        ca_file: str,
        monotonic: Callable[[], float],
        allowed: tuple[Network, ...] = (),
        kept: Kept | None = None,
    ) -> None:
        self.easy: Any = pycurl.Curl()
        self._monotonic = monotonic
        self._allowed = allowed
        self._kept = kept
        options.prepare(self.easy, ca_file)
        self.easy.setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        self.easy.setopt(pycurl.PREREQFUNCTION, self._connected)
        self.easy.setopt(pycurl.HEADERFUNCTION, self._line)
        self.easy.setopt(pycurl.WRITEFUNCTION, self._piece)

    def begin(self, ask: Ask) -> None:
        """Take over a request; `attempt` makes it."""
        self.ask = ask
        self.result = Exchange()
        self.tried = 0
        self._began = self._monotonic()
        self._addresses: Iterator[str] = iter(ask.addresses)
        self._last: Failure | None = None
        self._lines: list[bytes] = []
        self._head_bytes = 0
        self._interim = 0
        self._pieces = 0
        self._framing: Framing | None = None
        self._stopped = False
        self._number = 0

    def attempt(self) -> bool:
        """Turn to the next address; whether there is one, and libcurl can ask it.

        Where not, `result` says why.
        """
        address = next(self._addresses, None)
        if address is None:
            way = f"this machine has no route to {', '.join(self.ask.addresses)}"
            fail(self.result, self._last or Failure(ErrorKind.NO_ROUTE, way))
            return False
        self._address = address
        self.tried += 1
        self._number = 0
        left = self.ask.bounds.seconds - (self._monotonic() - self._began)
        keep_alive = self._kept is not None
        try:
            options.direct(self.easy, self.ask, address, left, keep_alive=keep_alive)
            if self._kept is not None:
                may = self._kept.may_serve(self.ask.target, address)
                options.lend(self.easy, kept=may)
        except (pycurl.error, ValueError) as error:
            self.hand_over(str(error))
            return False
        return True

    @property
    def has_others(self) -> bool:
        """Whether there are addresses that were not tried yet."""
        return self.tried < len(self.ask.addresses)

    @property
    def is_dialling(self) -> bool:
        """Whether no connection stands yet. Not to be asked from within a callback."""
        return bool(self.easy.getinfo(pycurl.CONNECT_TIME_T) == 0)

    @property
    def socket(self) -> int:
        """The number of the socket in use. Not to be asked from within a callback."""
        return int(self.easy.getinfo(pycurl.ACTIVESOCKET))

    def lost(self, why: Failure) -> None:
        """The address was of no use; the last that was asked at all is told in the end."""
        self._last = why

    def hand_over(self, why: str) -> None:
        """Say that the other adapter has to ask."""
        peer, phase, heard = self.result.peer, self.result.phase, self.result.last_heard
        self.result = Exchange(
            phase, peer, error=ErrorKind.PROTOCOL, detail=why, last_heard=heard, unclear=True
        )
        self._stopped = True

    def is_wrapped(self, wire: int) -> bool:
        """Whether so many bytes of a body in chunks hold too little of it (see `effort`)."""
        body = self.result.body
        given = body.raw_bytes if body else 0
        chunked = self._framing is Framing.CHUNKED
        return chunked and wire - given > FREE_WRAPPING + WRAPPING * given

    def ended(self, code: int, words: str) -> bool:
        """libcurl is done. Whether the request is, too; else its next address is to be tried."""
        result = self.result
        if self._stopped:
            return True
        if code == pycurl.E_OK and result.phase is Phase.BODY:
            self._whole()
            if self._kept is not None:
                self._kept.add(self.ask.target, self._address, self.socket)
            return True
        if self._is_too_large():
            return True
        self._look_how_far()
        number = self._number or self.easy.getinfo(pycurl.OS_ERRNO)
        end = end_of(code, number, result.phase)
        if end is None:
            self.hand_over(f"libcurl: {words} ({code})")
        elif isinstance(end.means, Verdict) or end.means is ErrorKind.CONNECT:
            if not self._is_own(end.means):
                self._last = Failure(ErrorKind.CONNECT, words)
            return False
        elif end.means in (ErrorKind.CONNECT_TIMEOUT, ErrorKind.READ_TIMEOUT):
            waited = f"not done after {self.ask.bounds.seconds:g} s ({result.phase.value})"
            fail(result, Failure(end.means, waited))
        else:
            fail(result, Failure(end.means, end.words or words))
        return True

    def _is_too_large(self) -> bool:
        """Whether libcurl gave up a head that is larger than it may be for us, too."""
        size = self._head_bytes + sum(map(len, self._lines))
        try:
            check_bytes(size, self.ask.bounds.header_bytes)
        except FetchError as error:
            fail(self.result, Failure(error.kind, error.detail))
            return True
        return False

    def _is_own(self, means: ErrorKind | Verdict) -> bool:
        if means is Verdict.MAYBE_OWN:
            return not has_route(self._address, self.ask.target.port)
        return means is Verdict.OWN

    def _whole(self) -> None:
        result = self.result
        if self._framing is None or self.easy.getinfo(pycurl.RESPONSE_CODE) != result.status:
            self.hand_over("libcurl reads another status")
        elif not heads.are_trailers(self._lines):
            self.hand_over("what comes after the chunks is no header line")
        elif result.body is not None:
            end_body(result, result.body, self._framing)

    def _look_how_far(self) -> None:
        if self.result.phase is Phase.CONNECT and not self.is_dialling:
            self.result.phase = Phase.TLS if self.ask.target.secure else Phase.HEAD
            self.result.peer = self.easy.getinfo(pycurl.PRIMARY_IP)

    def _refuse(self, why: str) -> None:
        fail(self.result, Failure(ErrorKind.ADDRESS_REFUSED, why))
        self._stopped = True

    # What libcurl calls:

    def _open(self, purpose: int, address: Any) -> Any:
        try:
            opened = dialling.opened(self.ask, purpose, address, self._allowed)
        except OSError as error:
            self._number = error.errno or 0
            return pycurl.SOCKET_BAD
        if opened is None:
            self._refuse(f"{address.addr} was not to be dialled")
            return pycurl.SOCKET_BAD
        return opened

    def _connected(self, peer: str, own: str, port: int, own_port: int) -> int:
        """A connection stands, new or kept, and nothing was sent yet."""
        del own, own_port
        if not dialling.is_asked(self.ask, peer, port):
            self._refuse(f"{peer} port {port} was not to be asked, but answered")
            return int(pycurl.PREREQFUNC_ABORT)
        self.result.peer = peer
        self.result.phase = Phase.HEAD
        return int(pycurl.PREREQFUNC_OK)

    def _line(self, line: bytes) -> int | None:
        """A line of a head, or of what comes after the chunks of a body."""
        self._lines.append(line)
        if len(line) > LONGEST_BLANK or not heads.is_blank(line):
            return GO_ON
        try:
            return GO_ON if self.result.phase is Phase.BODY else self._head()
        except FetchError as error:
            fail(self.result, Failure(error.kind, error.detail))
            self._stopped = True
            return STOP

    def _head(self) -> int | None:
        """All lines of a head have come. How many bytes there may be at all, libcurl watches."""
        result, bounds = self.result, self.ask.bounds
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
        self._stopped = self._kept is None or not head.is_bare
        return STOP if self._stopped else GO_ON

    def _unclear(self, why: str) -> int:
        self.hand_over(why)
        return STOP

    def _piece(self, piece: bytes) -> int | None:
        result = self.result
        result.last_heard = self._monotonic()
        if result.body is None:
            self._stopped = True
            return STOP
        if self._framing is Framing.CHUNKED:
            self._pieces += 1
            if self.is_wrapped(self._pieces * LEAST_WRAPPING + result.body.raw_bytes):
                return self._unclear("the chunks of the body hold too little of it")
        if result.body.feed(piece):
            return GO_ON
        result.framing = Framing.CAPPED
        self._stopped = True
        return STOP
