"""Where answers arrive, and what stands in for a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from linkassay.errors import LedgerError
from linkassay.model import History, Observation, Report, Run
from linkassay.ports import Ledger

BATCH = 25
"""So many answers are stored at once; what an interrupted run heard before is kept."""


class NoLedger:
    """Remembers nothing: the ledger of a check that was told of none.

    Its runs have no run before, so their findings are neither new nor known (`Run.remembers`).
    """

    def open_run(self, _run: Run, /) -> None:
        """Nothing to note."""

    def history(self, _locators: Sequence[str], _urls: Sequence[str], /) -> History:
        """Nothing is known."""
        return History()

    def hear(self, _observations: Sequence[Observation], /) -> None:
        """Nothing to store."""

    def close_run(self, _report: Report, /) -> None:
        """Nothing to store."""


class UnstoredError(LedgerError):
    """The audit is done and the ledger did not take (all of) it. `report` is what came of it."""

    def __init__(self, trouble: LedgerError, report: Report) -> None:
        super().__init__(trouble.what, where=trouble.where, advice=trouble.advice)
        self.report = report


@dataclass
class Desk:
    """Where answers arrive: they are kept for judging and handed to the ledger in batches.

    A ledger that refuses a batch (locked, the disk full) is left alone until the end, since each
    try may wait for its lock; the audit goes on.
    """

    ledger: Ledger
    heard: dict[str, Observation] = field(default_factory=dict)
    waiting: list[Observation] = field(default_factory=list)
    trouble: LedgerError | None = None

    def receive(self, observation: Observation) -> None:
        self.heard[observation.url] = observation
        self.waiting.append(observation)
        if len(self.waiting) >= BATCH:
            self.hand_over()

    def hand_over(self) -> None:
        """Store what waits, unless the ledger refused before."""
        if self.trouble is not None:
            return
        try:
            self._store()
        except LedgerError as trouble:
            self.trouble = trouble

    def close(self, report: Report) -> None:
        """Store the rest and the report; raises `UnstoredError` where that fails."""
        try:
            self._store()
            self.ledger.close_run(report)
        except LedgerError as trouble:
            raise UnstoredError(trouble, report) from trouble

    def _store(self) -> None:
        if self.waiting:
            self.ledger.hear(self.waiting)
            self.waiting = []
