"""What a fetcher remembers of hosts and platforms from one request to the next, and how long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from linkassay.fetch.breaker import FAILURES, Breaker
from linkassay.fetch.pace import ON_ITS_WAY, Pace
from linkassay.model import HostSettings

FORGET_AT = 1_000
"""So many remembered hosts are looked through for those of which nothing is worth remembering."""

MOST_KEPT = 10_000
"""Hosts that are remembered at most; the one that was not used for longest goes first."""


@dataclass(slots=True)
class HostRecord:
    """One host, or one platform. `users` are the open lanes that it is heeded in, `in_flight` the
    requests under way.

    `pause` is the end of the pause it asks for, on the monotonic clock and as a date; `told` the
    end of the one that was told to be remembered, which may be its platform's.
    """

    pace: Pace
    breaker: Breaker
    users: int = 0
    in_flight: int = 0
    pause: tuple[float, datetime] | None = None
    told: float | None = None

    @property
    def why_left(self) -> str | None:
        """Why it is left alone for the rest of a round, `None` where it may be asked."""
        if self.pace.refusals >= FAILURES:
            return f"{self.pace.refusals} refusals (429) in a row"
        # Whatever hung has failed, too.
        return self.breaker.why if self.breaker.failures else None

    def half_open(self) -> None:
        """A new round begins: one more request decides."""
        self.breaker.half_open()
        self.pace.refusals = min(self.pace.refusals, FAILURES - 1)

    def is_settled(self, now: float) -> bool:
        """Whether it may be forgotten at no loss."""
        return not self.users and self.breaker.is_settled and self.pace.is_settled(now)


class Hosts:
    """Records by name. It lives as long as its fetcher, so that gaps hold between its rounds too.

    `gap` is for hosts that `settings` name no other for, in seconds; `chance` gives numbers from 0
    up to 1. `spent` are the seconds that were spent on asking so far.
    """

    def __init__(
        self,
        gap: float,
        settings: Sequence[HostSettings],
        chance: Callable[[], float],
        on_its_way: float = ON_ITS_WAY,
    ) -> None:
        self._gap = gap
        self._on_its_way = on_its_way
        self._gaps = {one.host.lower(): one.gap for one in settings if one.gap is not None}
        self._chance = chance
        self._records: dict[str, HostRecord] = {}
        self._forget_at = FORGET_AT
        self.spent = 0.0

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, name: str) -> bool:
        return name in self._records

    def get(self, name: str, now: float) -> HostRecord:
        """The record of a host or platform, a new one where nothing is remembered."""
        record = self._records.pop(name, None)
        if record is None:
            if len(self._records) >= self._forget_at:
                self._forget(now)
            record = HostRecord(Pace(self._gap_of(name), self._chance, self._on_its_way), Breaker())
        self._records[name] = record
        return record

    def named(self) -> Iterator[tuple[str, HostRecord]]:
        """All that is remembered, by name."""
        yield from self._records.items()

    def half_open(self) -> None:
        """A new round begins: hosts that failed get one more request."""
        for record in self._records.values():
            record.half_open()

    def _gap_of(self, name: str) -> float:
        """The gap that is settled for the host itself, or else for the nearest name above it."""
        at = name
        while at:
            if at in self._gaps:
                return self._gaps[at]
            at = at.partition(".")[2]
        return self._gap

    def _forget(self, now: float) -> None:
        """Drop what is settled; look again when as much has come anew."""
        kept = {name: one for name, one in self._records.items() if not one.is_settled(now)}
        idle = [name for name, one in kept.items() if not one.users]
        for name in idle[: max(len(kept) - MOST_KEPT // 2, 0)]:
            del kept[name]
        self._records = kept
        self._forget_at = min(max(FORGET_AT, 2 * len(kept)), MOST_KEPT)
