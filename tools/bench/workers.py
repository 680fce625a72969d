"""Reading in workers: the pace of a corpus with one and with all, and what hostile documents do.

Each figure comes from a process of its own, whose children are the workers.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterable

from bench.hostile import DOCUMENTS
from bench.sizes import Size

COUNT, FULL_COUNT = 2_000, 20_000
KIB = 1 if sys.platform == "linux" else 1024


def main(size: Size) -> None:
    """Print both tables."""
    from linkassay.workers.pool import cores

    count = FULL_COUNT if size is Size.FULL else COUNT
    print(f"Reading {count:,} documents of 2 kB in workers, with nothing stored")
    print(f"  {'':34} {'MB/s':>6} {'wall s':>7} {'CPU s':>6} {'parent':>7} {'MiB a worker':>13}")
    for most in sorted({1, cores()}):
        _alone(_corpus, count, most)
    print()
    print("Hostile documents at twice the size of the table above, each in a worker of its own")
    print(f"  {'':36} {'limit':>8} {'kept':>8} {'CPU s':>7} {'parent grows by MiB':>20}")
    for name in DOCUMENTS:
        _alone(_hostile, name)


def _alone(function: Callable[..., None], *arguments: object) -> None:
    child = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    child.start()
    child.join()


def _corpus(count: int, most: int) -> None:
    from bench.sample import documents
    from linkassay.workers import Workers

    sources = list(documents(count, 3))
    size = sum(len(source.data) for source in sources)
    clock, own = time.monotonic(), time.process_time()
    with Workers(most) as workers:
        _drain(workers.read(sources))
    wall, own = time.monotonic() - clock, time.process_time() - own
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own + children.ru_utime + children.ru_stime
    title = f"{most} worker{'s' if most > 1 else ''}"
    peak = children.ru_maxrss / KIB / 1024
    print(
        f"  {title:34} {size / wall / 1e6:6.2f} {wall:7.1f} {cpu:6.1f} {own:7.1f} {peak:13.0f}",
        flush=True,
    )


def _hostile(name: str) -> None:
    from linkassay.model import Source, UnreadSource
    from linkassay.workers import Workers

    make, size = DOCUMENTS[name]
    with Workers(1) as workers:
        _drain(workers.read([Source("first.txt", b"See https://example.org/a")]))
        workers.rest()
        source = Source(*make(size * 2))
        grown = _memory()
        (told,) = workers.read([source])
    if isinstance(told, UnreadSource):
        raise TypeError(told.problem)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, kept = children.ru_utime + children.ru_stime, len(told[0].citations)
    limit = told[0].limited or "none"
    print(f"  {name:36} {limit:>8} {kept:8,} {cpu:7.2f} {_memory() - grown:20.0f}", flush=True)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB / 1024


def _drain(items: Iterable[object]) -> None:
    for _ in items:
        pass
