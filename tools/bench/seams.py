"""The parts of an audit, counted where the pipeline calls them.

`python -m bench.seams FILE audit …` is `linkassay audit …`, and writes to FILE what each part cost.
Every seam is passed once for a batch or a document, never for a link, so that counting costs
nothing worth telling.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.meter import Meter
from bench.tree import Others

READING, ASKING, STORING, JUDGING = "reading", "asking", "storing answers", "judging: rest"
EMPLOYERS = frozenset({READING, ASKING, JUDGING})
"""Parts that have processes do their work."""


@dataclass(frozen=True, slots=True)
class Seam:
    """A function that belongs to a part; `counted` is the place of the argument that is counted."""

    part: str
    module: str
    name: str
    counted: int | None = None


SEAMS: Sequence[Seam] = (
    Seam(READING, "linkassay.pipeline.reading", "Reader.read_into"),
    Seam("storing readings", "linkassay.ledger.store", "SqliteLedger.add_document"),
    Seam("storing readings", "linkassay.ledger.store", "SqliteLedger.commit"),
    Seam("storing readings", "linkassay.ledger.store", "SqliteLedger.end_reading"),
    Seam("planning", "linkassay.ledger.store", "SqliteLedger.plan"),
    Seam("planning", "linkassay.ledger.store", "SqliteLedger.hosts_planned"),
    Seam(ASKING, "linkassay.pipeline.asking", "Asker._ask"),
    Seam(STORING, "linkassay.pipeline.asking", "Asker._record", 2),
    Seam(STORING, "linkassay.pipeline.asking", "Asker.hand_over"),
    Seam("asking again: who", "linkassay.pipeline.asking", "Asker.ask_into"),
    Seam("settling", "linkassay.pipeline.asking", "settle"),
    Seam(JUDGING, "linkassay.pipeline.judging", "judge"),
    Seam("reading back", "linkassay.ledger.store", "SqliteLedger.document"),
    Seam("dating", "linkassay.pipeline.document_judge", "_dating"),
    Seam("rules", "linkassay.judge", "find"),
    Seam("rules", "linkassay.judge", "find_in_suppressions"),
    Seam("comparing", "linkassay.judge", "compare"),
    Seam("storing findings", "linkassay.ledger.store", "SqliteLedger.add_judged"),
    Seam("sealing", "linkassay.ledger.store", "SqliteLedger.seal"),
    Seam("report", "linkassay.cli.reporting", "finish"),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What one audit spent: seconds by part, and what was asked.

    `asking` are the seconds from the beginning of the asking to the last answer stored.
    """

    cpu: dict[str, float]
    wall: dict[str, float]
    answers: int
    asking: float

    @classmethod
    def read(cls, file: Path) -> Parts:
        """What an audit wrote; raises `OSError` where it was stopped before it could."""
        return cls(**json.loads(file.read_text("utf-8")))

    @property
    def outside(self) -> float:
        """Seconds of CPU of all parts but asking."""
        return sum(seconds for part, seconds in self.cpu.items() if part != ASKING)


def holder(seam: Seam) -> tuple[Any, str]:
    """The object that holds a seam's function, and its name there; raises where it is missing."""
    *path, name = seam.name.split(".")
    found: Any = importlib.import_module(seam.module)
    for step in path:
        found = getattr(found, step)
    getattr(found, name)
    return found, name


def parts_of(meter: Meter) -> Parts:
    """What was counted."""
    asking = meter.last.get(STORING, 0.0) - meter.first.get(ASKING, 0.0)
    return Parts(meter.cpu, meter.wall, meter.tally.get(STORING, 0), max(asking, 0.0))


def main(file: Path) -> None:
    """Audit, and write what it cost, however it ends."""
    meter = Meter(time.process_time, Others(), EMPLOYERS)
    from linkassay.cli import main as linkassay

    for seam in SEAMS:
        place, name = holder(seam)
        setattr(place, name, meter.timed(seam.part, getattr(place, name), seam.counted))
    try:
        linkassay()
    finally:
        meter.count()
        file.write_text(json.dumps(asdict(parts_of(meter))), "utf-8")


if __name__ == "__main__":
    told = Path(sys.argv.pop(1))
    main(told)
