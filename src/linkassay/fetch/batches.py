"""Answers on their way to whoever stores them: handed over in batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from linkassay.model import HostNote, Observation

BATCH = 1_000
"""Observations that are handed over at once, at most."""

BATCH_SECONDS = 1.0
"""An answer waits no longer than this to be handed over."""

Record = Callable[[Sequence[Observation]], None]
Remember = Callable[[HostNote], None]


MOST_WAITING = 2
"""Batches that are being handed over at once, or wait for that; whoever has another one waits."""


class Batches:
    """Collects observations and notes and hands them over; never one of them twice.

    They are handed over one batch after the other in a thread, so that whoever asks the web never
    waits for a disk that is merely slow.
    """

    def __init__(self, record: Record, remember: Remember | None = None) -> None:
        self._record = record
        self._remember = remember
        self._collected: list[Observation] = []
        self._notes: list[HostNote] = []
        self._thread = ThreadPoolExecutor(1, "linkassay-record")
        self._handed: deque[Future[None]] = deque()

    def note(self, note: HostNote) -> None:
        """Take a note; it is handed over with the next observations. Never raises."""
        if self._remember is not None:
            self._notes.append(note)

    def add(self, observation: Observation) -> None:
        """Take one; raises what `record` raised before."""
        self._collected.append(observation)
        if len(self._collected) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Have handed over what there is; raises what `record` and `remember` raised before."""
        if self._collected or self._notes:
            batch, notes = self._collected, self._notes
            self._collected, self._notes = [], []
            self._handed.append(self._thread.submit(self._hand_over, batch, notes))
        while self._handed and (self._handed[0].done() or len(self._handed) > MOST_WAITING):
            self._handed.popleft().result()

    def finish(self) -> None:
        """Hand over the rest, and wait for all; raises the first error of `record`, `remember`.

        A second one is told as a note of it.
        """
        errors: list[BaseException] = []
        try:
            try:
                self.flush()
            except BaseException as error:
                errors.append(error)
            errors += [failed for one in self._handed if (failed := one.exception()) is not None]
        finally:
            self._thread.shutdown()
        for second in errors[1:]:
            errors[0].add_note(f"what was answered last could not be handed over: {second}")
        if errors:
            raise errors[0]

    def _hand_over(self, batch: Sequence[Observation], notes: Sequence[HostNote]) -> None:
        if batch:
            self._record(batch)
        if self._remember is not None:
            for note in notes:
                self._remember(note)
