"""Opening a ledger only to read it: no lock is made beside it, and nothing in it changes.

What must be brought up to date first, or has to be judged before it can be told, is so in a private
copy.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from linkassay.errors import LedgerError
from linkassay.ledger.connection import (
    bring_up_to_date,
    check_is_ledger,
    connect,
    is_up_to_date,
    teach,
)
from linkassay.ledger.sqlite_errors import LockedError, to_ledger_error, translate_sqlite_errors

_READING = ("trusted_schema = off", "cache_size = -16000")
_COPIED = ("synchronous = off", "journal_mode = memory")


def connect_to_read(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection to the ledger at `path` that cannot write to it.

    Where the ledger's state is behind its log, or an older linkassay made its tables, the
    connection is to a private copy that is brought up to date. What a killed writer left half done
    is undone first, as far as the file may be written. Raises `LedgerError`.
    """
    where = str(path)
    if _has_journal(path) and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        connect(path, busy_seconds).close()
    connection = _opened(path, busy_seconds)
    try:
        with translate_sqlite_errors(where):
            check_is_ledger(connection, path)
            if is_up_to_date(connection, path):
                return connection
            return private_copy(connection, path)
    except BaseException:
        connection.close()
        raise


def connect_beside(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection to a ledger that this audit holds open for writing; raises `LedgerError`."""
    with translate_sqlite_errors(str(path)):
        return _tried(path, "mode=ro", busy_seconds)


def private_copy(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A copy of the whole ledger that may be written, and that goes when it is closed."""
    copy = sqlite3.connect("", isolation_level=None, uri=True)
    try:
        connection.backup(copy)
        _set(copy, (*_READING, *_COPIED))
        copy.execute("begin")
        bring_up_to_date(copy, path)
        copy.execute("commit")
    except BaseException:
        copy.close()
        raise
    connection.close()
    return copy


def _set(connection: sqlite3.Connection, pragmas: Sequence[str]) -> None:
    for pragma in pragmas:
        connection.execute(f"pragma {pragma}")
    teach(connection)


def _opened(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """SQLite wants to write beside a file in WAL mode, which a read-only folder bars; there it is
    told that nobody else writes either (https://www.sqlite.org/uri.html#uriimmutable). A file whose
    last writer was killed must be mended first: read as it is, it would be torn.
    """
    try:
        return _tried(path, "mode=ro", busy_seconds)
    except sqlite3.Error as error:
        if _is_locked(error) or _has_journal(path) or not path.is_file():
            raise _unreadable(path, error) from error
        try:
            return _tried(path, "immutable=1", busy_seconds)
        except sqlite3.Error:
            raise _unreadable(path, error) from error


def _tried(path: Path, way: str, busy_seconds: float) -> sqlite3.Connection:
    address = f"file:{quote(str(path))}?{way}"
    connection = sqlite3.connect(address, timeout=busy_seconds, isolation_level=None, uri=True)
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
        _set(connection, _READING)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_locked(error: sqlite3.Error) -> bool:
    """Whether somebody is about to write, so that the file may change under a reader."""
    return isinstance(to_ledger_error(error, ""), LockedError)


def _has_journal(path: Path) -> bool:
    """Whether a writer was broken off here, or is at work."""
    return any(
        beside.exists() and beside.stat().st_size > 0
        for beside in (path.with_name(f"{path.name}{end}") for end in ("-journal", "-wal"))
    )


def _unreadable(path: Path, error: sqlite3.Error) -> LedgerError:
    said = to_ledger_error(error, str(path))
    if isinstance(said, LockedError):
        return said
    if _has_journal(path):
        return LedgerError(
            "the last writer of this ledger was broken off, and it cannot be mended read-only",
            where=str(path),
            advice="open it once where it can be written, such as with `linkassay audit --offline`",
        )
    if "unable to open" in str(error):
        return LedgerError(
            "the ledger cannot be read",
            where=str(path),
            advice="check the permissions of the file, or name another with --ledger FILE",
        )
    return said
