"""Answers on their way to whoever stores them: handed over in batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linkassay.model import HostNote, Observation

BATCH = 1_000
"""Observations that are handed over at once, at most."""

BATCH_SECONDS = 1.0
"""An answer waits no longer than this to be handed over."""

Record = Callable[[Sequence[Observation]], None]
Remember = Callable[[HostNote], None]


class Batches:
    """Collects observations and notes and hands them over; never one of them twice."""

    def __init__(self, record: Record, remember: Remember | None = None) -> None:
        self._record = record
        self._remember = remember
        self._collected: list[Observation] = []
        self._notes: list[HostNote] = []

    def note(self, note: HostNote) -> None:
        """Take a note; it is handed over with the next observations. Never raises."""
        if self._remember is not None:
            self._notes.append(note)

    def add(self, observation: Observation) -> None:
        """Take one; raises what `record` raises."""
        self._collected.append(observation)
        if len(self._collected) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Hand over what there is; raises what `record` and `remember` raise."""
        if self._collected:
            batch, self._collected = self._collected, []
            self._record(batch)
        while self._notes and self._remember is not None:
            self._remember(self._notes.pop(0))
