"""One round of asking: many addresses at once, or one article whole."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

import anyio
from anyio import to_thread

from linkassay.fetch import headers, troubles
from linkassay.fetch.chain import Chain, Follower
from linkassay.fetch.clients import Clients
from linkassay.fetch.exchange import Bounds, Caps
from linkassay.fetch.guard import GuardedBackend
from linkassay.fetch.manners import Turns
from linkassay.fetch.pins import Pins
from linkassay.fetch.resolver import PinnedResolver, Resolver, SystemResolver
from linkassay.fetch.transport import tls_context
from linkassay.model import ErrorKind, Framing, Observation, PageFacts, Probe, Settings, Source
from linkassay.tables.networks import Network

SMALL = 4096
"""Bytes read of a body nobody looks into: enough to see that there is one, and to compare it."""

HTML = frozenset({"text/html", "application/xhtml+xml"})

COMPLETE = frozenset({Framing.LENGTH, Framing.CHUNKED, Framing.CLOSE})

LEAKY_LOGGERS = ("httpx", "httpcore")
"""They write passwords and query tokens at INFO (research: reliability 0.7)."""

Facts = Callable[[bytes, str | None], PageFacts]
"""Reads the first bytes of an HTML page, given its charset."""

T = TypeVar("T")


class Session:
    """Asks with one event loop, one guard and one TLS context."""

    def __init__(
        self,
        settings: Settings,
        *,
        allowed: Sequence[Network],
        pins: Pins,
        resolver: Resolver | None,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        user_agent: str,
        facts: Facts | None,
        ended: dict[str, float],
    ) -> None:
        self._settings = settings
        self._allowed = allowed
        self._resolver = PinnedResolver(pins, resolver or SystemResolver())
        self._now = now
        self._monotonic = monotonic
        self._user_agent = user_agent
        self._facts = facts
        self._ended = ended

    def ask(self, probes: Sequence[Probe], heard: Callable[[Observation], None]) -> None:
        """Hand over one observation per probe, each as soon as it is there."""
        _run(partial(self._ask, probes, heard))

    def read(self, probe: Probe) -> tuple[Observation, Source | None]:
        """One article, whole."""
        return _run(partial(self._read, probe))

    async def _ask(self, probes: Sequence[Probe], heard: Callable[[Observation], None]) -> None:
        turns = self._turns()
        async with self._follower(turns) as follower, anyio.create_task_group() as group:
            for queue in _by_host(probes):
                waiting = iter(queue)
                for _ in range(min(turns.in_flight_per_host, len(queue))):
                    group.start_soon(self._work, follower, waiting, heard)

    async def _work(
        self, follower: Follower, waiting: Iterator[Probe], heard: Callable[[Observation], None]
    ) -> None:
        for probe in waiting:
            heard(await self._observe(follower, probe))

    async def _observe(self, follower: Follower, probe: Probe) -> Observation:
        """One observation, whatever happens: a fault of ours must not lose the other links."""
        try:
            chain = await follower.follow(probe.method, probe.url, self._bounds(self._page_caps))
            return self._observation(probe, chain, await self._page_facts(chain))
        except Exception as error:
            why = troubles.read(error)
            return Observation(
                url=headers.without_userinfo(probe.url),
                when=self._now(),
                error=ErrorKind.BUG,
                detail=headers.clean(why.detail),
            )

    async def _read(self, probe: Probe) -> tuple[Observation, Source | None]:
        async with self._follower(self._turns()) as follower:
            chain = await follower.follow(probe.method, probe.url, self._bounds(self._whole_caps))
        return self._observation(probe, chain, None), _source(probe, chain)

    def _observation(self, probe: Probe, chain: Chain, facts: PageFacts | None) -> Observation:
        last = chain.last
        body = last.body if last else None
        # A redirect that leads nowhere is trouble without a status: the hop has it.
        followed = chain.trouble is None or body is not None
        return Observation(
            url=headers.without_userinfo(probe.url),
            when=self._now(),
            hops=tuple(chain.hops),
            status=last.status if last and followed else None,
            error=chain.trouble,
            detail=headers.clean(chain.detail),
            headers=last.headers if last else (),
            framing=last.framing if last else Framing.NONE,
            raw_bytes=body.raw_bytes if body else 0,
            body_sha256=body.sha256 if body else None,
            seconds=round(chain.seconds, 6),
            facts=facts,
        )

    async def _page_facts(self, chain: Chain) -> PageFacts | None:
        last = chain.last
        if self._facts is None or last is None or last.body is None or last.body.encoded:
            return None
        if not _is_page(last.status, headers.media_type(last.content_type)):
            return None
        charset = headers.charset(last.content_type)
        # The parser holds no lock while it works (research: reliability 4): others go on asking.
        return await to_thread.run_sync(self._facts, last.body.data, charset)

    def _page_caps(self, status: int, media_type: str | None) -> Caps:
        if self._facts is None or not _is_page(status, media_type):
            return Caps(SMALL, SMALL)
        return Caps(self._settings.max_page_bytes, self._settings.max_page_bytes)

    def _whole_caps(self, status: int, _media_type: str | None) -> Caps:
        if not 200 <= status < 300:
            return Caps(SMALL, SMALL)
        return Caps(self._settings.max_wire_bytes, self._settings.max_body_bytes)

    def _bounds(self, caps: Callable[[int, str | None], Caps]) -> Bounds:
        settings = self._settings
        return Bounds(
            settings.hop_deadline, settings.max_header_bytes, settings.max_header_lines, caps
        )

    def _turns(self) -> Turns:
        return Turns(
            gap=self._settings.gap,
            hosts_at_once=self._settings.hosts_at_once,
            monotonic=self._monotonic,
            ended=self._ended,
        )

    @asynccontextmanager
    async def _follower(self, turns: Turns) -> AsyncIterator[Follower]:
        settings = self._settings
        backend = GuardedBackend(
            self._resolver,
            self._allowed,
            # Parts of a hop's time, so that the guard can still say what was slow.
            lookup_seconds=settings.hop_deadline * 2 / 3,
            dial_seconds=settings.hop_deadline / 3,
        )
        clients = Clients(backend, tls_context(settings.ca_file), self._user_agent)
        try:
            yield Follower(
                clients,
                turns,
                deadline=settings.deadline,
                max_redirects=settings.max_redirects,
                monotonic=self._monotonic,
            )
        finally:
            with anyio.CancelScope(shield=True):
                await clients.aclose()


def _is_page(status: int | None, media_type: str | None) -> bool:
    return status is not None and 200 <= status < 300 and media_type in HTML


def _source(probe: Probe, chain: Chain) -> Source | None:
    last = chain.last
    if chain.trouble is not None or last is None or last.status is None or last.body is None:
        return None
    if not 200 <= last.status < 300 or last.framing not in COMPLETE or last.body.encoded:
        return None
    return Source(
        locator=headers.without_userinfo(probe.url),
        data=last.body.data,
        media_type=headers.media_type(last.content_type),
        charset=headers.charset(last.content_type),
    )


def _by_host(probes: Sequence[Probe]) -> list[list[Probe]]:
    """Probes grouped by the host of the address asked, groups and members in order."""
    groups: dict[str, list[Probe]] = {}
    for probe in probes:
        groups.setdefault(_authority(probe.url), []).append(probe)
    return list(groups.values())


def _authority(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _run(work: Callable[[], Awaitable[T]]) -> T:
    """Run to the end in an own event loop; what a task raises comes out as itself."""
    for name in LEAKY_LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return anyio.run(work)
    except BaseExceptionGroup as group:
        raise _first(group) from group


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
