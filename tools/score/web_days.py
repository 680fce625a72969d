"""The labelled web (`tests/web`) replayed: its rows as they come from its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from score.data import Absent
from score.halves import Half

ROOT = Path(__file__).parents[2]
NO_NAMESPACE = 3
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Day:
    """One audited day: `rows` are the links, `requests` what the servers counted."""

    day: int
    outcome: str
    code: int
    seconds: float
    requests: Mapping[str, Any]
    rows: Sequence[Row]

    def of(self, half: Half) -> Day:
        rows = [row for row in self.rows if row["half"] == half]
        return Day(self.day, self.outcome, self.code, self.seconds, self.requests, rows)


def read(lines: Iterable[str]) -> Iterator[Day]:
    """Days from lines of JSON."""
    for line in lines:
        yield Day(**json.loads(line))


def replayed(*options: str) -> Iterator[Day]:
    """Replay the web now. Raises `Absent` where this machine makes no network namespaces."""
    yield from read(lines_of("web", *options))


def lines_of(module: str, *options: str) -> Iterator[str]:
    """What a module of `tests/` prints. Raises `Absent` where it needs what is not here."""
    path = os.pathsep.join(str(ROOT / name) for name in ("src", "tests", "tools"))
    process = subprocess.Popen(
        [sys.executable, "-m", module, *options],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield from process.stdout or ()
    if process.returncode == NO_NAMESPACE:
        raise Absent("no network namespace can be made here")
    if process.returncode:
        raise RuntimeError(f"python -m {module} ended with {process.returncode}")
