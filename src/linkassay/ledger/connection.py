"""Opening a ledger: is it ours, may we write, are its tables and views up to date?"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from linkassay.errors import LedgerError
from linkassay.ledger.hashing import leaf
from linkassay.ledger.sqlite_errors import to_ledger_error, translate_sqlite_errors
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions

APPLICATION_ID = 0x4C4B4153
"""`LKAS` in the file's header: `file` and we ourselves know a ledger by it."""

_PRAGMAS = (
    "foreign_keys = on",
    "synchronous = full",
    "trusted_schema = off",
    "cache_size = -16000",
    "cache_spill = off",
)
"""A chunk must fit into the page cache: what spills out of it locks readers out before the commit
(https://www.sqlite.org/pragma.html#pragma_cache_spill). The journal is SQLite's own `delete`."""

_PRIVATE = ("foreign_keys = off", "synchronous = off", "journal_mode = memory")


def connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """Open or begin the ledger at `path` and bring it up to date; raises `LedgerError`."""
    _make_folder(path)
    _check_writable(path)
    with translate_sqlite_errors(str(path)):
        connection = sqlite3.connect(
            path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
    try:
        with translate_sqlite_errors(str(path)):
            for pragma in _PRAGMAS:
                connection.execute(f"pragma {pragma}")
            _back_to_delete_journal(connection)
            teach(connection)
            with Transactions(connection, str(path), tries=1).chunk():
                _recognise(connection, path)
                bring_up_to_date(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_private() -> sqlite3.Connection:
    """A new database of our own that nobody else sees, and that goes when it is closed.

    SQLite keeps it in memory while it is small and in a temporary file once it is not
    (https://www.sqlite.org/inmemorydb.html#temp_db).
    """
    connection = sqlite3.connect("", isolation_level=None, uri=True, check_same_thread=False)
    for pragma in _PRIVATE:
        connection.execute(f"pragma {pragma}")
    teach(connection)
    connection.execute("begin")
    make_tables(connection, guarded=False)
    connection.execute("commit")
    return connection


def make_tables(connection: sqlite3.Connection, *, guarded: bool = True) -> None:
    """Make every table with its indexes, and give the ledger its name.

    `guarded` adds the triggers that let the log only grow.
    """
    for table in TABLES.values():
        for statement in (*table.statements, *(table.triggers if guarded else ())):
            connection.execute(statement)
    connection.execute(TABLES["lineage"].insert, (os.urandom(8).hex(), 0))


def teach(connection: sqlite3.Connection) -> None:
    """SQL's own `leaf`, so that rows that SQL makes have theirs too."""
    connection.create_function("leaf", -1, leaf, deterministic=True)


def _make_folder(path: Path) -> None:
    try:
        is_folder = path.is_dir()
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            f"the folder for the ledger cannot be made: {error.strerror}",
            where=str(path.parent),
            advice="check the path and its permissions, or name another with --ledger FILE",
        ) from error
    if is_folder:
        raise LedgerError(
            "the ledger must be a file, and this is a folder",
            where=str(path),
            advice="name a file in it, such as audits/audit.db",
        )


def _check_writable(path: Path) -> None:
    """SQLite opens what it may only read, and even begins a transaction there without a word."""
    if path.exists() and not os.access(path, os.W_OK):
        raise to_ledger_error(sqlite3.OperationalError("readonly"), str(path))


def _back_to_delete_journal(connection: sqlite3.Connection) -> None:
    (mode,) = connection.execute("pragma journal_mode").fetchone()
    if mode != "delete":
        connection.execute("pragma journal_mode = delete")


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    (mark,) = connection.execute("pragma application_id").fetchone()
    if mark == APPLICATION_ID:
        return
    (things,) = connection.execute("select count(*) from sqlite_master").fetchone()
    if mark or things:
        raise _foreign(path)
    connection.execute(f"pragma application_id = {APPLICATION_ID}")


def check_is_ledger(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `LedgerError` where a file that is there is none of ours."""
    if connection.execute("pragma application_id").fetchone() != (APPLICATION_ID,):
        raise _foreign(path)


def _foreign(path: Path) -> LedgerError:
    return LedgerError(
        "this is a database of something else, not a linkassay ledger",
        where=str(path),
        advice="name another file with --ledger FILE; this one was left as it is",
    )


def is_up_to_date(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether nothing is to be written before the ledger can be read: tables, current state.

    Raises `LedgerError` where a newer linkassay wrote it.
    """
    if _missing(connection, path):
        return False
    behind = "select 1 from seals e, lineage l where e.id > l.applied limit 1"
    return connection.execute(behind).fetchone() is None


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Run the migrations that are missing. A file that has them all needs no library for it."""
    if _missing(connection, path):
        from linkassay.ledger.migrations import migrate

        migrate(connection)
    _renew_views(connection)


def _missing(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether there are migrations that the file has not seen."""
    from linkassay.ledger.migrations import NAMES

    known = _applied(connection)
    foreign = [name for name in known if name not in NAMES]
    if foreign:
        raise LedgerError(
            f"a newer linkassay wrote this ledger (it knows {foreign[-1]!r})",
            where=str(path),
            advice="update linkassay, or name another file with --ledger FILE",
        )
    return len(known) < len(NAMES)


def _applied(connection: sqlite3.Connection) -> list[str]:
    there = connection.execute(
        "select 1 from sqlite_master where name = '_sqlite_migrations'"
    ).fetchone()
    if there is None:
        return []
    rows = connection.execute(
        "select name from _sqlite_migrations where migration_set = 'linkassay'"
    )
    return [name for (name,) in rows]


def _renew_views(connection: sqlite3.Connection) -> None:
    """Views are derived, so they follow the code and need no migration."""
    from linkassay.ledger.views import VIEWS

    rows = connection.execute("select name, sql from sqlite_master where type = 'view'")
    there = dict(rows.fetchall())
    wanted = {name: f"CREATE VIEW {name} as {view.sql}" for name, view in VIEWS.items()}
    if list(there.items()) == list(wanted.items()):
        return
    for name in there:
        connection.execute(f"drop view {name}")
    for statement in wanted.values():
        connection.execute(statement)
