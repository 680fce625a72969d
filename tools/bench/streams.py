"""Memory of a run: documents offline, and links answered by a web out of numbers.

Each size runs in a process of its own; its peak is the kernel's account of it. A run that streams
has the same peak whatever the size.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from bench.measure import cost
from bench.sizes import Size

DOCUMENTS = (1_000, 4_000)
LINKS = (20_000, 80_000)
FULL_DOCUMENTS = (2_000, 20_000)
FULL_LINKS = (20_000, 200_000)
LINKS_OF_A_DOCUMENT = 20


def main(size: Size) -> None:
    """Print the table."""
    print("Memory of one audit with a ledger and both reports (peak of the process)")
    print(f"  {'':34} {'MiB':>6} {'CPU s':>7}")
    for count in FULL_DOCUMENTS if size is Size.FULL else DOCUMENTS:
        _row(f"{count:,} documents of 2 kB, offline", "documents", count)
    for count in FULL_LINKS if size is Size.FULL else LINKS:
        _row(f"{count:,} links answered", "links", count)


def _row(title: str, what: str, count: int) -> None:
    once = cost([sys.executable, "-m", "bench.streams", what, str(count)], patience=1200)
    print(f"  {title:34} {once.memory:6.0f} {once.cpu:7.1f}{once.doubt}", flush=True)


def run(what: str, count: int) -> None:
    """One audit, in this process."""
    from bench.sample import documents, work
    from linkassay import pipeline, report
    from linkassay.ledger import open_ledger
    from linkassay.workers import Workers

    offline = what == "documents"
    sources = (
        documents(count, 3)
        if offline
        else documents(count // LINKS_OF_A_DOCUMENT, LINKS_OF_A_DOCUMENT)
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "audit.db") as ledger,
        Workers() as readers,
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
    ):
        told = pipeline.audit(work(sources, 0, readers, offline=offline), ledger)
        for name in ("text", "json"):
            report.write(told, name, nowhere.write, report.Telling())


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
