"""On whom the end of a round of asking depends, how long, and why."""

from __future__ import annotations

import pytest

from fetch.asking import fetcher
from fetch.virtual import World
from linkassay.fetch.heard import Heard
from linkassay.model import Lane, Probe, WaitReason
from servers import Server, answer

A, B = "a.test", "b.test"


def slowest(world: World, **left: int):
    """What is told after the round, with so many links left of `a` and `b`."""
    return world.lanes().slowest(
        {f"{name}.test": links for name, links in left.items()}, world.clock.now
    )


def test_the_host_with_most_left_is_told_at_its_pace() -> None:
    told = slowest(World(gap=2.0).ask([A], [B]), a=3, b=60)
    assert (told.host, told.links, told.each, told.reason) == (B, 60, 2.0, WaitReason.GAP)
    assert told.seconds == pytest.approx(122.0)


def test_nobody_is_waited_for_where_nothing_is_left() -> None:
    assert slowest(World(), a=0) is None
    assert slowest(World()) is None


def test_slow_answers_are_the_reason() -> None:
    told = slowest(World(took=4.0).ask([A]), a=10)
    assert (told.each, told.reason) == (12.0, WaitReason.SLOW)


def test_a_crawl_delay_is_the_reason() -> None:
    world = World().ask([A, A], prepare=lambda lanes: lanes.slow_down(A, 9.0, 0.0))
    told = slowest(world, a=10)
    assert (told.each, told.reason) == (9.0, WaitReason.CRAWL_DELAY)


def test_a_pause_that_was_asked_for_is_the_reason() -> None:
    told = slowest(World(answers=lambda host, count: Heard(503, wait=40.0)).ask([A]), a=2)
    assert told.reason is WaitReason.PAUSE
    assert told.seconds == pytest.approx(42.0)


def test_refusals_are_the_reason_once_their_pause_is_over() -> None:
    world = World(answers=lambda host, count: Heard(429, wait=1.0) if count < 2 else Heard(200))
    told = slowest(world.ask([A, A, A]), a=9)
    assert (told.reason, told.each) == (WaitReason.REFUSED, 4.0)


def test_a_host_that_says_nothing_is_told_as_silent() -> None:
    lanes = World().lanes()
    lanes.open(A, iter(["/"]), 0.0)
    lanes.next(0.0)
    told = lanes.slowest({A: 1}, 12.0)
    assert told is not None
    assert (told.reason, told.seconds) == (WaitReason.SILENT, 12.0)


def test_whoever_watches_is_told_while_it_is_asked() -> None:
    """A loopback host with a gap: the end depends on it."""
    told, seen = [], []
    with Server({"/": answer("ok")}) as server:
        probes = [Probe(server.url(f"/?{at}")) for at in range(4)]
        fetcher(gap=0.5, waiting=told.append).ask(
            [Lane("127.0.0.1", iter([probes]), links=4)], seen.extend
        )
    assert len(seen) == 4
    assert {one.host for one in told} == {"127.0.0.1"}
    assert [one.links for one in told] == sorted((one.links for one in told), reverse=True)
