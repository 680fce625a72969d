"""What a command costs, however it ends, and how runs take turns."""

from __future__ import annotations

import os
import sys
import time

import pytest

from bench.audits import Audited, by_turns, middle
from bench.measure import Cost, cost
from bench.tree import descendants, memory, running

PYTHON = [sys.executable, "-c"]


def test_a_child_of_the_command_counts():
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    spent = cost([*PYTHON, parent])
    assert spent.cpu >= 0.2
    assert (spent.code, spent.late, spent.doubt) == (0, False, "")


def test_a_command_that_takes_too_long_is_stopped_with_what_it_began():
    parent = "import subprocess, sys, time; subprocess.Popen(['sleep', '987.5']); time.sleep(60)"
    spent = cost([*PYTHON, parent], patience=0.5)
    assert spent.late
    assert spent.doubt
    time.sleep(0.1)
    assert "987.5" not in _commands()


def test_a_command_is_stopped_once_enough_is_known():
    asked = []
    spent = cost(["sleep", "60"], until=lambda: bool(asked.append(1)) or len(asked) > 1)
    assert not spent.late
    assert spent.wall < 5


def _commands() -> str:
    found = []
    for number in running():
        try:
            with open(f"/proc/{number}/cmdline", encoding="utf-8", errors="replace") as opened:  # noqa: PTH123
                found.append(opened.read())
        except OSError:
            continue
    return "\n".join(found)


def test_descendants_are_children_and_theirs():
    assert descendants(1, {2: 1, 3: 2, 4: 3, 5: 9, 1: 0}) == {2, 3, 4}
    assert descendants(7, {}) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="proc(5) is Linux's")
def test_the_kernel_tells_of_this_process():
    assert running()[os.getpid()] == os.getppid()
    assert memory([os.getpid()]) > 1


def made(seconds: float) -> Audited:
    return Audited(Cost(seconds, seconds, 1.0, 0))


def test_programs_take_turns():
    order = []

    def maker(name):
        def make():
            order.append(name)
            return made(len(order))

        return make

    found = by_turns({"a": maker("a"), "b": maker("b")}, 3, 60)
    assert order == ["a", "b"] * 3
    assert middle(found["a"], lambda run: run.cost.wall) == 3


def test_no_round_begins_that_would_not_end_within_the_budget():
    def slow():
        time.sleep(0.05)
        return made(1)

    assert len(by_turns({"a": slow}, 9, 0.08)["a"]) == 1
