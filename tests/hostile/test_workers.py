"""What becomes of a worker that breaks down, and of the documents around it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile.misbehaving import __name__ as misbehaving
from linkassay.extract import extract
from linkassay.model import Limit, Reading, Source, UnreadSource
from linkassay.model.limits import Limits
from linkassay.ports import Told
from linkassay.tables import load
from linkassay.workers import Workers
from linkassay.workers.pool import AHEAD
from linkassay.workers.tasks import prepare

A = "https://example.org/a"
TIGHT = Limits(cpu=0.3, wall=1.0, memory=64 * 1024 * 1024)


def workers(most: int = 1, limits: Limits = TIGHT) -> Workers:
    return Workers(most, tasks=misbehaving, limits=lambda size: limits)


def source(deed: str, number: int = 0) -> Source:
    return Source(f"{number}.txt", f"{deed} see {A} there".encode())


def only(told: Told) -> Reading:
    assert not isinstance(told, UnreadSource)
    (reading,) = told
    return reading


def process_of(reading: Reading) -> int:
    return int((reading.document.title or "").split()[1])


def children() -> set[str]:
    """The processes that this one has started and not seen end."""
    tasks = Path("/proc/self/task").iterdir()
    return {child for task in tasks for child in (task / "children").read_text().split()}


linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")


DEEDS = {
    "spin": Limit.TIME,
    "hang": Limit.TIME,
    "eat": Limit.MEMORY,
    "oom": Limit.MEMORY,
    "sink": Limit.FAILURE,
    "segv": Limit.FAILURE,
    "abort": Limit.FAILURE,
    "leave": Limit.FAILURE,
    "boast": Limit.FAILURE,
    "much": Limit.FAILURE,
}


@pytest.mark.parametrize(("deed", "limit"), DEEDS.items())
def test_what_was_found_is_kept_and_the_others_are_read(deed, limit):
    with workers() as pool:
        before, broken, after = map(
            only, pool.read([source("be well"), source(deed, 1), source("be well", 2)])
        )
    assert (before.limited, broken.limited, after.limited) == (None, limit, None)
    assert [item.url for item in broken.citations] == [A]
    assert broken.document.locator == "1.txt"
    assert after.document.locator == "2.txt"


@pytest.mark.parametrize("deed", ["lie", "nonsense"])
def test_a_worker_is_not_believed_what_cannot_be(deed):
    with workers() as pool:
        (told,) = pool.read([source(deed)])
    reading = only(told)
    assert reading.limited is Limit.FAILURE
    assert reading.document.locator == "0.txt"
    assert reading.citations == ()


def test_a_worker_that_shuts_its_ears_is_ended():
    with workers() as pool:
        (told,) = pool.read([source("close")])
    assert only(told).limited in (Limit.MEMORY, Limit.FAILURE)


def test_a_document_that_cannot_be_skimmed_either_is_told_without_addresses():
    with workers() as pool:
        reading, after = map(only, pool.read([source("never"), source("be well", 1)]))
    assert (reading.limited, reading.citations) == (Limit.TIME, ())
    assert len(reading.document.sha256) == 64
    assert after.limited is None


def test_a_worker_that_is_ended_while_it_waits_costs_no_document_anything():
    with workers() as pool:
        before = only(next(iter(pool.read([source("be well")]))))
        os.kill(process_of(before), signal.SIGKILL)
        time.sleep(0.1)
        after = only(next(iter(pool.read([source("be well", 1)]))))
    assert after.limited is None
    assert process_of(after) != process_of(before)


def test_a_failure_names_its_place():
    with workers() as pool:
        (told,) = pool.read([source("sink")])
    assert only(told).notes == ("the reader broke down: RecursionError",)


def test_a_worker_is_used_again_until_it_breaks_down():
    deeds = ["be", "be", "be", "segv", "be", "be"]
    with workers() as pool:
        found = list(map(only, pool.read(source(deed, n) for n, deed in enumerate(deeds))))
    processes = [process_of(reading) for reading in found if reading.limited is None]
    assert len(set(processes[:3])) == 1
    assert len(set(processes[3:])) == 1
    assert processes[0] != processes[3]


def test_readings_come_in_order_though_the_first_takes_longest():
    sources = [source("slow"), *(source("be", n) for n in range(1, 12))]
    with workers(3) as pool:
        found = list(map(only, pool.read(sources)))
    assert [reading.document.locator for reading in found] == [f"{n}.txt" for n in range(12)]
    assert len({process_of(reading) for reading in found}) > 1


@linux
def test_one_document_takes_one_worker():
    before = children()
    with workers(8) as pool:
        list(pool.read([source("slow")]))
        assert len(children() - before) == 1


def test_sources_are_taken_only_as_there_is_room():
    taken = 0

    def endless() -> Iterator[Source]:
        nonlocal taken
        while True:
            taken += 1
            yield source("be", taken)

    with workers(2) as pool:
        for read, _ in enumerate(pool.read(endless()), 1):
            assert taken <= read + AHEAD * 2
            if read == 50:
                break


def test_large_sources_are_not_taken_ahead():
    taken = 0

    def large() -> Iterator[Source]:
        nonlocal taken
        for taken in range(1, 9):
            yield Source(f"{taken}.txt", b"be " + b"x" * 9 * 1024 * 1024)

    with workers(2, Limits(5.0, 20.0, 256 * 1024 * 1024)) as pool:
        for read, _ in enumerate(pool.read(large()), 1):
            assert taken <= read + 2


@linux
def test_no_process_is_left():
    before = children()
    with workers(2) as pool:
        list(pool.read(source("slow", n) for n in range(4)))
        assert len(children() - before) == 2
        pool.rest()
        assert children() == before
        list(pool.read([source("be")]))
    assert children() == before


@linux
def test_reading_that_is_broken_off_leaves_no_process():
    before = children()
    with workers(2) as pool:
        reading = pool.read(source("be" if n == 0 else "hang", n) for n in range(9))
        only(next(reading))
        reading.close()
        assert len(children() - before) <= 1, "one may rest, none is at work"
    assert children() == before


def test_beside_other_threads_a_new_interpreter_is_started():
    """A fork would take along locks that nobody opens any more."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with workers(limits=Limits(5.0, 20.0, 256 * 1024 * 1024)) as pool:
            reading, broken = map(only, pool.read([source("be"), source("segv", 1)]))
    finally:
        done.set()
        thread.join()
    assert (reading.document.title or "").startswith("new ")
    assert broken.limited is Limit.FAILURE
    assert [item.url for item in broken.citations] == [A]


def test_secrets_of_a_document_that_breaks_its_worker_are_not_known():
    with workers() as pool:
        assert pool.secret_addresses(source("segv")) == ()
        assert only(next(pool.read([source("be")]))).limited is None


def test_a_worker_is_forked_with_the_tables_that_reading_takes():
    prepare()
    before = load.cache_info().misses
    text = f"A title\n\nBy Tom Reed\n\nOn 4 May 2021 President Emmanuel Macron spoke ({A}?b=c).\n"
    assert list(extract(Source("a.txt", text.encode())))
    assert load.cache_info().misses == before
