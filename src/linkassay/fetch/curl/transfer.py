"""One request by libcurl at a time: a handle, and the addresses that are tried for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linkassay.fetch.curl import dialling, options
from linkassay.fetch.curl.answer import Answer
from linkassay.fetch.curl.directions import Directions, way_of
from linkassay.fetch.curl.ends import Verdict, end_of
from linkassay.fetch.curl.kept import Kept
from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.errors import Failure
from linkassay.fetch.exchange import Exchange, Phase, fail
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.guard import has_route
from linkassay.model import ErrorKind
from linkassay.tables.networks import Network


class Transfer:
    """A handle that is used again and again.

    `monotonic` tells seconds. `allowed` lifts the guard's policy for those ranges. With `kept`
    connections may serve more than one request.
    """

    __slots__ = (
        "_allowed", "_began", "_directions", "_kept", "_last", "_monotonic", "_number", "_way",
        "answer", "ask", "easy", "tried",
    )  # fmt: skip

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
        self.answer = Answer(monotonic, keep_alive=kept is not None)
        self._directions = Directions(self.easy, keep_alive=kept is not None)
        options.prepare(self.easy, ca_file)
        self.easy.setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        self.easy.setopt(pycurl.PREREQFUNCTION, self._connected)
        self.easy.setopt(pycurl.HEADERFUNCTION, self.answer.line)
        self.easy.setopt(pycurl.WRITEFUNCTION, self.answer.piece)

    def begin(self, ask: Ask) -> None:
        """Take over a request; `attempt` makes it."""
        self.ask = ask
        self.tried = 0
        self.answer.begin(ask.bounds)
        self._began = self._monotonic()
        self._last: Failure | None = None

    def attempt(self) -> bool:
        """Turn to the next address; whether there is one, and libcurl can ask it.

        Where not, `result` says why.
        """
        ask = self.ask
        if not self.has_others:
            way = f"this machine has no route to {', '.join(ask.addresses)}"
            fail(self.result, self._last or Failure(ErrorKind.NO_ROUTE, way))
            return False
        self._way = way_of(ask.target, ask.addresses[self.tried])
        left = ask.bounds.seconds
        if self.tried:
            left -= self._monotonic() - self._began
        self.tried += 1
        self._number = 0
        try:
            self._directions.give(ask, self._way, left)
            if self._kept is not None:
                self._directions.lend(kept=self._kept.may_serve(self._way))
        except (pycurl.error, ValueError) as error:
            self.answer.hand_over(str(error))
            return False
        return True

    @property
    def result(self) -> Exchange:
        """What is known so far."""
        return self.answer.result

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

    def ended(self, code: int, words: str) -> bool:
        """libcurl is done. Whether the request is, too; else its next address is to be tried."""
        answer = self.answer
        if answer.stopped:
            return True
        if code == pycurl.E_OK and answer.result.phase is Phase.BODY:
            answer.end(self.easy.getinfo(pycurl.RESPONSE_CODE))
            if self._kept is not None:
                self._kept.add(self._way, self.socket)
            return True
        return answer.is_too_large() or self._failed(code, words)

    def _failed(self, code: int, words: str) -> bool:
        """The attempt has failed. Whether the request has, too."""
        self._look_how_far()
        result = self.result
        number = self._number or self.easy.getinfo(pycurl.OS_ERRNO)
        end = end_of(code, number, result.phase)
        if end is None:
            self.answer.hand_over(f"libcurl: {words} ({code})")
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

    def _is_own(self, means: ErrorKind | Verdict) -> bool:
        if means is Verdict.MAYBE_OWN:
            return not has_route(self._way[3], self.ask.target.port)
        return means is Verdict.OWN

    def _look_how_far(self) -> None:
        result = self.result
        if result.phase is Phase.CONNECT and not self.is_dialling:
            result.phase = Phase.TLS if self.ask.target.secure else Phase.HEAD
            result.peer = self.easy.getinfo(pycurl.PRIMARY_IP)

    # What libcurl calls:

    def _open(self, purpose: int, address: Any) -> Any:
        try:
            opened = dialling.opened(self.ask, purpose, address, self._allowed)
        except OSError as error:
            self._number = error.errno or 0
            return pycurl.SOCKET_BAD
        if opened is None:
            self.answer.refuse(f"{address.addr} was not to be dialled")
            return pycurl.SOCKET_BAD
        return opened

    def _connected(self, peer: str, own: str, port: int, own_port: int) -> int:
        """A connection stands, new or kept, and nothing was sent yet."""
        del own, own_port
        if not dialling.is_asked(self.ask, peer, port):
            self.answer.refuse(f"{peer} port {port} was not to be asked, but answered")
            return int(pycurl.PREREQFUNC_ABORT)
        result = self.answer.result
        result.peer = peer
        result.phase = Phase.HEAD
        return int(pycurl.PREREQFUNC_OK)
