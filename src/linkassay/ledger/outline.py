"""What a ledger file holds, read without a lock and without a change."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from linkassay.ledger.trouble import told


def columns_of(ledger: Path) -> dict[str, tuple[str, ...]]:
    """Every table and view of the file with its columns, in their order; raises `LedgerError`."""
    address = f"file:{quote(str(ledger))}?mode=ro"
    found: dict[str, tuple[str, ...]] = {}
    with told(ledger), closing(sqlite3.connect(address, uri=True)) as connection:
        rows = connection.execute(
            "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c"
            " where m.type in ('table', 'view') order by m.name, c.cid"
        )
        for table, column in rows:
            found[table] = (*found.get(table, ()), column)
    return found
