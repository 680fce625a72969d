"""Who may talk, and who has fallen silent: on a virtual clock."""

import asyncio

import anyio
import pytest

from fetch.virtual import Clock
from linkassay.fetch.places import PER_SILENT, SIGN, SILENCE, Places, most_sockets


def run(scenario, at_once=2, most_open=None, *, watch=True):
    """Run `scenario(places, clock)` with somebody who looks for silence."""

    async def main():
        clock = Clock()
        places = Places(at_once, monotonic=clock, sleep=clock.sleep, most_open=most_open)
        async with anyio.create_task_group() as group:
            group.start_soon(clock.drive)
            if watch:
                group.start_soon(places.watch)
            await scenario(places, clock)
            group.cancel_scope.cancel()

    anyio.run(main)


async def entered_after(places, clock):
    """The seconds until a place was free, and the place."""
    before = clock()
    place = await places.enter()
    return round(clock() - before, 2), place


def test_a_place_is_given_at_once_while_there_are_any():
    async def scenario(places, clock):
        for _ in range(2):
            assert (await entered_after(places, clock))[0] == 0.0

    run(scenario)


def test_whoever_leaves_makes_room():
    async def scenario(places, clock):
        first, _ = await places.enter(), await places.enter()

        async def leave():
            await clock.sleep(0.1)
            places.leave(first)

        async with anyio.create_task_group() as group:
            group.start_soon(leave)
            assert (await entered_after(places, clock))[0] == 0.1

    run(scenario, watch=False)


def test_whoever_falls_silent_makes_room():
    async def scenario(places, clock):
        for _ in range(2):
            await places.enter()
        waited, _ = await entered_after(places, clock)
        assert SILENCE <= waited <= SILENCE + 0.1

    run(scenario)


@pytest.mark.parametrize(("size", "keeps"), [(SIGN, True), (1, False), (0, False)])
def test_whoever_talks_keeps_its_place_but_not_by_single_bytes(size, keeps):
    async def scenario(places, clock):
        talkers = [await places.enter() for _ in range(2)]

        async def talk(place):
            for _ in range(20):
                await clock.sleep(0.1)
                place.heard(size)
            places.leave(place)

        async with anyio.create_task_group() as group:
            for place in talkers:
                group.start_soon(talk, place)
            waited, _ = await entered_after(places, clock)
        assert (waited >= 2.0) == keeps

    run(scenario)


def test_whoever_talks_again_counts_again():
    async def scenario(places, clock):
        silent = [await places.enter() for _ in range(2)]
        await clock.sleep(1.0)
        for place in silent:
            place.heard(SIGN)
        waited, _ = await entered_after(places, clock)
        assert waited >= SILENCE

    run(scenario)


def test_the_more_are_silent_the_more_may_talk():
    async def scenario(places, clock):
        for _ in range(2 + 2 * PER_SILENT):
            await places.enter()
        await clock.sleep(1.0)
        free = 0
        for _ in range(2 + (2 + 2 * PER_SILENT) // PER_SILENT):
            free += (await entered_after(places, clock))[0] == 0.0
        assert free == 2 + 1 + 2
        assert (await entered_after(places, clock))[0] > 0.0

    run(scenario)


def test_no_more_are_under_way_than_there_are_sockets():
    async def scenario(places, clock):
        first, *_ = [await places.enter() for _ in range(3)]

        async def leave():
            await clock.sleep(9.0)
            places.leave(first)

        async with anyio.create_task_group() as group:
            group.start_soon(leave)
            assert (await entered_after(places, clock))[0] == 9.0

    run(scenario, at_once=16, most_open=3)


def test_places_are_given_in_the_order_they_were_asked_for():
    order = []

    async def scenario(places, clock):
        places_held = [await places.enter() for _ in range(2)]

        async def wait(name):
            order.append(name)
            places.leave(await places.enter())
            order.append(name)

        async with anyio.create_task_group() as group:
            for name in "abc":
                group.start_soon(wait, name)
            await clock.sleep(0.1)
            for place in places_held:
                places.leave(place)

    run(scenario, watch=False)
    assert "".join(order[:3]) == "".join(order[3:])


def test_whoever_gives_up_waiting_takes_no_place_with_it():
    async def scenario(places, clock):
        held = [await places.enter() for _ in range(2)]
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as group:
                group.start_soon(places.enter)
                await clock.sleep(0.1)
                scope.cancel()
        for place in held:
            places.leave(place)
        for _ in range(2):
            assert (await entered_after(places, clock))[0] == 0.0

    run(scenario, watch=False)


def test_whoever_gives_up_as_a_place_comes_gives_it_back():
    async def scenario(places, clock):
        first, _ = await places.enter(), await places.enter()
        waiting = asyncio.ensure_future(places.enter())
        await clock.sleep(0.1)
        places.leave(first)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (await entered_after(places, clock))[0] == 0.0

    run(scenario, watch=False)


def test_while_we_are_busy_ourselves_nobody_is_silent():
    async def scenario(places, clock):
        for _ in range(2):
            await places.enter()
        await clock.sleep(0.01)
        clock.now += 5.0
        waited, _ = await entered_after(places, clock)
        assert waited >= SILENCE - 0.1

    run(scenario)


def test_half_of_the_sockets_that_the_system_grants_are_used_at_most():
    resource = pytest.importorskip("resource")
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert 1 <= most_sockets() <= 1_000
    assert soft == resource.RLIM_INFINITY or most_sockets() <= soft / 2
