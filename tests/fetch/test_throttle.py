"""Gaps and places on a clock that only moves when somebody waits."""

import anyio
import anyio.lowlevel
import pytest

from fetch.asking import ask, one
from linkassay.fetch.throttle import FORGET_AT, HostThrottle
from servers import Server, answer, redirect


class Clock:
    """Virtual seconds: time jumps to the next sleeper's end once every task waits."""

    def __init__(self):
        self.now = 0.0
        self.sleepers = []

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        woken = anyio.Event()
        self.sleepers.append((self.now + seconds, woken))
        await woken.wait()

    async def drive(self):
        while True:
            await anyio.wait_all_tasks_blocked()
            if self.sleepers:
                first = min(self.sleepers, key=lambda item: item[0])
                self.sleepers.remove(first)
                self.now = max(self.now, first[0])
                first[1].set()
            await anyio.lowlevel.checkpoint()


def run(hosts, *, gap, hosts_at_once=16, took=0.0, ended=None, asked=True):
    """The (host, start, end) of every slot, and the most hosts that ever ran at once."""
    clock, log, running = Clock(), [], []
    most = 0

    async def one(throttle, host):
        nonlocal most
        async with throttle.slot(host) as slot:
            slot.asked = asked
            began = clock()
            running.append(host)
            most = max(most, len(set(running)))
            if took:
                await clock.sleep(took)
            running.remove(host)
            log.append((host, began, clock()))

    async def main():
        throttle = HostThrottle(
            gap=gap,
            hosts_at_once=hosts_at_once,
            monotonic=clock,
            ended={} if ended is None else ended,
            sleep=clock.sleep,
        )
        async with anyio.create_task_group() as driver:
            driver.start_soon(clock.drive)
            async with anyio.create_task_group() as group:
                for host in hosts:
                    group.start_soon(one, throttle, host)
            driver.cancel_scope.cancel()

    anyio.run(main)
    return log, most


def test_no_gap_is_owed_to_a_host_that_nobody_asked():
    log, _ = run(["a"] * 5, gap=1.0, took=0.25, asked=False)
    assert [began for _, began, _ in log] == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_between_two_requests_to_a_host_lies_the_gap():
    log, _ = run(["a"] * 5, gap=1.0, took=0.25)
    ends = [0.0, *(end for _, _, end in log)]
    assert [round(began - end, 9) for (_, began, _), end in zip(log, ends, strict=False)] == [
        0.0, 1.0, 1.0, 1.0, 1.0,
    ]  # fmt: skip


def test_hosts_do_not_wait_for_each_other():
    log, most = run(["a"] * 3 + ["b"] * 3 + ["c"] * 3, gap=2.0)
    assert max(end for _, _, end in log) == 4.0
    assert most <= 3


def test_no_more_hosts_at_once_than_wanted():
    log, most = run([f"h{at}" for at in range(20)], gap=1.0, hosts_at_once=4, took=1.0)
    assert most == 4
    assert max(end for _, _, end in log) == 5.0


def test_a_host_that_waits_for_its_gap_holds_no_place():
    log, _ = run(["slow"] * 4 + [f"h{at}" for at in range(8)], gap=10.0, hosts_at_once=1, took=1.0)
    others = [end for host, _, end in log if host != "slow"]
    assert max(others) < 11.0


def test_the_gap_holds_from_one_use_to_the_next():
    ended = {"a": 0.0}
    log, _ = run(["a"], gap=3.0, ended=ended)
    assert log[0][1] == 3.0
    assert ended == {"a": 3.0}


def test_a_host_whose_gap_is_over_is_forgotten():
    clock, ended = Clock(), {}
    throttle = HostThrottle(gap=2.0, hosts_at_once=1, monotonic=clock, ended=ended)
    most = 0

    async def ask_each_once():
        nonlocal most
        for at in range(5 * FORGET_AT):
            async with throttle.slot(f"h{at}"):
                clock.now += 0.01
            most = max(most, throttle.remembered)
            assert f"h{at}" in ended

    anyio.run(ask_each_once)
    assert most <= FORGET_AT + 1


def test_nothing_is_kept_of_a_host_that_owes_no_gap():
    throttle = HostThrottle(gap=0.0, hosts_at_once=1, monotonic=Clock(), ended={})

    async def ask_each_once():
        for at in range(3):
            async with throttle.slot(f"h{at}"):
                assert throttle.remembered == 1

    anyio.run(ask_each_once)
    assert throttle.remembered == 0


@pytest.mark.parametrize(("gap", "most"), [(0.02, 1), (0.0, 4)])
def test_one_request_is_in_flight_per_host_or_four_without_a_gap(gap, most):
    flying, highest = 0, 0

    async def count(request, writer):
        nonlocal flying, highest
        flying += 1
        highest = max(highest, flying)
        await anyio.sleep(0.03 if gap else 0.2)
        await answer()(request, writer)
        flying -= 1

    with Server({"*": count}) as server:
        seen = ask(*(server.url(f"/{at}") for at in range(9)), gap=gap)
    assert len(seen) == 9
    assert highest == most


def test_many_hosts_that_redirect_to_each_other_all_end():
    with Server({"/a": redirect("/x"), "/x": answer()}) as one, Server({}, "127.0.0.2") as two:
        one.behaviours["/to"] = redirect(two.url("/back"))
        two.behaviours["/back"] = redirect(one.url("/x"))
        urls = [one.url(f"/to?{at}") for at in range(5)]
        urls += [two.url(f"/back?{at}") for at in range(5)]
        seen = ask(*urls, gap=0.005, hosts_at_once=1)
    assert {observation.status for observation in seen.values()} == {200}


def test_making_a_fetcher_and_asking_nothing_opens_nothing():
    import os
    import subprocess
    import sys

    script = (
        "import sys\n"
        "events = []\n"
        "sys.addaudithook(lambda name, args: events.append(name))\n"
        "from datetime import UTC, datetime\n"
        "from linkassay.fetch import WebFetcher\n"
        "from linkassay.model import Settings\n"
        "made = WebFetcher(Settings(), now=lambda: datetime.now(UTC), monotonic=lambda: 0.0,\n"
        "                  user_agent='x')\n"
        "made.ask(iter(()), print)\n"
        "assert not [name for name in events if name.startswith('socket.')], events\n"
        "assert not {'h11', 'httpcore', 'anyio', 'ssl'} & sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_environment_does_not_count(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    with Server({"/": answer()}) as server:
        assert one(server.url()).status == 200
