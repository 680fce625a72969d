"""A web of literals, asked by an engine without a network, on machines that may be lost."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fakes import NOW
from linkassay import urls
from linkassay.cluster import ClusterFetcher, Journey
from linkassay.cluster.crowd import Lost
from linkassay.cluster.parcels import bundle_from
from linkassay.cluster.serving import serve
from linkassay.model import (
    ErrorKind,
    Hop,
    HostNote,
    Lane,
    Observation,
    Onward,
    Probe,
    Rest,
    Settings,
)
from linkassay.urls.platform import lane_of

RUN = "run"


def lane_at(url):
    return lane_of(urls.host_of(url))


def lanes_of(addresses, notes=()):
    """One lane for each host, as a ledger gives them."""
    known = {note.host: note for note in notes}
    hosts = {}
    for url in addresses:
        hosts.setdefault(urls.host_of(url), []).append(Probe(url))
    for host, probes in hosts.items():
        yield Lane(host, iter([probes]), known.get(host), len(probes))


@dataclass
class Web:
    """`leads` says where an address leads, `paused` names hosts that want to be left alone.

    `requests` counts what each address was asked, `steps` is how many requests fit into a bundle.
    """

    leads: Mapping[str, str] = field(default_factory=dict)
    paused: frozenset[str] = frozenset()
    rest: float = 0.0
    steps: int = 10_000
    requests: Counter = field(default_factory=Counter)
    bundles: list = field(default_factory=list)

    def engine(self, bundle):
        self.bundles.append(bundle)
        return FakeEngine(self, bundle)


class FakeEngine:
    """Asks a `Web` under the rules of `Engine`."""

    def __init__(self, web, bundle):
        self._web, self._bundle = web, bundle

    def ask_part(self, lanes, begun, rests, record, remember, /, *, foreign, give_back):
        waiting = deque(begun)
        for lane in lanes:
            for window in lane.windows:
                waiting.extend(Onward(probe, probe.url) for probe in window)
        for _ in range(self._web.steps):
            if not waiting:
                break
            onward = waiting.popleft()
            if foreign(urls.host_of(onward.url)):
                give_back(onward)
                continue
            went = self._asked(onward)
            if isinstance(went, Observation):
                record([went])
                remember(HostNote(urls.host_of(onward.url), robots="", robots_read=NOW))
            else:
                waiting.append(went)
        for onward in waiting:
            give_back(onward)

    def rests(self):
        return [Rest(name, self._web.rest, "slow") for name in self._bundle.load.lanes]

    def _asked(self, onward):
        url, probe = onward.url, onward.probe
        if urls.host_of(url) in self._web.paused:
            hops = (*onward.hops, Hop(url))
            return Observation(probe.url, NOW, hops, error=ErrorKind.HOST_PAUSED, detail="paused")
        assert onward.trail == "".join(f"{hop.url} " for hop in onward.hops)
        self._web.requests[url] += 1
        to = self._web.leads.get(url)
        hops = (*onward.hops, Hop(url, 302 if to else 200, to))
        if to is None:
            return Observation(probe.url, NOW, hops, 200)
        return replace(onward, url=to, hops=hops, trail=f"{onward.trail}{url} ")


class FakeCrowd:
    """Machines in this process: `lost` bundles never come, `twice` come twice, all in any order."""

    def __init__(self, web, *, places=2, lost=(), twice=False, seed=0, serve=serve):
        self._web, self._places, self._lost, self._twice = web, places, set(lost), twice
        self._serve = serve
        self._random = random.Random(seed)
        self._done = []
        self.out = {}
        self.cancelled = ()

    def places(self):
        return self._places

    def submit(self, number, bundle):
        lanes = bundle_from(bundle).load.lanes
        taken = [lane for others in self.out.values() for lane in others]
        assert not set(lanes) & set(taken), "a lane is in two bundles"
        self.out[number] = lanes
        assert len(self.out) <= self._places
        lost = number in self._lost
        came = Lost("gone") if lost else self._serve(bundle, self._web.engine)
        self._done += [(number, came)] * (1 + self._twice)

    def come(self, seconds):
        self._random.shuffle(self._done)
        for _ in range(self._random.randint(1, 3)):
            if self._done:
                number, came = self._done.pop()
                self.out.pop(number, None)
                yield number, came

    def cancel(self, numbers):
        self.cancelled = numbers

    def rest(self):
        pass


class Clock:
    """Time passes only where somebody sleeps."""

    def __init__(self):
        self.time = 0.0

    def __call__(self):
        return self.time

    def sleep(self, seconds):
        self.time += seconds


def fetcher(crowd, settings=None, clock=None, **more):
    clock = clock or Clock()
    journey = Journey(RUN, settings or Settings(gap=0), "agent", **more)
    return ClusterFetcher(crowd, journey, None, now=lambda: NOW, monotonic=clock, sleep=clock.sleep)


def asked(crowd, addresses, *, settings=None, clock=None, notes=(), **more):
    """What is seen of each address; each once."""
    seen = []
    fetcher(crowd, settings, clock, **more).ask(lanes_of(addresses, notes), seen.extend)
    assert len({one.url for one in seen}) == len(seen)
    return {one.url: one for one in seen}
