"""One writer on a ledger: the file it holds, and the run that is open in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from linkassay.ledger import current, runs
from linkassay.ledger.beginning import begin, clear, lock_for
from linkassay.ledger.keys import Keys
from linkassay.ledger.open_run import OpenRun
from linkassay.ledger.read_only import private_copy
from linkassay.ledger.run_lock import RunLock
from linkassay.ledger.sqlite_errors import translated, translated_each
from linkassay.ledger.stored_diff import StoredDiff
from linkassay.ledger.stored_report import StoredReport, run_from
from linkassay.ledger.tables import JUDGED
from linkassay.ledger.transactions import Transactions
from linkassay.model import Diff, Report, Run

if TYPE_CHECKING:
    from linkassay.ledger.exchange import Export, Exported, Imported, Merged
    from linkassay.ledger.statistics import Statistics
    from linkassay.ledger.verifying import Flaw


class Writer:
    """One writer on one database, and the run that is open in it.

    `path` is `None` for a private database, whose runs remember nothing and are never taken up.
    Where it is `readonly`, nobody else has to be kept from a run, and what must be written is
    written into a private copy.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path | None, *, readonly: bool = False
    ) -> None:
        self._path = path
        self._readonly = readonly
        self._lock_of = None if path is None or readonly else partial(RunLock, path)
        self._open: OpenRun | None = None
        self._work_on(connection)

    def _work_on(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._keys = Keys(connection)
        self._transactions = Transactions(
            connection, str(self._path or "the working memory"), self._keys.forget
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go; an open run can be taken up."""
        self._transactions.rollback()
        self._connection.close()
        if self._open is not None and self._open.lock is not None:
            self._open.lock.release()

    @property
    def where(self) -> str:
        """The path, as errors name it."""
        return self._transactions.where

    @property
    def remembers(self) -> bool:
        return self._path is not None

    @translated
    def catch_up(self) -> None:
        """Bring the current state up to the last seal: a killed run may have left it behind.

        Where only reading is allowed, a ledger that is behind was opened as a copy.
        """
        current.bring_up_to_date(self._transactions)

    @translated
    def begin(self, run: Run, resume_days: float = 0.0) -> Run:
        """Begin a run, or take up the unsealed one of the same audit; gives the run meant."""
        key, lock = begin(self._transactions, run, resume_days, self._lock_of)
        if self._lock_of is not None and self._path is not None:
            since = run.started - timedelta(days=resume_days)
            RunLock.sweep(self._path, runs.unsealed(self._connection, since))
        return self._opened(key, lock)

    def _opened(self, key: int, lock: RunLock | None) -> Run:
        run = run_from(self._connection, key, remembers=self.remembers)
        self._open = OpenRun.begun(self._transactions, self._keys, key, run.name, lock)
        return run

    @property
    def _run(self) -> OpenRun:
        if self._open is None:
            raise ValueError("no run is open: call begin first")
        return self._open

    @translated
    def take_up(self, name: str) -> Run:
        """Open an unsealed run again to judge what is stored of it; it stays unsealed."""
        key = runs.key_of(self._connection, name, self.where)
        if self._readonly and self._path is not None and self._open is None:
            self._work_on(private_copy(self._connection, self._path))
        if self._open is not None and self._open.key == key:
            self._transactions.rollback()
            lock = self._open.lock
        else:
            lock = lock_for(name, self._lock_of, self.where)
        clear(self._transactions, key, JUDGED)
        return self._opened(key, lock)

    def commit(self) -> None:
        """Make what was given so far stay. Raises `LedgerError`."""
        self._transactions.commit()

    def hurry(self) -> None:
        """From now on wait half a second for other programs, and no longer."""
        self._transactions.hurry()

    @translated
    def report(self, name: str) -> Report:
        """A run as it is told; raises `UsageError` where there is no such run."""
        self.commit()
        return self._report(runs.key_of(self._connection, name, self.where))

    @translated
    def export(self, folder: Path) -> Exported:
        """Write every run and the present state as files (`exchange`)."""
        from linkassay.ledger.exchange import export

        self.commit()
        return export(self._connection, folder)

    @translated
    def import_files(self, files: Export) -> Imported:
        """Take the runs of such files that the ledger does not hold (`exchange`)."""
        from linkassay.ledger.exchange import import_files

        return import_files(self._transactions, self._keys, files, self._lock_of, self.catch_up)

    @translated
    def merge(self, others: Sequence[Self]) -> Merged:
        """Take the sealed runs of other ledgers that this one does not hold (`exchange`)."""
        from linkassay.ledger.exchange import merge

        connections = {other.where: other._connection for other in others}
        return merge(self._transactions, self._keys, connections, self._lock_of, self.catch_up)

    @translated_each
    def flaws(self) -> Iterator[Flaw]:
        """What is not as it was sealed (`verifying`)."""
        from linkassay.ledger.verifying import flaws

        return flaws(self._connection)

    @translated
    def statistics(self) -> Statistics:
        """How big the ledger is."""
        from linkassay.ledger.statistics import statistics

        return statistics(self._connection)

    def _report(self, key: int) -> StoredReport:
        return StoredReport(self._connection, key, self.where, remembers=self.remembers)

    @translated
    def run_meant(self, word: str) -> str:
        """The name of a run: of `latest`, `previous`, or what begins so; raises `UsageError`."""
        return runs.meant(self._connection, word, self.where)

    @translated
    def before(self, name: str) -> str | None:
        """The name of the sealed run before that read the same corpus."""
        found = runs.before(self._connection, runs.key_of(self._connection, name, self.where))
        return None if found is None else run_from(self._connection, found).name

    @translated
    def diff(self, one: str, other: str) -> Diff:
        """Two runs side by side, the older one first; raises `UsageError` for one there is not."""
        keys = [runs.key_of(self._connection, name, self.where) for name in (one, other)]
        older, newer = runs.in_order(self._connection, *keys)
        reports = self._report(older), self._report(newer)
        return StoredDiff(self._connection, (older, newer), reports)

    @translated
    def names(self, most: int) -> list[str]:
        """The names of the newest runs."""
        return runs.newest(self._connection, most)
