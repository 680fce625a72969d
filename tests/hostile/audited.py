"""Audits every hostile document, each alone, in a process whose memory nobody else has touched.

Prints one line of JSON for each: its name, its limit, how many citations are kept, whether `KEPT`
is one of them, why it was not read, and by how many MiB this process has grown since it began.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime

from fakes import FakeFetcher
from hostile.documents import DOCUMENTS, KEPT, LARGE
from linkassay import pipeline, report
from linkassay.ledger import open_private
from linkassay.model import Settings, Source
from linkassay.pipeline import Audit
from linkassay.workers import Workers

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)
KIB = 1 if sys.platform == "linux" else 1024


def memory() -> float:
    """The most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB / 1024


def audit(source: Source, workers: Workers) -> dict[str, object]:
    with open_private() as ledger:
        work = Audit([source], (), Settings(offline=True), workers, FakeFetcher(), NOW, "run-1")
        told = pipeline.audit(work, ledger)
        for name in ("text", "json"):
            report.write(told, name, lambda text: None, width=100, colour=False)
        documents = list(told.documents())
        kept = any(link.url == KEPT for link in told.links())
        unread = [item.problem for item in told.unread()]
        limited = documents[0].limited if documents else None
        return {
            "limited": limited,
            "citations": told.counts.citations,
            "kept": kept,
            "unread": unread,
            "rules": sorted({finding.rule for finding in told.findings()}),
        }


def main(documents: dict[str, Source]) -> None:
    with Workers() as workers:
        audit(Source("first.txt", f"See {KEPT}".encode()), workers)
        before = memory()
        for name, source in documents.items():
            found = audit(source, workers)
            print(json.dumps({"name": name, **found, "grown": memory() - before}), flush=True)


if __name__ == "__main__":
    main(dict(LARGE if "--large" in sys.argv else DOCUMENTS))
