"""What the ledger costs: writing a run, the file, beginning the next, and readers meanwhile."""

from __future__ import annotations

import multiprocessing
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import cost
from bench.sizes import Size

if TYPE_CHECKING:
    from linkassay.ledger.store import SqliteLedger
    from linkassay.model import Observation

LINKS, RUNS = 20_000, 3
HISTORY, FULL_HISTORY = (30_000, 10), (300_000, 10)
LINKS_OF_A_DOCUMENT = 20


def main(size: Size) -> None:
    """Print the table."""
    links, runs = FULL_HISTORY if size is Size.FULL else HISTORY
    print(f"The ledger, {LINKS:,} links in each of {RUNS} runs, answers the same every week")
    cost([sys.executable, "-m", "bench.ledger", "write"], quiet=False, patience=600)
    print(f"Beginning and planning an audit of {links:,} links that has {runs} runs behind it")
    cost(
        [sys.executable, "-m", "bench.ledger", "begin", str(links), str(runs)],
        quiet=False,
        patience=3600,
    )


def write() -> None:
    """Write some runs, and tell the last one's cost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit.db"
        sizes, rates, longest = [], [], 0.0
        for run in range(RUNS):
            with _reader(path) as shut_out:
                rates.append(LINKS / _run(path, LINKS, run))
            sizes.append(path.stat().st_size)
            longest = max(longest, shut_out[0])
        grown = (sizes[-1] - sizes[-2]) / LINKS
    print(f"  answers with checks, state and seal {rates[-1]:10,.0f} a second of CPU")
    print(f"  bytes of an unchanged check         {grown:10,.0f}")
    print(f"  longest time a reader is shut out   {longest:10.3f} s")


def begin(links: int, runs: int) -> None:
    """Begin one more run on a ledger with a history."""
    from bench.sample import work
    from linkassay.ledger import open_ledger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit.db"
        for run in range(runs):
            child = multiprocessing.Process(target=_run, args=(path, links, run))
            child.start()
            child.join()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open_ledger(path) as ledger:
            from linkassay.pipeline.audit import run_of
            from linkassay.workers import Workers

            given = work((), runs, Workers())
            clock = time.process_time()
            ledger.begin(run_of(given))
            first = time.process_time() - clock
            _read(ledger, links)
            clock = time.process_time()
            due = ledger.plan((target, None) for target in ledger.targets())
            for lane in ledger.lanes():
                for _ in lane.windows:
                    pass
            spent = time.process_time() - clock
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"  {due:,} links due: {first + spent:6.2f} s of CPU, {grown:5.0f} MiB more memory")


def _read(ledger: SqliteLedger, links: int) -> None:
    from bench.sample import url
    from linkassay.model import Citation, Document, Form, Link, Reading, Span

    for start in range(0, links, LINKS_OF_A_DOCUMENT):
        cited = tuple(
            Citation(
                url(one),
                Span(one - start + 1, 1, 0, 9, one - start + 1),
                Form.BARE,
                link=Link(url(one), "https", "host", 443, "/"),
            )
            for one in range(start, min(start + LINKS_OF_A_DOCUMENT, links))
        )
        document = Document(f"docs/{start}.md", "text/markdown", "", f"{start:064x}")
        ledger.add_document(Reading(document, cited))
    ledger.end_reading((), lambda _: False)


def _run(path: Path, links: int, run: int) -> float:
    """Write one run; the seconds of CPU from the first answer to the seal."""
    from bench.sample import work
    from linkassay import conditions
    from linkassay.ledger import open_ledger
    from linkassay.model import Look, Outcome
    from linkassay.pipeline import settling
    from linkassay.pipeline.audit import run_of
    from linkassay.workers import Workers

    given = work((), run, Workers())
    with open_ledger(path) as ledger:
        ledger.begin(run_of(given))
        _read(ledger, links)
        ledger.plan((target, None) for target in ledger.targets())
        spent = 0.0

        def record(seen: Sequence[Observation]) -> None:
            nonlocal spent
            read = [(Look(one), conditions.classify_observation(one)) for one in seen]
            clock = time.process_time()
            ledger.record(read)
            spent += time.process_time() - clock

        given.fetcher.ask(ledger.lanes(), record)
        clock = time.process_time()
        outcome = settling.settle(ledger, given.now.date())
        ledger.seal(given.now, Outcome(outcome))
        return spent + time.process_time() - clock


@contextmanager
def _reader(path: Path) -> Iterator[list[float]]:
    """Somebody who asks the file every few milliseconds and does not wait; how long in vain."""
    found: list[float] = [0.0]
    near, far = multiprocessing.Pipe()
    child = multiprocessing.Process(target=_poll, args=(path, far))
    child.start()
    try:
        yield found
    finally:
        near.send("end")
        found[0] = near.recv()
        child.join()


def _poll(path: Path, pipe: multiprocessing.connection.Connection) -> None:
    longest, since = 0.0, None
    while not pipe.poll(0.002):
        if not path.exists() or not path.stat().st_size:
            continue
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)) as reader:
                reader.execute("select count(*) from sqlite_master").fetchone()
            since = None
        except sqlite3.OperationalError:
            since = since or time.monotonic()
            longest = max(longest, time.monotonic() - since)
    pipe.send(longest)


if __name__ == "__main__":
    write() if sys.argv[1] == "write" else begin(int(sys.argv[2]), int(sys.argv[3]))
