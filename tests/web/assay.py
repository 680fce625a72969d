"""linkassay as its users call it, run inside the namespace: `linkassay audit` and `check`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FIRST_DAY = datetime(2031, 3, 3, 6, tzinfo=UTC)
LINKS_OF_A_DOCUMENT = 40
PATIENT = 1800.0
WANTED = {"contact": "audit@velmora.org", "retry-pause": 0.1, "most-wait": 3.0}
"""Settings of the replay; those that the product does not know are left out."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What one run gave: its JSON, its exit code, and how long it took in seconds."""

    told: Mapping[str, Any]
    code: int
    seconds: float
    stderr: str = field(default="", repr=False)


class Assay:
    """One corpus and one ledger in a folder. `authority` is the file of the trusted one."""

    def __init__(self, folder: Path, authority: Path, gap: float = 0.0) -> None:
        self.folder, self.authority, self.gap = folder, authority, gap
        (folder / "corpus").mkdir(parents=True, exist_ok=True)
        known = {key: value for key, value in WANTED.items() if key in _configurable()}
        lines = [f"{key} = {json.dumps(value)}\n" for key, value in known.items()]
        (folder / "linkassay.toml").write_text("".join(lines), encoding="utf-8")

    def cite(self, urls: Sequence[str]) -> None:
        """Write documents that cite these addresses."""
        for number, at in enumerate(range(0, len(urls), LINKS_OF_A_DOCUMENT)):
            text = document(urls[at : at + LINKS_OF_A_DOCUMENT], number)
            file = self.folder / "corpus" / f"sources-{number:02}.md"
            file.write_text(text, encoding="utf-8")

    def audit(self, day: int, *options: str) -> Audited:
        """Audit the corpus on a day, with the ledger of the days before."""
        all_links = ("--recheck", "all") if "--recheck" in _help("audit") else ()
        ledger = ("--ledger", str(self.folder / "ledger.db"))
        return self._run("audit", ("corpus",), day, *ledger, *all_links, *options)

    def check(self, day: int, *options: str) -> Audited:
        """Check the corpus without a memory."""
        return self._run("check", ("corpus",), day, *options)

    def _run(self, verb: str, paths: Iterable[str], day: int, *options: str) -> Audited:
        moment = (FIRST_DAY + timedelta(days=day)).isoformat().replace("+00:00", "Z")
        command = [
            sys.executable, "-m", "linkassay", verb, *paths, "--format", "json",
            "--gap", str(self.gap), "--ca-file", str(self.authority), "--now", moment, *options,
        ]  # fmt: skip
        began = time.monotonic()
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=PATIENT, check=False
        )
        took = time.monotonic() - began
        if not done.stdout:
            raise RuntimeError(f"linkassay ended with {done.returncode}: {done.stderr[-2000:]}")
        return Audited(json.loads(done.stdout), done.returncode, took, done.stderr)


def document(urls: Sequence[str], number: int = 0) -> str:
    """A Markdown text that cites each address once."""
    cited = "".join(
        f"What [source {number}.{at}](<{url}>) says of it is told there.\n\n"
        for at, url in enumerate(urls)
    )
    return f"# Sources, part {number}\n\n{cited}"


@cache
def _help(verb: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "linkassay", verb, "--help"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def _configurable() -> set[str]:
    from linkassay.config.keys import KEYS

    return set(KEYS)
