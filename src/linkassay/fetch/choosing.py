"""Which adapter makes the requests of a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING

from linkassay.errors import UsageError
from linkassay.fetch.exchange import Exchange
from linkassay.fetch.exchanges import Ask, Exchanges
from linkassay.fetch.setup import Setup
from linkassay.model import HttpClient, Lane

if TYPE_CHECKING:
    from linkassay.fetch.curl.exchanges import CurlExchanges
    from linkassay.fetch.httpx_exchanges import HttpxExchanges

MANY_LINKS = 100
"""From so many links on libcurl is taken by itself, where it is installed: a request by httpx takes
a millisecond more of CPU, so that loading another library is paid back several times over."""


def choose(setup: Setup, lanes: Iterator[Lane]) -> tuple[Exchanges, Iterator[Lane]]:
    """The adapter for these lanes, and the lanes.

    Raises `UsageError` where libcurl is wanted and not installed.
    """
    wanted = setup.settings.http_client
    if wanted is HttpClient.CURL and not has_curl():
        raise UsageError(
            "the HTTP client curl is not installed",
            advice="install the extra: pip install 'linkassay[fast]', or leave --http-client out",
        )
    if wanted is HttpClient.HTTPX or not has_curl():
        return by_httpx(setup), lanes
    if wanted is HttpClient.CURL:
        return ByCurl(setup), lanes
    first: list[Lane] = []
    links = 0
    while links < MANY_LINKS and (lane := next(lanes, None)) is not None:
        first.append(lane)
        links += lane.links
    made: Exchanges = ByCurl(setup) if links >= MANY_LINKS else by_httpx(setup)
    return made, chain(first, lanes)


def has_curl() -> bool:
    """Whether the extra `fast` is installed."""
    return find_spec("pycurl") is not None


def by_httpx(setup: Setup, curl: CurlExchanges | None = None) -> HttpxExchanges:
    """The adapter that takes whatever browsers take; beside libcurl it tells that of each end."""
    from linkassay.fetch.httpx_exchanges import HttpxExchanges

    return HttpxExchanges(
        ca_file=setup.settings.ca_file,
        allowed=setup.allowed,
        dial_seconds=dial_seconds(setup),
        monotonic=setup.monotonic,
        told=None if curl is None else curl.wake,
    )


def dial_seconds(setup: Setup) -> float:
    """A part of a hop's time, so that another address can still be tried."""
    return setup.settings.hop_deadline / 3


class ByCurl:
    """libcurl, and httpx beside it for what has to be asked as browsers do."""

    def __init__(self, setup: Setup) -> None:
        from linkassay.fetch.curl.exchanges import CurlExchanges

        self._setup = setup
        self._curl = CurlExchanges(
            setup.settings.ca_file,
            allowed=setup.allowed,
            dial_seconds=dial_seconds(setup),
            keep_alive=setup.settings.keep_alive,
            monotonic=setup.monotonic,
        )
        self._plain: HttpxExchanges | None = None

    def start(self, ask: Ask) -> None:
        if not ask.plain:
            self._curl.start(ask)
            return
        if self._plain is None:
            self._plain = by_httpx(self._setup, self._curl)
        self._plain.start(ask)

    def wait(self, seconds: float) -> Sequence[tuple[Ask, Exchange]]:
        ended = self._curl.wait(seconds)
        return ended if self._plain is None else [*ended, *self._plain.wait(0.0)]

    def wake(self) -> None:
        self._curl.wake()

    def close(self) -> None:
        self._curl.close()
        if self._plain is not None:
            self._plain.close()
