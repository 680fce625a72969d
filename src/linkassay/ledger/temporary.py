"""Rows for tables of one connection alone, many at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from linkassay.ledger.codec import Cell


def fill(connection: sqlite3.Connection, insert: str, rows: Iterable[Sequence[Cell]]) -> None:
    """Insert rows into a temporary table, all in one transaction: by itself each would be one.

    Where `rows` raises, none of them stays.
    """
    connection.execute("savepoint filled")
    try:
        connection.executemany(insert, rows)
    except BaseException:
        connection.execute("rollback to filled")
        connection.execute("release filled")
        raise
    connection.execute("release filled")
