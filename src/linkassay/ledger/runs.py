"""Runs by their names."""

from __future__ import annotations

import sqlite3

from linkassay.errors import UsageError

_OFFERED = 5
"""So many names are offered to one who asked for a run that is not there."""


def key_of(connection: sqlite3.Connection, name: str, where: str) -> int:
    """The key of a run. Raises `UsageError` where the ledger `where` has none of that name."""
    row = connection.execute("select id from runs where name = ?", (name,)).fetchone()
    if row is None:
        raise UsageError(
            f"there is no run '{name}' in this ledger",
            where=where,
            advice=f"the newest are {', '.join(newest(connection, _OFFERED)) or 'none'}",
        )
    return int(row[0])


def newest(connection: sqlite3.Connection, most: int) -> list[str]:
    """The names of the newest runs, the newest first."""
    rows = connection.execute(
        "select name from runs order by started desc, id desc limit ?", (most,)
    )
    return [name for (name,) in rows]
