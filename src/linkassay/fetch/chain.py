"""One address followed to its end, hop by hop, each hop through the same guard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import httpx

from linkassay import urls
from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.errors import Failure, FetchError, failure_of
from linkassay.fetch.exchange import Bounds, Exchange, exchange
from linkassay.fetch.redirects import resolved
from linkassay.fetch.refresh import refresh_target
from linkassay.fetch.request_headers import RequestHeaders
from linkassay.fetch.target import target_of
from linkassay.fetch.throttle import HostThrottle
from linkassay.fetch.trail import Trail
from linkassay.model import ErrorKind, Hop, PageFacts

Admit = Callable[[str], Awaitable[None]]
"""Raises `FetchError` where an address is not to be asked."""

NOBODY_ASKED = frozenset(
    {
        ErrorKind.DNS_NAME,
        ErrorKind.DNS_NO_ADDRESS,
        ErrorKind.DNS_TEMPORARY,
        ErrorKind.NO_ROUTE,
        ErrorKind.ADDRESS_REFUSED,
        ErrorKind.PORT_REFUSED,
        ErrorKind.INTERCEPTED,
    }
)
"""Errors before any connection: the host has not been bothered."""

ReadPage = Callable[[Exchange], Awaitable[PageFacts | None]]
"""Reads the page of an answer, `None` where it has none to be read."""


@dataclass(slots=True)
class RedirectChain:
    """What came of following one address. `last` is the last hop's exchange, if one was begun.

    `facts` are of the page of `last`. The hops are as they may be stored; `last` is as it came.
    """

    hops: list[Hop] = field(default_factory=list)
    last: Exchange | None = None
    facts: PageFacts | None = None
    error: ErrorKind | None = None
    detail: str = ""
    seconds: float = 0.0
    trail: Trail = field(default_factory=Trail, repr=False)

    def fail(self, why: Failure) -> None:
        self.error, self.detail = why.kind, why.detail

    def stop(self, hop: Hop, why: Failure) -> None:
        """End at a hop that was not asked."""
        self.hops.append(hop)
        self.last = self.facts = None
        self.fail(why)


class RedirectFollower:
    """Follows addresses. `deadline` is the time all hops of one address have together (seconds).

    Waiting for a host's slot is our own choice and does not count.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        throttle: HostThrottle,
        *,
        headers: RequestHeaders,
        deadline: float,
        max_redirects: int,
        monotonic: Callable[[], float],
    ) -> None:
        self._client = client
        self._throttle = throttle
        self._headers = headers
        self._deadline = deadline
        self._max_redirects = max_redirects
        self._monotonic = monotonic

    async def follow(
        self,
        cleaner: Cleaner,
        bounds: Bounds,
        read: ReadPage | None = None,
        admit: Admit | None = None,
    ) -> RedirectChain:
        """Follow the cleaner's probe. Never raises for what the web does, only what `read` raises.

        A secret of the address is sent to its own host alone. `read` gives the facts of a page; a
        page of success that sends its readers on is followed as a redirect is. `admit` is asked
        before each hop; the one that it does not let through is the last of the chain, and has no
        status.
        """
        chain = RedirectChain()
        current: str | None = cleaner.asked
        while current is not None:
            try:
                await self._hop(chain, current, cleaner, bounds, admit)
            except FetchError as error:
                chain.stop(Hop(cleaner.hop(current)), failure_of(error))
            if read is not None and chain.last is not None and chain.error is None:
                chain.facts = await read(chain.last)
            if chain.error is not None:
                break
            try:
                current = self._next(chain, current, cleaner)
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
            target = target_of(url)
            if admit is not None:
                await admit(target.url)
        except Exception as error:
            chain.stop(Hop(cleaner.hop(url)), failure_of(error))
            return
        chain.facts = None
        cookies = chain.trail.begin(url, target)
        lines = self._headers.lines(cleaner.probe, chain.trail.targets, cookies=cookies)
        async with self._throttle.slot(target.host) as slot:
            left = self._deadline - chain.seconds
            began = self._monotonic()
            bounded = replace(bounds, seconds=max(min(bounds.seconds, left), 0.0))
            result = await exchange(self._client, target, lines, bounded)
            took = self._monotonic() - began
            slot.asked = result.error not in NOBODY_ASKED
            # Whoever had little of our time left is not blamed for using it up.
            blamed = result.error if left >= bounds.seconds / 2 else None
            slot.hear(result.status, blamed, result.headers, result.date)
        chain.seconds += took
        chain.last = result
        chain.trail.heard(result.cookies, result.date)
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

    def _next(self, chain: RedirectChain, url: str, cleaner: Cleaner) -> str | None:
        """Where the last hop points, `None` where the chain ends; raises `FetchError`."""
        last = chain.last
        if last is None:
            return None
        if last.is_redirect:
            found = resolved(url, last.location or "", cleaner.url)
            circle = chain.trail.circle(found)
            if circle is not None:
                raise FetchError(circle, f"back at {cleaner.url(found)}")
        else:
            sent_on = _sent_on(chain, last, url, cleaner)
            if sent_on is None:
                return None
            found = sent_on
        if len(chain.hops) > self._max_redirects:
            detail = f"more than {self._max_redirects} redirects"
            raise FetchError(ErrorKind.TOO_MANY_REDIRECTS, detail)
        _withhold(found, cleaner)
        return found


def _sent_on(chain: RedirectChain, last: Exchange, url: str, cleaner: Cleaner) -> str | None:
    """Where a page of success sends its readers by itself, and the hop that says so.

    A page that sends them to itself, back on their way, or to nothing of the web stays where it is:
    it was shown.
    """
    written = _refresh_of(chain, last)
    if written is None:
        return None
    try:
        found = resolved(url, written, cleaner.url)
    except FetchError:
        return None
    if chain.trail.knows(found):
        return None
    chain.hops[-1] = replace(chain.hops[-1], location=cleaner.url(written))
    return found


def _refresh_of(chain: RedirectChain, last: Exchange) -> str | None:
    """As written: by the server's header, else by the page."""
    if last.status is None or not 200 <= last.status < 300:
        return None
    return refresh_target(last.refresh) or (chain.facts.refresh if chain.facts else None)


def _withhold(found: str, cleaner: Cleaner) -> None:
    """Raise `FetchError` where a redirect carries a secret of the asked address to another host."""
    if cleaner.has_secret(found) and _host(found) != _host(cleaner.asked):
        detail = f"the redirect to {_host(found)} carries a secret of this address"
        raise FetchError(ErrorKind.SECRET_WITHHELD, detail)


def _host(url: str) -> str:
    return urls.host_of(url).removesuffix(".")
