"""Counting by parts, on clocks that are made up."""

from __future__ import annotations

import threading

import pytest

from bench.meter import REST, Meter
from bench.seams import ASKING, SEAMS, Parts, holder


class Clocks:
    """Own CPU, that of other processes, and the clock on the wall, moved by hand."""

    def __init__(self) -> None:
        self.own = self.others = self.wall = 0.0

    def meter(self, *employers: str) -> Meter:
        return Meter(lambda: self.own, lambda: self.others, employers, lambda: self.wall)

    def work(self, seconds: float) -> None:
        self.own += seconds
        self.wall += seconds


def test_a_part_that_calls_another_is_not_counted_for_it():
    clocks = Clocks()
    meter = clocks.meter()

    def outer() -> None:
        clocks.work(1)
        inner()
        clocks.work(2)

    inner = meter.timed("inner", lambda: clocks.work(4))
    meter.timed("outer", outer)()
    clocks.work(8)
    meter.count()
    assert meter.cpu == {"outer": 3, "inner": 4, REST: 8}
    assert meter.wall == meter.cpu
    assert (meter.first["inner"], meter.last["inner"]) == (1, 5)


def test_what_is_yielded_later_counts_and_what_is_done_with_it_does_not():
    clocks = Clocks()
    meter = clocks.meter()

    def numbers():
        for number in range(3):
            clocks.work(1)
            yield number

    for _ in meter.timed("numbers", numbers)():
        clocks.work(10)
    meter.count()
    assert meter.cpu == {"numbers": 3, REST: 30}


def test_other_processes_work_for_the_part_that_employs_them():
    clocks = Clocks()
    meter = clocks.meter("asking")

    def store() -> None:
        clocks.work(1)
        clocks.others += 5

    meter.timed("asking", meter.timed("storing", store))()
    clocks.others += 7
    meter.count()
    assert meter.cpu == {"asking": 5, "storing": 1, REST: 7}


def test_a_thread_counts_for_its_own_part():
    def busy() -> None:
        sum(range(300_000))

    import time

    meter = Meter(time.process_time, lambda: 0.0)
    meter.enter("asking")
    thread = threading.Thread(target=meter.timed("storing", busy))
    thread.start()
    thread.join()
    meter.leave("asking")
    assert meter.cpu["storing"] > meter.cpu["asking"]


def test_an_argument_is_counted_and_an_exception_leaves_the_part():
    clocks = Clocks()
    meter = clocks.meter()

    def fails(_items: list[int]) -> None:
        clocks.work(1)
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):  # noqa: PT011 - the function's own
            meter.timed("part", fails, 0)([1, 2, 3])
    clocks.work(1)
    meter.count()
    assert meter.tally == {"part": 6}
    assert meter.cpu == {"part": 2, REST: 1}


@pytest.mark.parametrize("seam", SEAMS, ids=lambda seam: f"{seam.module}:{seam.name}")
def test_each_seam_is_where_it_is_looked_for(seam):
    place, name = holder(seam)
    assert callable(getattr(place, name))


def test_all_but_asking_is_outside_of_it():
    assert Parts({ASKING: 5.0, "dating": 1.0, REST: 2.0}, {}, 10, 3.0).outside == 3.0
