"""How a run begins: anew, or where an unsealed one was broken off."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta

from linkassay.ledger.codec import cells_of, moment
from linkassay.ledger.run_lock import RunLock
from linkassay.ledger.sqlite_errors import LockedError
from linkassay.ledger.tables import DRAFTS, TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.model import Run

LockMaker = Callable[[str], RunLock]

_SAME = ("settings_digest", "rules", "tool", "arguments", "offline", "allowed_addresses")
"""What must be equal for a run to be the same audit."""

_ALL = "run_id = ?"
_FORGOTTEN = {"run_documents": f"{_ALL} and fetched is null", "frontier": f"{_ALL} and false"}
"""Of a run that is taken up these keep the articles that were fetched, and how far it came."""

_UNSEALED = f"""
select id, name from runs where {" and ".join(f"{name} = :{name}" for name in _SAME)}
  and started > :since and started <= :started
  and not exists (select 1 from seals where run_id = runs.id)
order by started desc, id desc
"""


def begin(
    transactions: Transactions, run: Run, resume_days: float, lock_of: LockMaker | None
) -> tuple[int, RunLock | None]:
    """The key of the run to go on with, and its lock.

    An unsealed run of the same audit that is younger than `resume_days` days and that no process
    still works on is taken up: its looks are kept, and what was concluded from them goes.
    """
    if lock_of is not None and resume_days > 0:
        for key, name in _unsealed(transactions.connection, run, resume_days):
            lock = lock_of(name)
            if lock.take():
                clear(transactions, key)
                return key, lock
    own = None if lock_of is None else lock_of(run.name)
    if own is not None:
        own.take()
    with transactions.chunk() as connection:
        made = connection.execute(TABLES["runs"].insert, cells_of(Run, TABLES["runs"].names)(run))
    return made.lastrowid or 0, own


def lock_for(name: str, lock_of: LockMaker | None, where: str) -> RunLock | None:
    """The lock of a run, taken; raises `LockedError` where a process still works on it."""
    lock = None if lock_of is None else lock_of(name)
    if lock is not None and not lock.take():
        raise LockedError(
            f"the run '{name}' still goes on",
            where=where,
            advice="wait until it ends, or stop it first",
        )
    return lock


def _unsealed(
    connection: sqlite3.Connection, run: Run, resume_days: float
) -> list[tuple[int, str]]:
    names = TABLES["runs"].names
    row = dict(zip(names, cells_of(Run, names)(run), strict=True))
    since = moment(run.started - timedelta(days=resume_days))
    return connection.execute(_UNSEALED, row | {"since": since}).fetchall()


def clear(transactions: Transactions, run: int, tables: Sequence[str] = DRAFTS) -> None:
    """Forget what an unsealed run concluded; what it saw stays, and the articles it fetched."""
    with transactions.chunk() as connection:
        for table in tables:
            connection.execute(f"delete from {table} where {_FORGOTTEN.get(table, _ALL)}", (run,))
