"""One round of asking, from its event loop to its end: many lanes, or one article whole."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

import anyio

from linkassay.fetch.chain import RedirectFollower
from linkassay.fetch.guard import GuardedBackend
from linkassay.fetch.lanes import Batches, Lanes
from linkassay.fetch.observer import Observer
from linkassay.fetch.request_headers import RequestHeaders
from linkassay.fetch.resolver import OverridingResolver, SystemResolver
from linkassay.fetch.setup import Setup
from linkassay.fetch.throttle import HostThrottle
from linkassay.fetch.wildcards import HonestResolver
from linkassay.fetch.wire import Wire, tls_context
from linkassay.model import Lane, Observation, Probe, Source

LEAKY_LOGGERS = ("httpcore",)
"""It writes whom it connects to, at DEBUG."""

T = TypeVar("T")


def ask(
    setup: Setup, lanes: Iterable[Lane], record: Callable[[Sequence[Observation]], None]
) -> None:
    """Ask every probe, and hand the observations over in batches; see `WebFetcher.ask`."""
    batches = Batches(record)
    try:
        _run(partial(_ask, setup, lanes, batches))
    except BaseException as error:
        # The event loop is gone, so that nothing can come between: a plain call.
        _flush_after(error, batches)
        raise
    batches.flush()


def fetch_document(setup: Setup, probe: Probe) -> tuple[Observation, Source | None]:
    """One article, whole."""
    return _run(partial(_fetch_document, setup, probe))


async def _ask(setup: Setup, lanes: Iterable[Lane], batches: Batches) -> None:
    throttle = _throttle(setup)
    observer = _observer(setup, throttle)
    async with anyio.create_task_group() as group:
        group.start_soon(batches.flush_regularly)
        asking = Lanes(observer.observe, workers_per_lane=throttle.in_flight_per_host)
        await asking.ask(lanes, batches)
        group.cancel_scope.cancel()


async def _fetch_document(setup: Setup, probe: Probe) -> tuple[Observation, Source | None]:
    return await _observer(setup, _throttle(setup)).fetch_document(probe)


def _throttle(setup: Setup) -> HostThrottle:
    return HostThrottle(
        gap=setup.settings.gap,
        hosts_at_once=setup.settings.hosts_at_once,
        monotonic=setup.monotonic,
        ended=setup.ended,
    )


def _observer(setup: Setup, throttle: HostThrottle) -> Observer:
    settings = setup.settings
    resolver = HonestResolver(setup.resolver or SystemResolver(), known=setup.resolver_answers)
    backend = GuardedBackend(
        OverridingResolver(setup.overrides, resolver),
        setup.allowed,
        # Parts of a hop's time, so that the guard can still say what was slow.
        lookup_seconds=settings.hop_deadline * 2 / 3,
        dial_seconds=settings.hop_deadline / 3,
    )
    follower = RedirectFollower(
        Wire(backend, tls_context(settings.ca_file)),
        throttle,
        headers=RequestHeaders(setup.user_agent),
        deadline=settings.deadline,
        max_redirects=settings.max_redirects,
        monotonic=setup.monotonic,
    )
    return Observer(setup, follower)


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
