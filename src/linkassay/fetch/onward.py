"""Errands and paces between two machines: as nouns that can be sent, and back.

What a chain has asked, and the cookies set on it, go with it: they tell a circle from a wall that
wants its cookie back. Times of a host go as seconds from now, since clocks differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linkassay.fetch.cookies import Cookie, CookieJar
from linkassay.fetch.errand import Errand
from linkassay.fetch.hosts import HostRecord
from linkassay.fetch.pace import KeptPace
from linkassay.fetch.robots_memory import RobotsRecord
from linkassay.fetch.robots_rules import RobotsRules
from linkassay.fetch.setup import Setup
from linkassay.fetch.target import Target
from linkassay.fetch.trail import Trail, Visit
from linkassay.model import Onward, Rest, codec


@dataclass(frozen=True, slots=True)
class KeptTrail:
    """Where a chain has been."""

    targets: tuple[Target, ...]
    visits: tuple[Visit, ...]
    setters: tuple[bool, ...]
    cookies: tuple[Cookie, ...]


@dataclass(frozen=True, slots=True)
class KeptRobots:
    """The robots.txt of one origin: a `RobotsRecord`."""

    origin: str
    read: datetime
    lines: tuple[str, ...]
    failure: str
    reached: bool
    attempts: int
    let: str | None
    stands_in: bool


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What a host did lately."""

    pace: KeptPace
    failures: int
    hangs: int
    robots: tuple[KeptRobots, ...] = ()


def onward_of(errand: Errand) -> Onward:
    """An errand that is between two requests."""
    chain, url = errand.chain, errand.url or ""
    trail = chain.trail
    if not trail.visits:
        return Onward(errand.probe, url)
    kept = KeptTrail(
        tuple(trail.targets), tuple(trail.visits), tuple(trail.setters), trail.jar.cookies
    )
    told = codec.dump(kept).decode()
    return Onward(errand.probe, url, tuple(chain.hops), chain.seconds, told)


def resume(errand: Errand, onward: Onward) -> None:
    """Bring a new errand to where an onward probe is. Raises `ValueError` for a broken trail."""
    errand.url = onward.url
    errand.chain.hops = list(onward.hops)
    errand.chain.seconds = onward.seconds
    if onward.trail:
        kept: KeptTrail = codec.load(onward.trail.encode(), KeptTrail)
        errand.chain.trail = Trail(
            list(kept.targets), list(kept.visits), list(kept.setters), CookieJar(kept.cookies)
        )


def rest_of(name: str, setup: Setup, record: HostRecord) -> Rest:
    """How a host or platform is to be treated from now on."""
    now, pace, breaker = setup.monotonic(), record.pace, record.breaker
    robots = tuple(_kept_robots(*item) for item in setup.robots.of_host(name).items())
    seconds = max(pace.ready_at - now, 0.0)
    if not robots and breaker.is_settled and pace.is_settled(max(now, pace.free_at)):
        return Rest(name, seconds)
    kept = KeptRecord(pace.kept(now), breaker.failures, breaker.hangs, robots)
    return Rest(name, seconds, codec.dump(kept).decode())


def _kept_robots(origin: str, record: RobotsRecord) -> KeptRobots:
    return KeptRobots(
        origin,
        record.read,
        record.rules.lines,
        record.failure,
        record.reached,
        record.attempts,
        record.let,
        record.stands_in,
    )


def take_rest(rest: Rest, setup: Setup) -> None:
    """Treat a host as another machine says. Raises `ValueError` for what that did not write."""
    if not rest.pace:
        return
    now = setup.monotonic()
    kept: KeptRecord = codec.load(rest.pace.encode(), KeptRecord)
    record = setup.hosts.get(rest.name, now)
    record.pace.take(kept.pace, now)
    record.breaker.failures, record.breaker.hangs = kept.failures, kept.hangs
    for one in kept.robots:
        rules = RobotsRules(one.lines)
        told = (one.failure, one.reached, one.attempts, one.let, one.stands_in)
        setup.robots.put(one.origin, RobotsRecord(one.read, rules, *told))
