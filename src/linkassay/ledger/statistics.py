"""How big a ledger is, and what makes it so."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from linkassay.ledger.tables import TABLES


@dataclass(frozen=True, slots=True)
class TableSize:
    """A table's rows, and the bytes of its pages and indexes; `None` where SQLite cannot tell."""

    name: str
    rows: int
    size: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """`first` and `last` are when the first and the last run began; sizes are bytes."""

    size: int
    sealed: int
    unfinished: int
    first: str | None
    last: str | None
    tables: tuple[TableSize, ...]


_PAGES = """
select m.tbl_name, sum(s.pgsize) from dbstat s join sqlite_master m on m.name = s.name
group by m.tbl_name
"""

_RUNS = """
select (select count(*) from seals), count(*), min(started), max(started) from runs
"""


def statistics(connection: sqlite3.Connection) -> Statistics:
    """Rows and bytes, the biggest table first."""
    pages = _pages(connection)
    tables = [
        TableSize(name, _number(connection, f"select count(*) from {name}"), pages.get(name))
        for name in TABLES
    ]
    size = _number(connection, "pragma page_count") * _number(connection, "pragma page_size")
    sealed, runs, first, last = connection.execute(_RUNS).fetchone()
    tables.sort(key=lambda table: (-(table.size or 0), -table.rows))
    return Statistics(size, sealed, runs - sealed, first, last, tuple(tables))


def _pages(connection: sqlite3.Connection) -> dict[str, int]:
    """Bytes by table; an SQLite that was made without `dbstat` cannot tell them."""
    try:
        return dict(connection.execute(_PAGES).fetchall())
    except sqlite3.OperationalError as error:
        if "dbstat" in str(error):
            return {}
        raise


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
