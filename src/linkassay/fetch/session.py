"""One round of asking, from its event loop to its end: many lanes, or one article whole."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TypeVar

import anyio

from linkassay.fetch.chain import RedirectFollower
from linkassay.fetch.guard import GuardedBackend
from linkassay.fetch.lanes import Batches, Lanes, Record, Remember
from linkassay.fetch.observer import Observer
from linkassay.fetch.pace import WITHOUT_GAP
from linkassay.fetch.places import Places
from linkassay.fetch.request_headers import RequestHeaders
from linkassay.fetch.resolver import OverridingResolver, SystemResolver
from linkassay.fetch.robots import Robots
from linkassay.fetch.robots_request import ask_robots
from linkassay.fetch.setup import Setup
from linkassay.fetch.throttle import HostThrottle
from linkassay.fetch.transport import client_for
from linkassay.fetch.watching import WatchedDialler
from linkassay.fetch.wildcards import HonestResolver
from linkassay.model import HostNote, Lane, Observation, Probe, Source, Waiting

LEAKY_LOGGERS = ("httpcore", "httpx")
"""They write whom they connect to and what they ask for, at DEBUG and INFO."""

FOREVER = float("inf")

TELL_SECONDS = 1.0
"""Between two words on whom is waited for."""

T = TypeVar("T")


Take = Callable[[Observation, Source | None], None]
"""Gets an article as it came."""


def ask(
    setup: Setup,
    lanes: Iterable[Lane],
    record: Record,
    remember: Remember | None = None,
    take: Take | None = None,
) -> None:
    """Ask every probe, and hand the observations over in batches; see `WebFetcher.ask`.

    With `take` each is fetched whole, and what came of it given there at once.
    """
    batches = Batches(record, remember)
    try:
        _run(partial(_ask, setup, lanes, batches, take))
    except BaseException as error:
        # The event loop is gone, so that nothing can come between: a plain call.
        _flush_after(error, batches)
        raise
    batches.flush()


def fetch_document(setup: Setup, probe: Probe) -> tuple[Observation, Source | None]:
    """One article, whole."""
    return _run(partial(_fetch_document, setup, probe))


async def _ask(setup: Setup, lanes: Iterable[Lane], batches: Batches, take: Take | None) -> None:
    most, began = setup.settings.max_time, setup.monotonic()
    until = FOREVER if most is None else began + most - setup.hosts.spent
    places = _places(setup)
    throttle = _throttle(setup, places, batches.note, until)
    observer = _observer(setup, throttle, batches.note)

    def opened(lane: Lane) -> int:
        if lane.note is not None:
            throttle.keep(lane.note)
            setup.robots.take(lane.note)
        return throttle.in_flight(lane.host)

    usual = WITHOUT_GAP if setup.settings.gap == 0 else 1
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(batches.flush_regularly)
            group.start_soon(places.watch)
            asked = Lanes(_observe_with(observer, take), opened=opened, usual=usual)
            if setup.waiting is not None:
                group.start_soon(_tell_slowest, throttle, asked, setup.waiting)
            await asked.ask(lanes, batches)
            group.cancel_scope.cancel()
    finally:
        setup.hosts.spent += setup.monotonic() - began


def _observe_with(
    observer: Observer, take: Take | None
) -> Callable[[Probe], Awaitable[Observation]]:
    if take is None:
        return observer.observe

    async def fetched(probe: Probe) -> Observation:
        observation, source = await observer.fetch_document(probe, heedful=True)
        take(observation, source)
        return observation

    return fetched


async def _tell_slowest(
    throttle: HostThrottle, asked: Lanes, tell: Callable[[Waiting], None]
) -> None:
    """Runs until it is cancelled."""
    while True:
        await anyio.sleep(TELL_SECONDS)
        slowest = throttle.slowest(asked.left)
        if slowest is not None:
            tell(slowest)


async def _fetch_document(setup: Setup, probe: Probe) -> tuple[Observation, Source | None]:
    throttle = _throttle(setup, _places(setup), _forget, FOREVER)
    return await _observer(setup, throttle, _forget).fetch_document(probe)


def _forget(_note: HostNote) -> None:
    """One article alone is no run with a memory of hosts."""


def _places(setup: Setup) -> Places:
    return Places(setup.settings.hosts_at_once, monotonic=setup.monotonic)


def _throttle(setup: Setup, places: Places, remember: Remember, until: float) -> HostThrottle:
    return HostThrottle(
        setup.hosts,
        places,
        monotonic=setup.monotonic,
        now=setup.now,
        most_wait=setup.settings.most_wait,
        until=until,
        remember=remember,
    )


def _observer(setup: Setup, throttle: HostThrottle, remember: Remember) -> Observer:
    settings = setup.settings
    resolver = HonestResolver(
        setup.resolver or SystemResolver(), setup.allowed, known=setup.resolver_answers
    )
    backend = GuardedBackend(
        OverridingResolver(setup.overrides, resolver),
        setup.allowed,
        # Parts of a hop's time, so that the guard can still say what was slow.
        lookup_seconds=settings.hop_deadline * 2 / 3,
        dial_seconds=settings.hop_deadline / 3,
        dialler=WatchedDialler(),
    )
    follower = RedirectFollower(
        client_for(backend, settings.ca_file),
        throttle,
        headers=RequestHeaders(setup.user_agent, setup.own_headers),
        deadline=settings.deadline,
        max_redirects=settings.max_redirects,
        monotonic=setup.monotonic,
    )
    robots = Robots(
        partial(ask_robots, follower, settings),
        setup.robots,
        ignored=settings.ignore_robots,
        now=setup.now,
        pace=throttle.pace,
        remember=remember,
    )
    return Observer(setup, follower, robots.admit)


def _flush_after(error: BaseException, batches: Batches) -> None:
    """Hand over what was answered before `error`; a second failure is told as a note of it."""
    try:
        batches.flush()
    except Exception as second:
        error.add_note(f"what was answered last could not be handed over: {second}")


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
