"""A clock that only moves when somebody waits, and throttles that live by it."""

from __future__ import annotations

from datetime import timedelta

import anyio
import anyio.lowlevel

from fetch.asking import NOW
from linkassay.fetch.errors import FetchError
from linkassay.fetch.heard import Heard
from linkassay.fetch.hosts import Hosts
from linkassay.fetch.places import Places
from linkassay.fetch.throttle import HostThrottle

OK = Heard(200)

STUCK = 60.0
"""Real seconds after which a round that does not end has failed."""


class Clock:
    """Virtual seconds: time jumps to the next sleeper's end once every task waits."""

    def __init__(self):
        self.now = 0.0
        self.sleepers = []

    def __call__(self):
        return self.now

    def date(self):
        return NOW + timedelta(seconds=self.now)

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


class World:
    """Rounds of asking on one virtual clock. `answers` gives what a host says, by its count.

    A request takes `took` seconds, or what `answers` puts after the answer. `log` has the host,
    beginning and end of each request, `refused` the host, kind, time and words of each one that was
    not made; `notes` what was to be remembered.
    """

    def __init__(
        self, gap=1.0, *, hosts=(), at_once=16, took=0.0, answers=None, chance=lambda: 0.0,
        most_wait=60.0, until=float("inf"), asked=True,
    ):  # fmt: skip
        self.clock = Clock()
        self.hosts = Hosts(gap, hosts, chance)
        self.at_once, self.took, self.asked = at_once, took, asked
        self.answers = answers or (lambda host, count: OK)
        self.most_wait, self.until = most_wait, until
        self.log, self.refused, self.notes = [], [], []
        self.most = 0
        self._running, self._counts = [], {}

    def throttle(self):
        self.places = Places(self.at_once, monotonic=self.clock, sleep=self.clock.sleep)
        return HostThrottle(
            self.hosts, self.places, monotonic=self.clock, now=self.clock.date,
            most_wait=self.most_wait, until=self.until, sleep=self.clock.sleep,
            remember=self.notes.append,
        )  # fmt: skip

    def ask(self, *lanes, prepare=lambda throttle: None, watch=False):
        """One round. A lane is a sequence of hosts that are asked one after the other."""

        async def main():
            throttle = self.throttle()
            prepare(throttle)
            with anyio.fail_after(STUCK):
                await round_of(throttle)

        async def round_of(throttle):
            async with anyio.create_task_group() as driver:
                driver.start_soon(self.clock.drive)
                if watch:
                    driver.start_soon(self.places.watch)
                async with anyio.create_task_group() as group:
                    for lane in lanes:
                        group.start_soon(self._ask, throttle, lane)
                driver.cancel_scope.cancel()

        anyio.run(main)
        return self

    async def _ask(self, throttle, lane):
        for host in lane:
            try:
                async with throttle.slot(host) as slot:
                    slot.asked = self.asked
                    await self._talk(host, slot)
            except FetchError as error:
                self.refused.append((host, error.kind, self.clock(), error.detail))

    async def _talk(self, host, slot):
        count = self._counts[host] = self._counts.get(host, -1) + 1
        began = self.clock()
        self._running.append(host)
        self.most = max(self.most, len(self._running))
        said = self.answers(host, count)
        slot.heard, took = said if isinstance(said, tuple) else (said, self.took)
        if took:
            await self.clock.sleep(took)
        self._running.remove(host)
        self.log.append((host, began, self.clock()))

    def starts(self, host=None):
        """When requests to a host, or to all, began."""
        return sorted(round(began, 6) for name, began, _ in self.log if host in (None, name))

    def gaps(self):
        """Seconds between the end of each request and the beginning of the next."""
        return [
            round(after[1] - before[2], 6)
            for before, after in zip(self.log, self.log[1:], strict=False)
        ]
