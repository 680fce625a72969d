"""Opening a ledger file: is it ours, may we write, are its tables and views up to date?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from linkassay.errors import LedgerError
from linkassay.ledger.schema import APPLICATION_ID, MIGRATIONS
from linkassay.ledger.trouble import reading_of, told
from linkassay.ledger.views import VIEWS

_PRAGMAS = (
    "foreign_keys = on",
    "synchronous = full",
    "trusted_schema = off",
)
"""Research: reliability 7. The journal stays SQLite's own default, `delete`."""


def connect(path: Path, busy_seconds: float) -> Database:
    """Open or begin the ledger at `path` and bring it up to date; raises `LedgerError`."""
    _make_folder(path)
    _check_writable(path)
    with told(path):
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    try:
        with told(path):
            db = Database(connection)
            for pragma in _PRAGMAS:
                connection.execute(f"pragma {pragma}")
            _back_to_delete_journal(connection)
            with immediate(db):
                _recognise(connection, path)
                _bring_up_to_date(db, path)
    except BaseException:
        connection.close()
        raise
    return db


@contextmanager
def immediate(db: Database) -> Iterator[Database]:
    """A transaction that holds the write lock from its start; `db.atomic()` nests inside.

    A deferred one that turns into a writer fails at once whatever the timeout says (research:
    reliability 7).
    """
    db.execute("begin immediate")
    try:
        yield db
    except BaseException:
        db.rollback()
        raise
    db.commit()


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
            "the ledger is to be a file, and this is a folder",
            where=str(path),
            advice="name a file in it, such as audits/audit.db",
        )


def _check_writable(path: Path) -> None:
    """SQLite opens what it may only read, and even begins a transaction there without a word."""
    if path.exists() and not os.access(path, os.W_OK):
        raise reading_of(sqlite3.OperationalError("readonly"), path)


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
        raise LedgerError(
            "this is a database of something else, not a linkassay ledger",
            where=str(path),
            advice="name another file with --ledger FILE; this one was left as it is",
        )
    connection.execute(f"pragma application_id = {APPLICATION_ID}")


def _bring_up_to_date(db: Database, path: Path) -> None:
    ours = {migration.name for migration in MIGRATIONS.pending(Database(memory=True))}
    foreign = [done.name for done in MIGRATIONS.applied(db) if done.name not in ours]
    if foreign:
        raise LedgerError(
            f"a newer linkassay wrote this ledger (it knows {foreign[-1]!r})",
            where=str(path),
            advice="update linkassay, or name another file with --ledger FILE",
        )
    if MIGRATIONS.pending(db):
        MIGRATIONS.apply(db)
    _renew_views(db)


def _renew_views(db: Database) -> None:
    """Views are derived, so they follow the code and need no migration."""
    there = {view.name: view.schema for view in db.views}
    wanted = {name: f"CREATE VIEW {name} as {view.sql}" for name, view in VIEWS.items()}
    if list(there.items()) == list(wanted.items()):
        return
    for name in there:
        db.execute(f"drop view {name}")
    for statement in wanted.values():
        db.execute(statement)
