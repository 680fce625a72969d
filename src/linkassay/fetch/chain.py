"""One address followed to its end, hop by hop, each hop through the same guard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import httpx

from linkassay import urls
from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.errors import Failure, FetchError, failure_of
from linkassay.fetch.exchange import REDIRECTS, SCHEMES, Bounds, Exchange, exchange, target
from linkassay.fetch.throttle import HostThrottle
from linkassay.model import ErrorKind, Hop

Admit = Callable[[str], Awaitable[None]]
"""Raises `FetchError` where an address is not to be asked."""

NOBODY_ASKED = frozenset(
    {
        ErrorKind.DNS_NAME,
        ErrorKind.DNS_TEMPORARY,
        ErrorKind.NO_ROUTE,
        ErrorKind.ADDRESS_REFUSED,
        ErrorKind.PORT_REFUSED,
    }
)
"""Errors before any connection: the host has not been bothered."""


@dataclass(slots=True)
class RedirectChain:
    """What came of following one address. `last` is the last hop's exchange, if one was begun.

    The hops are as they may be stored; `last` is as it came.
    """

    hops: list[Hop] = field(default_factory=list)
    last: Exchange | None = None
    error: ErrorKind | None = None
    detail: str = ""
    seconds: float = 0.0

    def fail(self, why: Failure) -> None:
        self.error, self.detail = why.kind, why.detail


class RedirectFollower:
    """Follows addresses. `deadline` is the time all hops of one address have together (seconds).

    Waiting for a host's slot is our own choice and does not count.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        throttle: HostThrottle,
        *,
        deadline: float,
        max_redirects: int,
        monotonic: Callable[[], float],
    ) -> None:
        self._client = client
        self._throttle = throttle
        self._deadline = deadline
        self._max_redirects = max_redirects
        self._monotonic = monotonic

    async def follow(
        self, cleaner: Cleaner, bounds: Bounds, admit: Admit | None = None
    ) -> RedirectChain:
        """Follow the cleaner's probe. Never raises for what the web does.

        A secret of the address is sent to its own host alone. `admit` is asked before each hop; the
        one that it does not let through is the last of the chain, and has no status.
        """
        chain = RedirectChain()
        current: str | None = cleaner.asked
        seen: set[str] = set()
        while current is not None:
            seen.add(_without_fragment(current))
            try:
                await self._hop(chain, current, cleaner, bounds, admit)
            except FetchError as error:
                chain.hops.append(Hop(cleaner.hop(current)))
                chain.fail(failure_of(error))
            if chain.error is not None:
                break
            try:
                current = self._next(chain, current, seen, cleaner.url)
                if current is not None:
                    _withhold(current, cleaner)
            except FetchError as error:
                chain.fail(failure_of(error))
                break
        return chain

    async def _hop(
        self,
        chain: RedirectChain,
        url: str,
        cleaner: Cleaner,
        bounds: Bounds,
        admit: Admit | None,
    ) -> None:
        """Ask once; raises `FetchError` where the host is not asked any more."""
        try:
            address = _askable(url)
            if admit is not None:
                await admit(str(address))
        except Exception as error:
            chain.hops.append(Hop(cleaner.hop(url)))
            chain.fail(failure_of(error))
            return
        async with self._throttle.slot(address.raw_host.decode("ascii")) as slot:
            left = self._deadline - chain.seconds
            began = self._monotonic()
            bounded = replace(bounds, seconds=max(min(bounds.seconds, left), 0.0))
            result = await exchange(self._client, address, bounded)
            took = self._monotonic() - began
            slot.asked = result.error not in NOBODY_ASKED
            # Whoever had little of our time left is not blamed for using it up.
            blamed = result.error if left >= bounds.seconds / 2 else None
            slot.hear(result.status, blamed, result.headers)
        chain.seconds += took
        chain.last = result
        location = None if result.location is None else cleaner.url(result.location)
        hop = Hop(cleaner.hop(url), result.status, location, result.peer, round(took, 6))
        chain.hops.append(hop)
        if result.error is not None:
            ran_out = left < bounds.seconds
            chain.fail(self._failure(result.error, result.detail, ran_out))

    def _failure(self, kind: ErrorKind, detail: str, ran_out: bool) -> Failure:
        if ran_out and kind in (ErrorKind.CONNECT_TIMEOUT, ErrorKind.READ_TIMEOUT):
            total = f"the {self._deadline:g} s for one address ran out"
            return Failure(ErrorKind.DEADLINE, f"{total}: {detail}")
        return Failure(kind, detail)

    def _next(
        self, chain: RedirectChain, url: str, seen: set[str], shown: Callable[[str], str]
    ) -> str | None:
        """Where the last hop points, `None` where the chain ends; raises `FetchError`."""
        last = chain.last
        if last is None or last.status not in REDIRECTS:
            return None
        found = target(url, last.location or "", shown)
        if _without_fragment(found) in seen:
            raise FetchError(ErrorKind.REDIRECT_LOOP, f"back at {shown(found)}")
        if len(chain.hops) > self._max_redirects:
            detail = f"more than {self._max_redirects} redirects"
            raise FetchError(ErrorKind.TOO_MANY_REDIRECTS, detail)
        return found


def _withhold(found: str, cleaner: Cleaner) -> None:
    """Raise `FetchError` where a redirect carries a secret of the asked address to another host."""
    if cleaner.has_secret(found) and _host(found) != _host(cleaner.asked):
        detail = f"the redirect to {_host(found)} carries a secret of this address"
        raise FetchError(ErrorKind.SECRET_WITHHELD, detail)


def _askable(url: str) -> httpx.URL:
    """The address as the HTTP library takes it; raises what that raises, and `FetchError`.

    What a browser could ask and httpx cannot (`http://xn--n3h.net/`) comes out as its exception: a
    failure of ours, not of the link.
    """
    try:
        parsed = urls.parse(url).parsed
    except urls.MalformedAddress as error:
        raise FetchError(ErrorKind.ADDRESS_REFUSED, error.reason) from error
    if not parsed.startswith(SCHEMES):
        raise FetchError(ErrorKind.ADDRESS_REFUSED, "Only http and https addresses are asked.")
    return httpx.URL(parsed)


def _host(url: str) -> str:
    return urls.host_of(url).removesuffix(".")


def _without_fragment(url: str) -> str:
    """An address as a loop sees it: the fragment is never sent."""
    return url.partition("#")[0]
