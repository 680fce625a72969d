"""Work in forks of this process: what becomes of it when one breaks down, and what is left."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from hostile.test_workers import children
from linkassay.workers import Hands
from linkassay.workers.forking import may_fork
from linkassay.workers.hand import Begin
from linkassay.workers.hands import AHEAD

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is not safe to fork")

HERE = os.getpid()


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """A thread of the test runner, which does nothing, is not counted."""
    monkeypatch.setattr("linkassay.workers.hands.may_fork", lambda: True)


def begin() -> Callable[[bytes], bytes]:
    """Does what a task says, and tells which process did it."""
    if os.getpid() == HERE:
        raise AssertionError("this is done by others")
    return do


def do(task: bytes) -> bytes:
    deed, _, rest = task.partition(b" ")
    if deed == b"slow":
        time.sleep(0.2)
    if deed == b"raise":
        raise ValueError(rest)
    if deed == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if deed == b"long":
        return b"x" * int(rest)
    return b"%d %b" % (os.getpid(), task)


def made(tasks: list[bytes], most: int = 2, begun: Begin = begin) -> list[bytes]:
    """What was made of each task, and which were not done."""
    found = list(Hands(most).each(tasks, begun))
    assert len(found) == len(tasks)
    return [b"not done" if one is None else one.partition(b" ")[2] or one for one in found]


def test_answers_come_in_order_though_the_first_takes_longest():
    tasks = [b"slow", *(b"task %d" % number for number in range(40))]
    assert made(tasks) == tasks


def test_all_processes_work():
    found = list(Hands(2).each([b"slow %d" % number for number in range(4)], begin))
    assert len({(one or b"").split()[0] for one in found}) == 2


def test_what_raises_is_not_done_and_the_others_are():
    assert made([b"a", b"raise", b"b"], most=2) == [b"a", b"not done", b"b"]


def test_what_a_dead_process_had_is_not_done_and_nothing_comes_twice():
    tasks = [b"slow 0", b"die", *(b"task %d" % number for number in range(20))]
    found = made(tasks)
    assert found[1] == b"not done"
    lost = [one for one in found if one == b"not done"]
    assert len(lost) <= 2
    assert [one for one in found if one != b"not done"] == [
        task for task, one in zip(tasks, found, strict=True) if one != b"not done"
    ]


def test_when_all_have_died_the_rest_is_not_done():
    assert set(made([b"die"] * 4 + [b"task"] * 20)) == {b"not done"}


def test_those_that_cannot_begin_do_nothing():
    def failing() -> Callable[[bytes], bytes]:
        raise OSError("no ledger")

    assert set(made([b"a"] * 20, begun=failing)) == {b"not done"}


def test_a_process_that_cannot_be_had_does_nothing(monkeypatch):
    def none() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", none)
    assert made([b"a", b"b"]) == [b"not done"] * 2


def test_beside_another_thread_nobody_is_forked(monkeypatch):
    monkeypatch.setattr("linkassay.workers.hands.may_fork", may_fork)
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert made([b"a", b"b"]) == [b"not done"] * 2
    finally:
        over.set()
        other.join()


def test_for_one_core_nobody_is_forked():
    assert made([b"a", b"b"], most=1) == [b"not done"] * 2


def test_long_tasks_and_long_answers_wait_for_nobody():
    tasks = [b"long 300000 ", b"long " + b"9" * 6 + b" ", b"a " + b"x" * 300_000] * 8
    found = list(Hands(2).each([task.strip() for task in tasks], begin))
    assert [len(one or b"") // 100_000 for one in found] == [3, 9, 3] * 8


def test_much_that_is_made_too_early_waits_with_those_who_made_it(monkeypatch):
    monkeypatch.setattr("linkassay.workers.hands.BYTES_AHEAD", 1000)
    tasks = [b"slow", *[b"long 200000"] * 20]
    assert [len(one or b"") for one in Hands(2).each(tasks, begin)][1:] == [200_000] * 20


def test_tasks_are_taken_only_as_there_is_room():
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"task"

    with closing(Hands(2).each(endless(), begin)) as each:
        for done, _ in enumerate(islice(each, 50), 1):
            assert taken <= done + AHEAD * 2


def test_two_works_at_once_do_not_meet():
    hands = Hands(2)
    first, second = (hands.each([b"%d" % n for n in range(9)], begin) for _ in range(2))
    for number, both in enumerate(zip(first, second, strict=True)):
        assert [(one or b"").split()[1:] for one in both] == [[b"%d" % number]] * 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_no_fork_goes_on_as_its_parent_when_it_is_interrupted_at_once(number, monkeypatch):
    fork, went_on = os.fork, os.pipe()

    def interrupted() -> int:
        pid = fork()
        if not pid:
            signal.signal(number, lambda *_: os.write(went_on[1], b"."))
            os.kill(os.getpid(), number)
        return pid

    monkeypatch.setattr(os, "fork", interrupted)
    found = made([b"a", b"b"])
    os.close(went_on[1])
    assert os.read(went_on[0], 1) == b""
    os.close(went_on[0])
    # A terminal's Ctrl-C is for the parent alone; who is told to end does.
    assert found == ([b"a", b"b"] if number is signal.SIGINT else [b"not done"] * 2)


@pytest.mark.parametrize("ended", ["done", "closed", "raised"])
def test_no_process_is_left(ended):
    before = children()
    each = Hands(2).each((b"slow" for _ in range(6)), begin)
    if ended == "done":
        list(each)
    elif ended == "closed":
        next(each)
        assert len(children() - before) == 2
        each.close()
    else:
        next(each)
        with pytest.raises(KeyboardInterrupt):
            each.throw(KeyboardInterrupt)
    assert children() <= before


def test_a_process_ends_when_its_parent_is_gone():
    """The parent is killed while its children wait and work."""
    heard, told = os.pipe()
    parent = os.fork()
    if not parent:
        each = Hands(2).each([b"slow"] * 50, begin)
        first = next(each) or b""
        rest = (next(each) or b"" for _ in range(3))
        names = {first.split()[0], *(one.split()[0] for one in rest)}
        os.write(told, b" ".join(names))
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(told)
    names = os.read(heard, 1000).split()
    os.close(heard)
    os.waitpid(parent, 0)
    assert len(names) == 2
    until = time.monotonic() + 10
    while any(_runs(int(name)) for name in names):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
