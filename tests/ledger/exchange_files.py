"""Files of an export, taken apart and put together again, with sums that are right."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from linkassay.ledger.exchange.lines import HOSTS_FORMAT, VERSION, summed

Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """The rows of a run's file, without their sums."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [{key: value for key, value in row.items() if key != "sum"} for row in rows]


def write(path: Path, rows: Iterable[Row]) -> Path:
    """A run's file of such rows; its last line counts those before it."""
    told: Sequence[Row] = list(rows)
    if told and told[-1].get("table") == "end":
        told = [*told[:-1], {"table": "end", "lines": len(told) - 1}]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(map(summed, told)).encode()))
    return path


def hosts_file(path: Path, **note: str) -> Path:
    """A file about one host."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"format": HOSTS_FORMAT, "version": VERSION}
    path.write_text(summed(head) + summed({"host": "example.org", **note}))
    return path
