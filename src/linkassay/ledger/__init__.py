"""The ledger: one SQLite file that remembers every run.

Takes: runs, readings, looks, verdicts, findings and notes on hosts, as they come. Gives: the
`Ledger` of `ports`, which is the working memory of a run, and reports of any run.
Never: asks the web, judges, or changes a row of its log.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linkassay.ledger.sqlite_errors import FullError, LockedError

if TYPE_CHECKING:
    from linkassay.ledger.store import SqliteLedger

__all__ = ["FullError", "LockedError", "open_ledger", "open_private"]


def open_ledger(path: Path, *, busy_seconds: float = 5.0, readonly: bool = False) -> SqliteLedger:
    """Open the ledger at `path`, or begin one there (its folder is made); use it with `with`.

    `readonly` changes nothing at `path`, where a ledger must be: reports of its runs can be read,
    and an unfinished one is judged in a private copy.

    `busy_seconds` is how long to wait for another program at a time. Raises `LockedError` where
    one does not let go of the file, `FullError` where the disk does not take it, and `LedgerError`
    where it is not a ledger, was written by a newer linkassay, or cannot be written.
    """
    from linkassay.ledger.connection import connect
    from linkassay.ledger.read_only import connect_to_read
    from linkassay.ledger.store import SqliteLedger

    way = connect_to_read if readonly else connect
    ledger = SqliteLedger(way(path, busy_seconds), path, readonly=readonly)
    try:
        ledger.catch_up()
    except BaseException:
        ledger.close()
        raise
    return ledger


def open_private() -> SqliteLedger:
    """A ledger in a temporary database of our own, which nobody sees and nothing remains of."""
    from linkassay.ledger.connection import connect_private
    from linkassay.ledger.store import SqliteLedger

    return SqliteLedger(connect_private(), None)
