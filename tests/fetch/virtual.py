"""A clock that jumps to whatever comes next, and lanes that live by it."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count

from fetch.asking import NOW
from linkassay.fetch.heard import Heard
from linkassay.fetch.hosts import Hosts
from linkassay.fetch.lanes import FULL, Lanes

OK = Heard(200)


class Clock:
    """Virtual seconds."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def date(self):
        return NOW + timedelta(seconds=self.now)


class World:
    """Rounds of asking on one virtual clock. `answers` gives what a host says, by its count.

    A request takes `took` seconds, or what `answers` puts after the answer. `log` has the host,
    beginning and end of each request, `refused` the host, kind, time and words of each one that was
    not made; `notes` what was to be remembered.
    """

    def __init__(
        self, gap=1.0, *, hosts=(), at_once=16, took=0.0, answers=None, chance=lambda: 0.0,
        most_wait=60.0, until=float("inf"), asked=True,
        on_its_way=0.0,
    ):  # fmt: skip
        self.clock = Clock()
        self.hosts = Hosts(gap, hosts, chance, on_its_way=on_its_way)
        self.at_once, self.took, self.asked = at_once, took, asked
        self.answers = answers or (lambda host, count: OK)
        self.most_wait, self.until = most_wait, until
        self.log, self.refused, self.notes = [], [], []
        self.most = 0
        self._counts = {}

    def lanes(self):
        return Lanes(
            self.hosts, now=self.clock.date, most_wait=self.most_wait, until=self.until,
            remember=self.notes.append,
        )  # fmt: skip

    def ask(self, *sequences, prepare=lambda lanes: None):
        """One round. Each sequence names the hosts that are asked."""
        lanes = self.lanes()
        prepare(lanes)
        for sequence in sequences:
            for host in sequence:
                lanes.put_first(host, host, self.clock.now)
        self._run(lanes)
        assert len(lanes) == 0
        return self

    def _run(self, lanes):
        waiting, under_way, order = deque(), [], count()
        while True:
            while (turn := lanes.next(self.clock.now)) is not None:
                if turn.refusal is None:
                    waiting.append(turn)
                else:
                    self._refuse(lanes, turn)
            while waiting and len(under_way) < self.at_once:
                turn = waiting.popleft()
                if lanes.still_free(turn, self.clock.now):
                    heard, took = self._say(turn.item)
                    end = (self.clock.now + took, next(order), self.clock.now, turn, heard)
                    heappush(under_way, end)
                elif turn.refusal is not None:
                    self._refuse(lanes, turn)
            self.most = max(self.most, len(under_way))
            ready = lanes.ready_at()
            if under_way and under_way[0][0] <= ready:
                end, _, began, turn, heard = heappop(under_way)
                self.clock.now = max(self.clock.now, end)
                self.log.append((turn.item, began, self.clock.now))
                lanes.end(turn, heard if self.asked else None, self.clock.now)
            elif ready < FULL:
                self.clock.now = max(self.clock.now, ready)
            elif not waiting:
                return

    def _refuse(self, lanes, turn):
        self.refused.append((turn.item, turn.refusal.kind, self.clock.now, turn.refusal.detail))
        lanes.end(turn, None, self.clock.now)

    def _say(self, host):
        times = self._counts[host] = self._counts.get(host, -1) + 1
        said = self.answers(host, times)
        return said if isinstance(said, tuple) else (said, self.took)

    def starts(self, host=None):
        """When requests to a host, or to all, began."""
        return sorted(round(began, 6) for name, began, _ in self.log if host in (None, name))

    def gaps(self):
        """Seconds between the end of each request and the beginning of the next."""
        return [
            round(after[1] - before[2], 6)
            for before, after in zip(self.log, self.log[1:], strict=False)
        ]
