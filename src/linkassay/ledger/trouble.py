"""SQLite's complaints as `LedgerError`: what, where, and the next step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linkassay.errors import LedgerError

_READINGS = (
    (
        ("locked", "busy"),
        "the ledger is locked by another program",
        "wait for the other audit to end (or close the program that writes to it), then run again",
    ),
    (
        ("readonly", "read-only", "unable to open"),
        "the ledger cannot be written",
        "check the permissions of the file and its folder, or name another with --ledger FILE",
    ),
    (
        ("disk is full", "disk i/o"),
        "the disk would not take the ledger",
        "make room on the disk and run again; what was stored before is safe",
    ),
    (
        ("not a database",),
        "this file is not a linkassay ledger",
        "name another file with --ledger FILE; this one was left as it is",
    ),
    (
        ("malformed",),
        "the ledger is damaged",
        "restore an earlier copy; `sqlite3 FILE .recover` may save its rows",
    ),
)


def reading_of(error: sqlite3.Error, path: Path) -> LedgerError:
    """What SQLite said, for a person."""
    said = str(error)
    for marks, what, advice in _READINGS:
        if any(mark in said.lower() for mark in marks):
            return LedgerError(what, where=str(path), advice=advice)
    return LedgerError(
        f"the ledger refused: {said}",
        where=str(path),
        advice="nothing of this step was stored; run again or name another file with --ledger FILE",
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn any `sqlite3.Error` inside into a `LedgerError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise reading_of(error, path) from error
