"""The ledger: one SQLite file that remembers every run.

Takes: runs, observations and reports. Gives: the `Ledger` of `ports`, and histories from it.
Never: asks the web, judges, or changes a row of its log.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkassay.ledger.store import SqliteLedger


def open_ledger(path: Path, *, busy_seconds: float = 5.0) -> SqliteLedger:
    """Open the ledger at `path`, or begin one there (its folder is made); use it with `with`.

    `busy_seconds` is how long to wait for another writer. Raises `LedgerError` where the file is
    not a ledger, was written by a newer linkassay, is locked, or cannot be written.
    """
    from linkassay.ledger.opening import connect
    from linkassay.ledger.store import SqliteLedger

    return SqliteLedger(connect(path, busy_seconds), path)
