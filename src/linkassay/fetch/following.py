"""Following an address hop by hop: what is asked next, and what an answer makes of it.

Nothing here waits: whoever asks the hops hands in what came of each.
"""

from __future__ import annotations

from dataclasses import replace

from linkassay import urls
from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.errand import Errand, RedirectChain
from linkassay.fetch.errors import Failure, FetchError, failure_of
from linkassay.fetch.exchange import Exchange, fail
from linkassay.fetch.exchanges import Ask
from linkassay.fetch.heard import Heard, heard
from linkassay.fetch.redirects import resolved
from linkassay.fetch.refresh import refresh_target
from linkassay.fetch.request_headers import RequestHeaders
from linkassay.fetch.setup import Setup
from linkassay.fetch.target import Target
from linkassay.model import ErrorKind, Hop

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


class Following:
    """Follows errands. Waiting for a host's turn is our own choice and does not count as time."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._headers = RequestHeaders(setup.user_agent, setup.own_headers)

    def ask(self, errand: Errand, target: Target, addresses: tuple[str, ...]) -> Ask:
        """The request for the next hop of an errand, which begins now."""
        chain, bounds = errand.chain, errand.bounds
        cookies = self._begin(errand, target)
        lines = self._headers.lines(errand.probe, chain.trail.targets, cookies=cookies)
        left = self._setup.settings.deadline - chain.seconds
        if left < bounds.seconds:
            bounds = replace(bounds, seconds=max(left, 0.0))
        return Ask(target, lines, bounds, addresses, plain=errand.plain)

    def not_found(
        self, errand: Errand, target: Target, why: FetchError, took: float
    ) -> Heard | None:
        """Take that a host has no address that may be dialled, as was found in so many seconds."""
        self._begin(errand, target)
        result = Exchange()
        fail(result, failure_of(why))
        return self.hear(errand, result, took)

    def again(self, errand: Errand) -> None:
        """The last request was of no use: it is made once more, so that it is understood."""
        errand.chain.trail.forget_last()
        errand.plain = True

    def _begin(self, errand: Errand, target: Target) -> str:
        """Note where an errand goes; gives the cookies to be sent."""
        errand.chain.facts = None
        return errand.chain.trail.begin(errand.url or "", target)

    def hear(self, errand: Errand, result: Exchange, took: float) -> Heard | None:
        """Take what came of the request, which took so many seconds.

        Gives what the host is to be treated by, `None` where nobody was asked.
        """
        chain, wanted = errand.chain, errand.bounds.seconds
        left = self._setup.settings.deadline - chain.seconds
        errand.plain = False
        chain.seconds += took
        chain.last = result
        chain.trail.heard(result.cookies, result.date)
        cleaner, url = errand.cleaner, errand.url or ""
        location = None if result.location is None else cleaner.url(result.location)
        chain.hops.append(
            Hop(cleaner.hop(url), result.status, location, result.peer, round(took, 6))
        )
        if result.error is not None:
            chain.fail(self._failure(result.error, result.detail, ran_out=left < wanted))
        if result.error in NOBODY_ASKED:
            return None
        # Whoever had little of our time left is not blamed for using it up.
        blamed = result.error if left >= wanted / 2 else None
        return heard(result.status, blamed, result.headers, result.date, self._setup.now)

    def stop(self, errand: Errand, why: BaseException) -> None:
        """End an errand at a hop that is not asked."""
        errand.chain.stop(Hop(errand.cleaner.hop(errand.url or "")), failure_of(why))
        errand.url = None

    def go_on(self, errand: Errand) -> None:
        """Decide where an errand leads after an answer: its next hop, or its end."""
        url, errand.url = errand.url or "", None
        if errand.chain.error is None:
            try:
                errand.url = self._next(errand.chain, url, errand.cleaner)
            except FetchError as error:
                errand.chain.fail(failure_of(error))

    def _failure(self, kind: ErrorKind, detail: str, *, ran_out: bool) -> Failure:
        if ran_out and kind in (ErrorKind.CONNECT_TIMEOUT, ErrorKind.READ_TIMEOUT):
            total = f"the {self._setup.settings.deadline:g} s for one address ran out"
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
        most = self._setup.settings.max_redirects
        if len(chain.hops) > most:
            raise FetchError(ErrorKind.TOO_MANY_REDIRECTS, f"more than {most} redirects")
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
