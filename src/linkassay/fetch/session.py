"""One round of asking, put together from its parts: many lanes, or one article whole."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from linkassay import urls
from linkassay.fetch.batches import Batches, Record, Remember
from linkassay.fetch.choosing import choose
from linkassay.fetch.errand import Errand
from linkassay.fetch.errands import Errands, source
from linkassay.fetch.lanes import Lanes
from linkassay.fetch.lookups import Lookups
from linkassay.fetch.resolver import OverridingResolver, SystemResolver
from linkassay.fetch.robots import Robots
from linkassay.fetch.round import Elsewhere, Round
from linkassay.fetch.setup import Setup
from linkassay.fetch.wildcards import HonestResolver
from linkassay.model import HostNote, Lane, Observation, Probe, Source

FOREVER = float("inf")

TICK_SECONDS = 1.0
"""Between two words on whom is waited for, and between two batches that are not full."""

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
        Session(setup, batches, take).run(iter(lanes))
    except BaseException as error:
        flush_after(error, batches)
        raise
    batches.finish()


def fetch_document(setup: Setup, probe: Probe) -> tuple[Observation, Source | None]:
    """One article, whole. It is no run with a memory of hosts, and no time is set for it."""
    came: list[tuple[Observation, Source | None]] = []
    errands = Errands(setup)

    def over(errand: Errand) -> None:
        came.append((errands.observation(errand, facts=False), source(errand)))

    def begin(_lane: Lane) -> Iterator[Errand]:
        yield errands.document(probe, over)

    _run(setup, iter((Lane(urls.host_of(probe.url), iter(()), links=1),)), begin, until=FOREVER)
    return came[0]


class Session:
    """Makes the errands of a round of asking, and takes what came of them."""

    def __init__(self, setup: Setup, batches: Batches, take: Take | None) -> None:
        self._setup = setup
        self._batches = batches
        self._take = take
        self._errands = Errands(setup)
        self._elsewhere: Elsewhere | None = None

    def run(self, lanes: Iterator[Lane]) -> None:
        """Ask all that these lanes have, in the time that is left for asking."""
        most, began = self._setup.settings.max_time, self._setup.monotonic()
        until = FOREVER if most is None else began + most - self._setup.hosts.spent
        try:
            _run(
                self._setup,
                lanes,
                self._begin,
                until=until,
                batches=self._batches,
                elsewhere=self._elsewhere,
            )
        finally:
            self._setup.hosts.spent += self._setup.monotonic() - began

    def _begin(self, lane: Lane) -> Iterator[Errand]:
        for window in lane.windows:
            for probe in window:
                yield self._errand(probe)

    def _errand(self, probe: Probe) -> Errand:
        if self._take is None:
            return self._errands.page(probe, self._looked)
        return self._errands.document(probe, self._fetched, heedful=True)

    def _looked(self, errand: Errand) -> None:
        self._batches.add(self._errands.observation(errand))

    def _fetched(self, errand: Errand) -> None:
        observation = self._errands.observation(errand)
        if self._take is not None:
            self._take(observation, source(errand))
        self._batches.add(observation)


def _run(
    setup: Setup,
    lanes: Iterator[Lane],
    begin: Callable[[Lane], Iterator[Errand]],
    *,
    until: float,
    batches: Batches | None = None,
    elsewhere: Elsewhere | None = None,
) -> None:
    """Run one round to its end; without `batches` nothing is to be remembered."""
    settings = setup.settings
    remember = _forget if batches is None else batches.note
    turns: Lanes[Errand] = Lanes(
        setup.hosts,
        now=setup.now,
        most_wait=settings.most_wait,
        until=until,
        remember=remember,
        goes_on=elsewhere is not None,
    )
    exchanges, lanes = choose(setup, lanes)
    with closing(exchanges):
        lookups = Lookups(
            _resolver(setup),
            setup.allowed,
            seconds=settings.hop_deadline * 2 / 3,
            monotonic=setup.monotonic,
            wake=exchanges.wake,
        )
        ticks = _Ticks(setup, turns, batches)
        asked = Round(
            setup,
            lanes=turns,
            exchanges=exchanges,
            lookups=lookups,
            robots=Robots(
                setup.robots,
                ignored=settings.ignore_robots,
                now=setup.now,
                pace=lambda host, delay: turns.slow_down(host, delay, setup.monotonic()),
                remember=remember,
            ),
            errands=Errands(setup),
            places=places(settings.hosts_at_once),
            tick=lambda: ticks.tick(asked),
            elsewhere=elsewhere,
        )
        asked.run(lanes, begin)


class _Ticks:
    """What is done about every second: hand over what came, and tell whom is waited for."""

    def __init__(self, setup: Setup, turns: Lanes[Errand], batches: Batches | None) -> None:
        self._setup = setup
        self._turns = turns
        self._batches = batches
        self._next = setup.monotonic() + TICK_SECONDS

    def tick(self, asked: Round) -> None:
        now = self._setup.monotonic()
        if now < self._next:
            return
        self._next = now + TICK_SECONDS
        if self._batches is not None:
            self._batches.flush()
        if self._setup.waiting is not None:
            slowest = self._turns.slowest(asked.left, now)
            if slowest is not None:
                self._setup.waiting(slowest)


def _resolver(setup: Setup) -> OverridingResolver:
    honest = HonestResolver(
        setup.resolver or SystemResolver(), setup.allowed, known=setup.resolver_answers
    )
    return OverridingResolver(setup.overrides, honest)


def places(wanted: int) -> int:
    """Requests under way at once: so many as are wanted, half of what may be open at most."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if soft == resource.RLIM_INFINITY else max(min(soft // 2, wanted), 1)


def _forget(_note: HostNote) -> None:
    """One article alone is no run with a memory of hosts."""


def flush_after(error: BaseException, batches: Batches) -> None:
    """Hand over what was answered before `error`; a second failure is told as a note of it."""
    try:
        batches.finish()
    except Exception as second:
        error.add_note(f"what was answered last could not be handed over: {second}")
