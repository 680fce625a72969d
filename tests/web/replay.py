"""Replays: the labelled web audited on given days, in a namespace of its own."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from score.halves import half_of
from web import namespace
from web.model import Labelled

DAYS = (0, 3, 7, 10, 15, 18, 22)
EVERY_DAY = tuple(range(24))
MOST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Which links are audited, on which days, under which sky.

    `half` and `kinds` choose among the links (empty: all). `slow` links take many seconds a day.
    `every` takes one link in so many. `warc` is a file that the first day's answers are written to.
    `trial` names what is done, see `lab.TRIALS`.
    `peers` are other checkers and their programs.
    """

    days: tuple[int, ...] = DAYS
    half: str | None = None
    kinds: tuple[str, ...] = ()
    slow: bool = True
    every: int = 1
    skies: Mapping[str, str] = field(default_factory=dict)
    warc: str | None = None
    trial: str = "replay"
    peers: Mapping[str, str] = field(default_factory=dict)

    def wants(self, link: Labelled) -> bool:
        return (
            (self.half is None or half_of(link.host) == self.half)
            and (not self.kinds or link.kind in self.kinds)
            and (self.slow or not link.slow)
            and (self.every == 1 or sum(link.url.encode()) % self.every == 0)
        )

    @staticmethod
    def read(file: Path) -> Plan:
        given = json.loads(file.read_text(encoding="utf-8"))
        return Plan(**{**given, "days": tuple(given["days"]), "kinds": tuple(given["kinds"])})


def replay(plan: Plan) -> Iterator[dict[str, Any]]:
    """What each day gave, in order. Raises `RuntimeError` where the replay breaks down."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        file.write_text(json.dumps(asdict(plan)), encoding="utf-8")
        yield from run("web.lab", str(file))


def run(module: str, *arguments: str) -> Iterator[dict[str, Any]]:
    """The lines of JSON that a module of ours prints inside a namespace."""
    process = subprocess.Popen(
        namespace.command(module, *arguments),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        for line in process.stdout:
            yield json.loads(line)
        if process.wait(MOST_SECONDS) != 0:
            raise RuntimeError(f"{module} broke down: {process.stderr.read()[-4000:]}")
    finally:
        process.kill()
        process.wait()
