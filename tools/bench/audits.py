"""One audit as it is measured, and several programs that take turns."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import programs
from bench.children import environment
from bench.measure import Cost, cost
from bench.seams import Parts

NOTHING = Parts({}, {}, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit, or the peer in its place, cost; the parts and the ledger are ours alone."""

    cost: Cost
    parts: Parts = NOTHING
    bytes_stored: int = 0


@dataclass
class Desk:
    """Makes audits of one folder of documents; each has a ledger of its own unless one is kept."""

    folder: Path
    documents: Path
    patience: float
    _made: int = field(default=0, init=False)

    def audit(self, *flags: str, ledger: Path | None = None, watched: bool = False) -> Audited:
        """Our audit, by parts."""
        self._made += 1
        ledger = ledger or self.folder / f"audit-{self._made}.db"
        file = self.folder / f"parts-{self._made}.json"
        command = programs.ours_by_parts(file, self.documents, ledger, *flags)
        spent = cost(
            command,
            environment(),
            patience=self.patience,
            folder=self.folder,
            watched=watched,
        )
        parts = NOTHING
        with suppress(OSError, json.JSONDecodeError):
            parts = Parts.read(file)
        return Audited(spent, parts, ledger.stat().st_size if ledger.exists() else 0)

    def peer(
        self,
        *flags: str,
        interval: str = "0ms",
        each: int = 128,
        env: dict[str, str] | None = None,
        watched: bool = False,
    ) -> Audited:
        """lychee on the same documents."""
        command = programs.peer(self.documents, *flags, interval=interval, each=each)
        spent = cost(command, env, patience=self.patience, folder=self.folder, watched=watched)
        return Audited(spent)


def by_turns(
    makers: Mapping[str, Callable[[], Audited]], rounds: int, budget: float
) -> dict[str, list[Audited]]:
    """What each made, in rounds in which all take turns; a new round begins within the budget."""
    made: dict[str, list[Audited]] = {name: [] for name in makers}
    began = time.monotonic()
    for done in range(rounds):
        if done and (time.monotonic() - began) * (done + 1) / done > budget:
            break
        for name, make in makers.items():
            made[name].append(make())
    return made


def middle(runs: list[Audited], figure: Callable[[Audited], float]) -> float:
    """The median of a figure."""
    return median(figure(run) for run in runs)
