"""Processes of this machine as a crowd (`--workers`)."""

from __future__ import annotations

import threading
import time

import pytest

from linkassay.cluster.crowd import Lost
from linkassay.cluster.process_crowd import started

PATIENCE = 30.0


def came(crowd, *numbers):
    """What comes of these bundles."""
    found, until = {}, time.monotonic() + PATIENCE
    while set(found) < set(numbers) and time.monotonic() < until:
        found.update(crowd.come(1.0))
    return found


def killed(crowd):
    """The processes of a crowd, which are no more."""
    processes = [*crowd._pool._processes.values()]
    for process in processes:
        process.kill()
    return processes


def test_each_bundle_becomes_its_shard():
    with started(2, bytes.upper) as crowd:
        assert crowd.places() == 2
        for number, bundle in enumerate([b"a", b"b", b"c"]):
            crowd.submit(number, bundle)
        assert came(crowd, 0, 1, 2) == {0: b"A", 1: b"B", 2: b"C"}
        assert [*crowd.come(0.0)] == []


def test_nothing_is_started_before_there_is_something_to_ask():
    with started(2, bytes.upper) as crowd:
        assert crowd._pool is None


def test_what_rests_has_no_thread_and_begins_anew():
    before = set(threading.enumerate())
    with started(1, bytes.upper) as crowd:
        crowd.submit(0, b"a")
        assert came(crowd, 0) == {0: b"A"}
        crowd.rest()
        assert set(threading.enumerate()) <= before
        crowd.submit(1, b"b")
        assert came(crowd, 1) == {1: b"B"}


def test_nobody_waits_for_what_is_still_to_be_done_to_rest():
    with started(1, time.sleep) as crowd:
        crowd.submit(0, 3)
        crowd.rest()
        assert [*crowd.come(0.0)] == []


@pytest.mark.parametrize("at_work", [True, False])
def test_lost_processes_are_told_and_others_take_their_place(at_work):
    with started(1, time.sleep if at_work else bytes.upper) as crowd:
        crowd.submit(0, 60 if at_work else b"a")
        if not at_work:
            assert came(crowd, 0) == {0: b"A"}
        processes = killed(crowd)
        if at_work:
            assert isinstance(came(crowd, 0)[0], Lost)
        for process in processes:
            process.join(PATIENCE)
        crowd._entry = bytes.upper
        found = {}
        while not isinstance(found.get(1), bytes):
            crowd.submit(1, b"b")
            found = came(crowd, 1)
        assert found == {1: b"B"}


def test_what_is_cancelled_is_ended():
    with started(1, time.sleep) as crowd:
        crowd.submit(0, 60)
        (process,) = crowd._pool._processes.values()
        crowd.cancel([0])
        process.join(PATIENCE)
        assert process.exitcode is not None
