"""One round of asking on a cluster, from its lanes to the last of its shards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from linkassay.cluster.asking import bundle_settings, credentials_for, hosts_of
from linkassay.cluster.crowd import Crowd, Lost
from linkassay.cluster.journey import Journey
from linkassay.cluster.memory import Memory
from linkassay.cluster.parcels import Bundle, Load, OtherVersionError, Shard, packed, shard_from
from linkassay.cluster.pool import Pool
from linkassay.errors import LinkassayError
from linkassay.model import ErrorKind, Hop, HostNote, Observation, Onward, Probe
from linkassay.urls import host_of
from linkassay.urls.platform import lane_of

BUNDLE_SECONDS = 60.0
"""A bundle begins nothing after this: a slow host holds the others of its bundle no longer, and a
lost machine, or an interruption, costs no more."""

BATCH = 1_000
"""Observations that are handed over at once, at most."""

LOOK_UP = 0.5
"""Seconds between two looks at what else could go out: machines come and go."""

ALONE = 60.0
"""Seconds without any machine, after which the cluster is taken for gone."""

TRIES = 2
"""Times a bundle is handed out; the cluster itself does it again where a machine is lost."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who takes what comes, and the clocks: `now` dates what nobody asked, `monotonic` and `sleep`
    (seconds) drive rests and limits."""

    record: Callable[[Sequence[Observation]], None]
    remember: Callable[[HostNote], None] | None
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]


@dataclass(slots=True)
class _Out:
    """A load on its way, and how often it was handed out."""

    load: Load
    tries: int = 1

    def probes(self) -> dict[str, Probe]:
        """What is asked, by its address."""
        fresh = [probe for part in self.load.parts for probe in part.probes]
        return {one.url: one for one in [*fresh, *(on.probe for on in self.load.begun)]}


@dataclass
class Round:
    """Hands bundles out as long as something is to be asked, and takes each shard once.

    `numbers` names the bundles; `until`, on the monotonic clock, is when the asking ends.
    """

    crowd: Crowd
    journey: Journey
    pool: Pool
    memory: Memory
    hands: Hands
    numbers: Iterator[int]
    until: float = float("inf")
    _out: dict[int, _Out] = field(default_factory=dict)
    _seen_somebody: float | None = None
    _came: Sequence[Observation] = ()

    def run(self) -> None:
        """Ask all. What came before an interruption or an error is handed over first.

        Raises `LinkassayError` where the cluster is gone, or one of its machines cannot ask.
        """
        try:
            while self._send() or self._out or self._rest():
                for number, came in self.crowd.come(LOOK_UP if self._out else 0.0):
                    self._take(number, came)
                    # Whoever is free goes on while what came is handed over.
                    self._send()
                    self._hand_over()
        except BaseException as error:
            self._salvage(error)
            raise

    def _send(self) -> bool:
        """Fill the places that are free; whether something went out."""
        now, places = self.hands.monotonic(), self.crowd.places()
        if places or self._seen_somebody is None:
            self._seen_somebody = now
        elif now - self._seen_somebody > ALONE:
            raise LinkassayError(
                f"the cluster has had no machine for {ALONE:.0f} s",
                advice="start its workers, then run the same again: it goes on where it was",
            )
        if now >= self.until:
            self._record(_unasked(self.pool.left(), *_TIME_UP, self.hands.now()))
            return False
        sent = False
        while len(self._out) < places:
            load = self.pool.load(now, places - len(self._out), places)
            if load is None:
                break
            self._submit(_Out(load))
            sent = True
        return sent

    def _rest(self) -> bool:
        """Nothing is out: let the time pass until a lane is ready; whether there is one."""
        seconds = self.pool.wait(self.hands.monotonic())
        if seconds is not None:
            self.hands.sleep(min(max(seconds, 0.01), LOOK_UP))
        return seconds is not None

    def _submit(self, out: _Out) -> None:
        number, journey = next(self.numbers), self.journey
        seconds = min(BUNDLE_SECONDS, max(self.until - self.hands.monotonic(), 0.0))
        settings = bundle_settings(journey.settings, hosts_of(out.load), seconds)
        bundle = Bundle(
            journey.run,
            number,
            out.load,
            settings,
            journey.user_agent,
            journey.moment,
            journey.secret_key,
            credentials_for(journey.credentials, settings),
        )
        self._out[number] = out
        self.crowd.submit(number, packed(bundle))

    def _take(self, number: int, came: bytes | Lost) -> None:
        """Take what came of a bundle; what is not out any more came before, and counts once."""
        out = self._out.pop(number, None)
        if out is None:
            return
        shard = came if isinstance(came, Lost) else self._shard(number, came, out)
        if isinstance(shard, Lost):
            self._lost(out, shard.why)
        else:
            self._merge(out.load, shard)

    def _shard(self, number: int, data: bytes, out: _Out) -> Shard | Lost:
        """The shard, if it tells of each probe of its bundle once and of no other."""
        try:
            shard = shard_from(data)
        except OtherVersionError:
            raise
        except ValueError as error:
            return Lost(str(error))
        if shard.failure is not None:
            failure = shard.failure
            raise LinkassayError(failure.what, where=failure.where, advice=failure.advice)
        asked = out.probes()
        told = [one.url for one in shard.seen] + [one.probe.url for one in shard.given_back]
        if (shard.run, shard.number) != (self.journey.run, number) or sorted(told) != sorted(asked):
            return Lost("its shard does not tell of what was asked")
        back = (replace(one, probe=asked[one.probe.url]) for one in shard.given_back)
        return replace(shard, given_back=tuple(back))

    def _lost(self, out: _Out, why: str) -> None:
        if out.tries < TRIES:
            self._submit(_Out(out.load, out.tries + 1))
            return
        self.pool.returned(out.load)
        begun = [Onward(probe, probe.url) for probe in out.probes().values()]
        detail = f"the machines that were to ask it were lost: {why}"
        self._record(_unasked(begun, ErrorKind.BUG, detail, self.hands.now()))

    def _merge(self, load: Load, shard: Shard) -> None:
        self._record(shard.seen)
        if self.hands.remember is not None:
            for note in shard.notes:
                self.hands.remember(note)
        self.memory.leave_alone(load.lanes, shard.rests, self.hands.monotonic())
        self.pool.returned(load)
        self.pool.give_back(shard.given_back)
        for lane, detail in _given_up(shard.seen).items():
            if lane in load.lanes:
                left = self.pool.left_of(lane)
                self._record(_unasked(left, ErrorKind.HOST_PAUSED, detail, self.hands.now()))

    def _hand_over(self) -> None:
        seen, self._came = self._came, ()
        self._record(seen)

    def _record(self, seen: Iterable[Observation]) -> None:
        batch: list[Observation] = []
        for one in seen:
            batch.append(one)
            if len(batch) == BATCH:
                full, batch = batch, []
                self.hands.record(full)
        if batch:
            self.hands.record(batch)

    def _salvage(self, error: BaseException) -> None:
        """Take back what is out, and hand over what has come."""
        self.crowd.cancel(tuple(self._out))
        try:
            self._hand_over()
            for number, came in self.crowd.come(0.0):
                out = self._out.pop(number, None)
                shard = (
                    Lost("")
                    if out is None or isinstance(came, Lost)
                    else (self._shard(number, came, out))
                )
                if isinstance(shard, Shard):
                    self._record(shard.seen)
        except Exception as second:
            error.add_note(f"what was answered last could not be handed over: {second}")


_TIME_UP = (ErrorKind.TIME_UP, "the time for asking was over")


def _given_up(seen: Sequence[Observation]) -> dict[str, str]:
    """The lanes that a bundle has given up for the rest of a round, and why."""
    paused = (one for one in seen if one.error is ErrorKind.HOST_PAUSED)
    return {lane_of(host_of(one.final_url)): one.detail for one in paused}


def _unasked(
    onwards: Iterable[Onward], error: ErrorKind, detail: str, now: datetime
) -> Iterator[Observation]:
    """What is told of probes that nobody asks, or goes on with, any more."""
    for one in onwards:
        hops = one.hops or (Hop(one.probe.url),)
        yield Observation(one.probe.url, now, hops, error=error, detail=detail, seconds=one.seconds)
