"""One address followed to its end, hop by hop, each hop through the same guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import httpx

from linkassay import urls
from linkassay.fetch import redirects, troubles
from linkassay.fetch.clients import Clients, origin
from linkassay.fetch.exchange import Bounds, Exchange, exchange
from linkassay.fetch.headers import without_userinfo
from linkassay.fetch.manners import Turns
from linkassay.fetch.troubles import FetchError
from linkassay.model import ErrorKind, Hop

NOBODY_ASKED = frozenset(
    {ErrorKind.DNS_NAME, ErrorKind.DNS_TEMPORARY, ErrorKind.ADDRESS_REFUSED, ErrorKind.PORT_REFUSED}
)
"""Troubles before any connection: the host has not been bothered."""


@dataclass(slots=True)
class Chain:
    """What came of following one address. `last` is the last hop's exchange, if one was begun."""

    hops: list[Hop] = field(default_factory=list)
    last: Exchange | None = None
    trouble: ErrorKind | None = None
    detail: str = ""
    seconds: float = 0.0

    def fail(self, why: troubles.Reading) -> None:
        self.trouble, self.detail = why.trouble, why.detail


class Follower:
    """Follows addresses. `deadline` is the time all hops of one address have together (seconds).

    Waiting for a host's turn is our own manners and does not count.
    """

    def __init__(
        self,
        clients: Clients,
        turns: Turns,
        *,
        deadline: float,
        max_redirects: int,
        monotonic: Callable[[], float],
    ) -> None:
        self._clients = clients
        self._turns = turns
        self._deadline = deadline
        self._max_redirects = max_redirects
        self._monotonic = monotonic

    async def follow(self, method: str, url: str, bounds: Bounds) -> Chain:
        """Follow one address. Never raises for what the web does."""
        chain = Chain()
        current: str | None = without_userinfo(url)
        seen: set[str] = set()
        while current is not None:
            seen.add(_key(current))
            await self._hop(chain, method, current, bounds)
            if chain.trouble is not None:
                break
            try:
                current = self._next(chain, current, seen)
            except FetchError as error:
                chain.fail(troubles.read(error))
                break
        return chain

    async def _hop(self, chain: Chain, method: str, url: str, bounds: Bounds) -> None:
        try:
            address = _askable(url)
            host = origin(address)
        except Exception as error:
            chain.hops.append(Hop(url))
            chain.fail(troubles.read(error))
            return
        async with self._turns.turn(host) as turn:
            left = self._deadline - chain.seconds
            began = self._monotonic()
            result = await exchange(
                self._clients.of(host),
                method,
                address,
                replace(bounds, seconds=max(min(bounds.seconds, left), 0.0)),
            )
            took = self._monotonic() - began
            turn.asked = result.trouble not in NOBODY_ASKED
        chain.seconds += took
        chain.last = result
        location = None if result.location is None else redirects.shown(result.location)
        chain.hops.append(Hop(url, result.status, location, result.peer, round(took, 6)))
        if result.trouble is not None:
            chain.fail(self._reading(result, left < bounds.seconds))

    def _reading(self, result: Exchange, ran_out: bool) -> troubles.Reading:
        trouble = result.trouble or ErrorKind.BUG
        if ran_out and trouble in (ErrorKind.CONNECT_TIMEOUT, ErrorKind.READ_TIMEOUT):
            total = f"the {self._deadline:g} s for one address ran out"
            return troubles.Reading(ErrorKind.DEADLINE, f"{total}: {result.detail}")
        return troubles.Reading(trouble, result.detail)

    def _next(self, chain: Chain, url: str, seen: set[str]) -> str | None:
        """Where the last hop points, `None` where the chain ends; raises `FetchError`."""
        last = chain.last
        if last is None or last.status not in redirects.STATUSES:
            return None
        found = redirects.target(url, last.location or "")
        if _key(found) in seen:
            raise FetchError(ErrorKind.REDIRECT_LOOP, f"back at {redirects.shown(found)}")
        if len(chain.hops) > self._max_redirects:
            detail = f"more than {self._max_redirects} redirects"
            raise FetchError(ErrorKind.TOO_MANY_REDIRECTS, detail)
        return found


def _askable(url: str) -> httpx.URL:
    """The address as the HTTP library takes it; raises what that raises, and `FetchError`.

    What a browser could ask and httpx cannot (`http://xn--n3h.net/`) comes out as its exception:
    a fault of ours, not of the link (research: reliability 3.1).
    """
    try:
        parsed = urls.parse(url).parsed
    except urls.MalformedAddress as error:
        raise FetchError(ErrorKind.ADDRESS_REFUSED, error.reason) from error
    if not parsed.startswith(redirects.ASKED):
        raise FetchError(ErrorKind.ADDRESS_REFUSED, "Only http and https addresses are asked.")
    return httpx.URL(parsed)


def _key(url: str) -> str:
    """An address as a loop sees it: the fragment is never sent."""
    return url.partition("#")[0]
