"""Sockets under libcurl: what drips rests, what is woken wakes."""

import socket

import pytest

from fetch import two_adapters  # (skips without pycurl)
from linkassay.fetch.curl import polling, sockets
from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.curl.sockets import FREE_READS, Sockets
from linkassay.fetch.effort import FREE_TINY_READS, PAUSE, TINY_READS

assert two_adapters


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def line():
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watched(line, clock):
    made = Sockets(clock)
    made.watch(pycurl.POLL_IN, line[0].fileno())
    yield made
    made.close()


def drip(watched, line, size=1):
    """Whether a piece that came was seen."""
    line[1].send(b"x" * size)
    seen = [*watched.ready(0.0)]
    line[0].recv(size)
    return bool(seen)


def test_a_socket_that_drips_rests_after_thousands_of_reads(watched, line, clock):
    seen = 0
    while drip(watched, line):
        seen += 1
        assert seen < 10_000
    assert FREE_TINY_READS < seen <= FREE_TINY_READS + FREE_READS + TINY_READS
    clock.now += PAUSE
    assert [drip(watched, line) for _ in range(TINY_READS)] == [True] * TINY_READS
    assert not drip(watched, line)


def test_one_that_gives_much_does_not(watched, line, monkeypatch):
    monkeypatch.setattr(sockets, "FREE_TINY_READS", 10)
    assert all(drip(watched, line, 600) for _ in range(100))


def test_who_rests_may_be_watched_otherwise_and_forgotten(watched, line, monkeypatch, clock):
    monkeypatch.setattr(sockets, "FREE_TINY_READS", 10)
    while drip(watched, line):
        pass
    number = line[0].fileno()
    watched.watch(pycurl.POLL_INOUT, number)
    assert [*watched.ready(0.0)] == []
    clock.now += PAUSE
    assert [events for _, events, _ in watched.ready(0.0)] == [pycurl.CSELECT_OUT]
    while drip(watched, line):
        pass
    watched.watch(pycurl.POLL_REMOVE, number)
    clock.now += PAUSE
    line[1].send(b"x")
    assert [*watched.ready(0.0)] == []


def test_what_came_is_weighed_after_a_few_reads(watched, line):
    sizes = []
    for _ in range(FREE_READS + 3):
        line[1].send(b"x" * 100)
        sizes += [weighed and weighed.size for _, _, weighed in watched.ready(0.0)]
        line[0].recv(100)
    assert sizes == [None] * FREE_READS + [100, 200, 300]


def test_a_bell_is_heard_once(watched):
    watched.wake()
    watched.wake()
    assert ([*watched.ready(5.0)], watched.heard_bell(), watched.heard_bell()) == ([], True, False)


def test_a_bell_rings_after_all_is_closed(clock):
    made = Sockets(clock)
    made.close()
    made.wake()


def test_a_bell_that_nobody_hears_does_not_block(watched):
    for _ in range(100_000):
        watched.wake()
    assert [*watched.ready(5.0)] == []


def test_libcurl_counts_events_as_the_poll_does():
    waits = (pycurl.POLL_IN, pycurl.POLL_OUT, pycurl.POLL_INOUT)
    told = (pycurl.CSELECT_IN, pycurl.CSELECT_OUT, pycurl.CSELECT_IN | pycurl.CSELECT_OUT)
    assert waits == told == (polling.READ, polling.WRITE, polling.BOTH)
    assert pycurl.POLL_NONE == 0
    assert pycurl.POLL_REMOVE > polling.BOTH
