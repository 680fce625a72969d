"""Audits every document of a folder, each alone, in a process that has made none of them.

Prints one line of JSON for each: its file, its limit, how many citations are kept, whether the
second argument is one of them, why it was not read, and by how many MiB this process has grown
since it began.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from fakes import FakeFetcher
from linkassay import pipeline, report
from linkassay.ledger import open_private
from linkassay.model import Settings, Source
from linkassay.pipeline import Audit
from linkassay.workers import Workers

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)


def memory() -> float:
    """The most memory that this process ever had, in MiB; what its parent had does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def audit(source: Source, kept: str, workers: Workers) -> dict[str, object]:
    with open_private() as ledger:
        work = Audit([source], (), Settings(offline=True), workers, FakeFetcher(), NOW, "run-1")
        told = pipeline.audit(work, ledger)
        for name in ("text", "json"):
            report.write(told, name, lambda text: None, report.Telling(width=100, colour=False))
        documents = list(told.documents())
        unread = [item.problem for item in told.unread()]
        limited = documents[0].limited if documents else None
        return {
            "limited": limited,
            "citations": told.counts.citations,
            "kept": any(link.url == kept for link in told.links()),
            "unread": unread,
            "rules": sorted({finding.rule for finding in told.findings()}),
        }


def main(folder: Path, kept: str) -> None:
    with Workers() as workers:
        audit(Source("first.txt", f"See {kept}".encode()), kept, workers)
        before = memory()
        for file in sorted(folder.iterdir()):
            found = audit(Source(file.name, file.read_bytes()), kept, workers)
            print(json.dumps({"file": file.name, **found, "grown": memory() - before}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
