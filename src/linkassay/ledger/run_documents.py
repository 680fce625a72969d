"""What a run has read: its documents in their order, and the sources that could not be read."""

from __future__ import annotations

import sqlite3
from datetime import date

from linkassay.ledger import known_sources
from linkassay.ledger.codec import Cell, cells_of
from linkassay.ledger.keys import Keys
from linkassay.ledger.readings import ReadingWriter
from linkassay.ledger.tables import TABLES
from linkassay.model import KnownBy, Reading, UnreadSource

_DOCUMENT = f"{TABLES['run_documents'].insert} on conflict do nothing"
_THIS = "run_id = ? and document_id = (select id from documents where locator = ?)"
_NEXT = f"update run_documents set position = ?, renamed_from = null where {_THIS}"
_WITH_SECRETS = f"""
delete from run_documents where {_THIS} and exists (select 1 from citations c
  where c.version_id = run_documents.version_id and c.secret)
"""
_AGAIN = """
insert into run_documents (run_id, document_id, version_id, position, fetched, renamed_from)
select ?, d.id, s.version_id, ?, ?, null from documents d
join document_state s on s.document_id = d.id where d.locator = ? on conflict do nothing
"""
_NOTED = "select 1 from unread where run_id = ? and locator = ?"
_UNREAD = TABLES["unread"]


class RunDocuments:
    """Notes what one run reads."""

    def __init__(self, connection: sqlite3.Connection, run: int, keys: Keys) -> None:
        self._connection = connection
        self._run = run
        self._readings = ReadingWriter(connection, keys)
        query = "select coalesce(max(position), 0) from run_documents where run_id = ?"
        (self._position,) = connection.execute(query, (run,)).fetchone()

    def add(self, reading: Reading, fetched: date | None, known_by: KnownBy | None = None) -> None:
        """Store what one document says; one that the run has read already is left as it is."""
        document, version = self._readings.store(reading)
        if known_by is not None:
            known_sources.note(self._connection, known_by, version)
        self._next(document, version, None if fetched is None else fetched.isoformat())

    def _next(self, document: int, version: int, day: str | None) -> None:
        row: tuple[Cell, ...] = (self._run, document, version, self._position + 1, day, None)
        self._position += self._connection.execute(_DOCUMENT, row).rowcount

    def keep_article(self, locator: str) -> bool:
        """Whether an article was read before the run was broken off; then it is the next document.

        One that cites links with secrets must be fetched again: only its source has them.
        """
        self._connection.execute(_WITH_SECRETS, (self._run, locator))
        kept = self._connection.execute(_NEXT, (self._position + 1, self._run, locator)).rowcount
        self._position += kept
        return kept > 0

    def take_again(self, locator: str, fetched: str) -> bool:
        """The version of a document that was read last is the next document; whether there is one.

        `fetched` is the day on which its host last gave or confirmed it.
        """
        values = (self._run, self._position + 1, fetched, locator)
        taken = self._connection.execute(_AGAIN, values).rowcount
        self._position += taken
        return taken > 0

    def take_known(self, known_by: KnownBy) -> None:
        """The documents of a source, as they were read before, are the next ones."""
        for document, version in known_sources.versions(self._connection, known_by):
            self._next(document, version, None)

    def add_unread(self, item: UnreadSource) -> None:
        """Note a source that could not be read, once."""
        row = cells_of(UnreadSource, _UNREAD.names[1:])(item)
        if self._connection.execute(_NOTED, (self._run, row[0])).fetchone() is None:
            self._connection.execute(_UNREAD.insert, (self._run, *row))
