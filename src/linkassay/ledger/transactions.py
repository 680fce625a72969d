"""One writer's transactions on one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from linkassay.ledger.sqlite_errors import translate_sqlite_errors

ROWS_AT_ONCE = 1000
"""A chunk of about so many rows is committed together: a commit shuts readers out for as long as
it takes to write its pages, so chunks keep that short."""

TRIES = 12
"""A chunk waits for other programs as long as the connection's busy time, and is tried so many
times: with 5 s one of them may hold the file for a minute and nothing is lost."""


WAIT = 200
"""So many milliseconds SQLite waits by itself, deaf to Ctrl-C; then it is asked again."""

HURRY = 500
"""So many milliseconds whoever stops a run waits for other programs."""


class Transactions:
    """Chunks of writing on one connection; `where` names the ledger in errors.

    A chunk begins with the first row that is written and ends when it is full or `commit` is
    called. SQLite keeps a transaction whose COMMIT met a reader, so it is simply tried again.
    `on_rollback` is called when rows were lost, to forget what is known of them.

    While a chunk is open no other program can write. What takes time to work out is therefore given
    to `later` and written in one go, so that two audits can share a ledger.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        where: str,
        on_rollback: Callable[[], None] = lambda: None,
        tries: int = TRIES,
    ) -> None:
        self.connection = connection
        self.where = where
        self._on_rollback = on_rollback
        (busy,) = connection.execute("pragma busy_timeout").fetchone()
        self._wait, self._patience = min(busy, WAIT), tries * busy
        self._rows = 0
        self._kept: list[Callable[[], object]] = []
        self._kept_rows = 0

    def later(self, rows: int, write: Callable[[], object]) -> None:
        """Keep what writes about `rows` rows until a chunk of them is full, or any other begins.

        Raises `LedgerError`.
        """
        self._kept.append(write)
        self._kept_rows += rows
        if self._kept_rows >= ROWS_AT_ONCE:
            self.commit()

    @contextmanager
    def writing(self, rows: int = 1) -> Iterator[sqlite3.Connection]:
        """Write about `rows` rows; they are committed with the chunk they belong to.

        Where the block raises, the whole chunk so far is rolled back; what was kept for later stays
        kept if it was an interrupt. Raises `LedgerError`.
        """
        with translate_sqlite_errors(self.where):
            if not self.connection.in_transaction:
                self._patiently("begin immediate")
                self._rows = 0
            try:
                for write in self._kept:
                    write()
                yield self.connection
            except KeyboardInterrupt:
                self._undo()
                raise
            except BaseException:
                self.rollback()
                raise
            self._forget_kept()
            self._rows += rows
            if self._rows >= ROWS_AT_ONCE:
                self._commit()

    @contextmanager
    def chunk(self, *, patient: bool = True) -> Iterator[sqlite3.Connection]:
        """Write what belongs together and commit it at once, with all that was written before.

        Without patience other programs are given way for half a second only.
        """
        patience = self._patience
        self._patience = patience if patient else min(patience, HURRY)
        try:
            with self.writing(ROWS_AT_ONCE) as connection:
                yield connection
        finally:
            self._patience = patience

    def commit(self) -> None:
        """Commit what was written or kept since the last commit. Raises `LedgerError`."""
        if self._kept:
            with self.chunk():
                pass
        with translate_sqlite_errors(self.where):
            self._commit()

    def rollback(self) -> None:
        """Forget what was written or kept since the last commit."""
        self._forget_kept()
        self._undo()

    def _forget_kept(self) -> None:
        self._kept.clear()
        self._kept_rows = 0

    def _undo(self) -> None:
        if self.connection.in_transaction:
            self.connection.rollback()
        self._on_rollback()

    def _commit(self) -> None:
        if self.connection.in_transaction:
            self._patiently("commit")

    def hurry(self) -> None:
        """Wait no longer for other programs than somebody who stops a run has patience."""
        self._patience = min(self._patience, HURRY)

    def _patiently(self, statement: str) -> None:
        (before,) = self.connection.execute("pragma busy_timeout").fetchone()
        self.connection.execute(f"pragma busy_timeout = {self._wait}")
        try:
            self._until_free(statement)
        finally:
            self.connection.execute(f"pragma busy_timeout = {before}")

    def _until_free(self, statement: str) -> None:
        waited = 0
        while True:
            try:
                self.connection.execute(statement)
            except sqlite3.Error as error:
                waited += max(self._wait, 1)
                if waited >= self._patience or "locked" not in str(error):
                    self.rollback()
                    raise
            else:
                return
