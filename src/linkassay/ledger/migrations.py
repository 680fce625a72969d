"""The ledger's tables as named migrations. One that was released is never edited again."""

from __future__ import annotations

import sqlite3

NAMES = ("first_tables",)
"""The migrations in their order, told without loading the library that runs them."""


def migrate(connection: sqlite3.Connection) -> None:
    """Run the migrations that the file has not seen, each in the transaction that is open."""
    from sqlite_utils import Database, Migrations

    from linkassay.ledger.connection import make_tables

    migrations = Migrations("linkassay")

    @migrations()
    def first_tables(db: Database) -> None:
        make_tables(db.conn)

    migrations.apply(Database(connection))
