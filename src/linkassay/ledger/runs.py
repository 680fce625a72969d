"""Runs by their names."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from linkassay.errors import UsageError
from linkassay.ledger.codec import moment

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


_BEFORE = """
select r.id from runs r join runs o on o.id = :run join seals e on e.run_id = r.id
where (r.started, r.id) < (o.started, o.id)
  and (r.arguments = o.arguments or exists (select 1 from run_documents a
    join run_documents b on b.document_id = a.document_id and b.run_id = r.id
    where a.run_id = o.id))
order by r.arguments = o.arguments desc, r.started desc, r.id desc limit 1
"""


def before(connection: sqlite3.Connection, key: int) -> int | None:
    """The key of the sealed run before another one that read the same corpus.

    That is the last one with the same arguments, else the last one that read any of its documents.
    """
    row = connection.execute(_BEFORE, {"run": key}).fetchone()
    return None if row is None else int(row[0])


def unsealed(connection: sqlite3.Connection, since: datetime) -> list[str]:
    """The names of the runs that began after a moment and are not sealed."""
    rows = connection.execute(
        "select name from runs where started > ?"
        " and not exists (select 1 from seals where run_id = runs.id)",
        (moment(since),),
    )
    return [name for (name,) in rows]


def newest(connection: sqlite3.Connection, most: int) -> list[str]:
    """The names of the newest runs, the newest first."""
    rows = connection.execute(
        "select name from runs order by started desc, id desc limit ?", (most,)
    )
    return [name for (name,) in rows]
