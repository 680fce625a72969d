"""What a ledger file holds, read without a lock and without a change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from linkassay.errors import LedgerError
from linkassay.ledger.connection import APPLICATION_ID
from linkassay.ledger.sqlite_errors import translate_sqlite_errors

_COLUMNS = """
select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
where m.type in ('table', 'view') order by m.name, c.cid
"""


def inspect_columns(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Every table and view of the ledger at `path` with its columns, in their order.

    Raises `LedgerError` where the file is not a ledger or cannot be read.
    """
    where = str(path)
    found: dict[str, tuple[str, ...]] = {}
    with (
        translate_sqlite_errors(where),
        closing(sqlite3.connect(f"file:{quote(where)}?mode=ro", uri=True)) as connection,
    ):
        if connection.execute("pragma application_id").fetchone() != (APPLICATION_ID,):
            raise LedgerError(
                "this is a database of something else, not a linkassay ledger",
                where=where,
                advice="name another file with --ledger FILE",
            )
        for table, column in connection.execute(_COLUMNS):
            found[table] = (*found.get(table, ()), column)
    return found
