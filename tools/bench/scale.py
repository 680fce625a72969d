"""`python -m bench.scale asking|audit|merge [LINKS]`: what many links cost besides the network.

`asking` hands all links of many hosts to a cluster in this process whose machines answer at once;
`audit` reads, asks a web that answers at once, judges and reports; `merge` merges two ledgers that
have half of the links each.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from linkassay import pipeline
from linkassay.cluster import ClusterFetcher, Journey
from linkassay.cluster.crowd import Lost
from linkassay.cluster.parcels import Bundle
from linkassay.cluster.serving import serve
from linkassay.ledger import open_ledger
from linkassay.model import Hop, HostNote, Lane, Observation, Onward, Probe, Rest, Settings, Source
from linkassay.pipeline import Audit
from linkassay.urls import host_of
from linkassay.workers import Workers

NOW = datetime(2026, 1, 4, tzinfo=UTC)
PER_HOST = 100
PER_DOCUMENT = 10_000
MOVED = 20
"""One link in so many is redirected to another host."""

ASKED = Settings(contact="desk@paper.example")

HEADERS = (("content-type", "text/html; charset=utf-8"), ("content-length", "517"))


def url_of(number: int) -> str:
    """An address as newspapers have them."""
    return f"https://www.host{number // PER_HOST}.example/articles/{number}/a-headline-of-that-day"


def seen(url: str) -> Observation:
    """What is seen of a page that is as it was."""
    hops = (Hop(url, 200, None, "192.0.2.1", 0.1),)
    return Observation(url, NOW, hops, 200, headers=HEADERS, raw_bytes=517, seconds=0.1)


class Machine:
    """A machine of the cluster that needs no time to ask."""

    def __init__(self, bundle: Bundle) -> None:
        self._home = frozenset(bundle.load.lanes)

    def ask_part(
        self,
        lanes: Iterable[Lane],
        begun: Sequence[Onward],
        _rests: Sequence[Rest],
        record: Callable[[Sequence[Observation]], None],
        _remember: Callable[[HostNote], None] | None = None,
        /,
        *,
        foreign: Callable[[str], bool],
        give_back: Callable[[Onward], None],
    ) -> None:
        for one in begun:
            record([replace(seen(one.probe.url), hops=(*one.hops, Hop(one.url, 200)))])
        for lane in lanes:
            for probe in (one for window in lane.windows for one in window):
                number = int(probe.url.split("/")[4])
                to = url_of(number * 7 + 1)
                if number % MOVED == 0 and foreign(host_of(to)):
                    give_back(Onward(probe, to, (Hop(probe.url, 301, to),), 0.1, "[]"))
                else:
                    record([seen(probe.url)])

    def rests(self) -> Sequence[Rest]:
        return ()


class Here:
    """A crowd in this process."""

    def __init__(self) -> None:
        self._came: list[tuple[int, bytes | Lost]] = []
        self.carried = 0

    def places(self) -> int:
        return 2

    def submit(self, number: int, bundle: bytes) -> None:
        shard = serve(bundle, Machine)
        self.carried += len(bundle) + len(shard)
        self._came.append((number, shard))

    def come(self, _seconds: float) -> Iterator[tuple[int, bytes | Lost]]:
        while self._came:
            yield self._came.pop()

    def cancel(self, _numbers: Collection[int]) -> None:
        self._came.clear()

    def rest(self) -> None:
        """Nothing is held."""


class Instantly:
    """A web that answers at once, to one machine."""

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        _remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        batch: list[Observation] = []
        for lane in lanes:
            for probe in (one for window in lane.windows for one in window):
                batch.append(seen(probe.url))
                if len(batch) == 1_000:
                    record(batch)
                    batch = []
        record(batch)

    def fetch_documents(
        self,
        lanes: Iterable[Lane],
        take: Callable[[Observation, Source | None], None],
        _remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        """For articles, of which there are none."""
        raise NotImplementedError("no document of this corpus lies on the web")

    def fetch_document(self, probe: Probe, /) -> tuple[Observation, Source | None]:
        return seen(probe.url), None

    def rest(self) -> None:
        """Nothing is held."""


def lanes(links: int) -> Iterator[Lane]:
    """So many links, host by host."""
    for first in range(0, links, PER_HOST):
        numbers = range(first, min(first + PER_HOST, links))
        yield Lane(host_of(url_of(first)), _windows(numbers), None, len(numbers))


def _windows(numbers: range) -> Iterator[list[Probe]]:
    yield [Probe(url_of(number)) for number in numbers]


def asking(links: int) -> None:
    """Only hand out bundles, and take shards."""
    told, crowd = 0, Here()

    def record(batch: Sequence[Observation]) -> None:
        nonlocal told
        told += len(batch)

    journey = Journey("run", Settings(gap=0), "agent")
    fetcher = ClusterFetcher(
        crowd, journey, Instantly(), now=lambda: NOW, monotonic=time.monotonic, sleep=time.sleep
    )
    before = _cpu()
    fetcher.ask(lanes(links), record)
    _say("asking", told, _cpu() - before, f"{crowd.carried / links:,.0f} bytes a link carried")


def sources(numbers: range, name: str) -> Iterator[Source]:
    """Lists of such links."""
    for first in range(numbers.start, numbers.stop, PER_DOCUMENT):
        rows = range(first, min(first + PER_DOCUMENT, numbers.stop))
        text = "# A list of sources\n\n" + "".join(f"- See {url_of(one)} there.\n" for one in rows)
        yield Source(f"{name}-{first}.md", text.encode())


def _audited(path: Path, numbers: range, name: str) -> None:
    with open_ledger(path) as ledger, Workers(1) as readers:
        work = Audit(sources(numbers, name), (), ASKED, readers, Instantly(), NOW, name)
        pipeline.audit(work, ledger)


def audit(links: int) -> None:
    """A whole audit but for the network."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "audit.db")
        before = _cpu()
        _audited(path, range(links), "run")
        size = path.stat().st_size
        _say("audit", links, _cpu() - before, f"{size / links:,.0f} bytes a link in the ledger")


def merge(links: int) -> None:
    """Two ledgers without a common row."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.db"), Path(folder, "other.db")
        _audited(one, range(links // 2), "one")
        _audited(other, range(links // 2, links), "other")
        before = _cpu()
        with open_ledger(one) as ledger, closing(open_ledger(other, readonly=True)) as second:
            ledger.merge([second])
        _say("merge", links // 2, _cpu() - before, f"{one.stat().st_size / 1e6:,.0f} MB together")


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, -1))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _say(what: str, links: int, seconds: float, more: str) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    each = seconds / links * 1e6
    cost = f"{seconds:,.1f} s CPU, {each:,.1f} µs each, {peak:,.0f} MB"
    print(f"{what}: {links:,} links, {cost}, {more}")


if __name__ == "__main__":
    os.nice(19 - os.nice(0))
    {"asking": asking, "audit": audit, "merge": merge}[sys.argv[1]](
        int((sys.argv[2:] or ["100000"])[0])
    )
