"""One writer's transactions on one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from linkassay.ledger.sqlite_errors import translate_sqlite_errors

ROWS_AT_ONCE = 1000
"""A chunk of about so many rows is committed together: a commit shuts readers out for as long as
it takes to write its pages, so chunks keep that short."""

COMMIT_TRIES = 12
"""A commit waits for readers as long as the connection's busy time, and is tried so many times:
with 5 s a reader may hold the file for a minute and nothing is lost."""


class Transactions:
    """Chunks of writing on one connection; `where` names the ledger in errors.

    A chunk begins with the first row that is written and ends when it is full or `commit` is
    called. SQLite keeps a transaction whose COMMIT met a reader, so it is simply tried again.
    `on_rollback` is called when rows were lost, to forget what is known of them.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        where: str,
        on_rollback: Callable[[], None] = lambda: None,
    ) -> None:
        self.connection = connection
        self.where = where
        self._on_rollback = on_rollback
        self._rows = 0

    @contextmanager
    def writing(self, rows: int = 1) -> Iterator[sqlite3.Connection]:
        """Write about `rows` rows; they are committed with the chunk they belong to.

        Where the block raises, the whole chunk so far is rolled back. Raises `LedgerError`.
        """
        with translate_sqlite_errors(self.where):
            if not self.connection.in_transaction:
                self.connection.execute("begin immediate")
                self._rows = 0
            try:
                yield self.connection
            except BaseException:
                self.rollback()
                raise
            self._rows += rows
            if self._rows >= ROWS_AT_ONCE:
                self._commit()

    @contextmanager
    def chunk(self) -> Iterator[sqlite3.Connection]:
        """Write what belongs together and commit it at once, with all that was written before."""
        with self.writing(ROWS_AT_ONCE) as connection:
            yield connection

    def commit(self) -> None:
        """Commit what was written since the last commit. Raises `LedgerError`."""
        with translate_sqlite_errors(self.where):
            self._commit()

    def rollback(self) -> None:
        """Forget what was written since the last commit."""
        if self.connection.in_transaction:
            self.connection.rollback()
        self._on_rollback()

    def _commit(self) -> None:
        for left in range(COMMIT_TRIES - 1, -1, -1):
            if not self.connection.in_transaction:
                return
            try:
                self.connection.execute("commit")
            except sqlite3.Error as error:
                if not left or "locked" not in str(error):
                    self.rollback()
                    raise
