"""The days that htmldate finds, in an environment of its own (`make bench-peers`)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

PYTHON = Path(__file__).parents[1] / "bench/.peers/bin/python"
PROGRAM = Path(__file__).with_name("htmldate_days.py")
PATIENCE = 1800


def is_here() -> bool:
    """Whether `make bench-peers` has installed it."""
    if not os.access(PYTHON, os.X_OK):
        return False
    asked = subprocess.run([PYTHON, "-c", "import htmldate"], capture_output=True, check=False)
    return asked.returncode == 0


def found_days(pages: Sequence[str]) -> list[date | None]:
    """The day of each page, `None` where it finds none; a process for each processor."""
    share = -(-len(pages) // (os.cpu_count() or 1)) or 1
    parts = [pages[at : at + share] for at in range(0, len(pages), share)]
    with ThreadPoolExecutor(len(parts) or 1) as pool:
        return [day for days in pool.map(_asked, parts) for day in days]


def _asked(pages: Iterable[str]) -> list[date | None]:
    lines = "".join(f"{json.dumps(page)}\n" for page in pages)
    done = subprocess.run(
        [PYTHON, PROGRAM],
        input=lines,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [None if answer is None else date.fromisoformat(answer) for answer in answers]
