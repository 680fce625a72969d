"""What judging reads of an open run, in another process than the one that writes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linkassay.ledger import documents
from linkassay.ledger.read_only import connect_beside
from linkassay.ledger.sqlite_errors import translated
from linkassay.model import StoredDocument, Unjudged

PATIENCE = 5.0
"""So many seconds it waits for those who write; after that the document is judged by the writer,
which has more patience."""


class Beside:
    """A run of the ledger at `path`, by a connection of its own. Implements `ports.Stored`.

    SQLite's locks are those of a process: a fork that goes on with the connection of its parent
    takes none (https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_across_a_fork_).
    """

    def __init__(self, path: Path, run: int) -> None:
        self.where = str(path)
        self._run = run
        self._connection = connect_beside(path, PATIENCE)

    @translated
    def document(self, item: Unjudged) -> StoredDocument:
        """A document that is to be judged, read back at once, so that no writer waits for long."""
        with self._connection:
            self._connection.execute("begin")
            return documents.stored(self._connection, self._run, item)

    @translated
    def anchors(self, locator: str) -> Sequence[str] | None:
        """The names of the places in a document of the run; `KeyError` for one it did not read."""
        return documents.anchors(self._connection, self._run, locator)

    @translated
    def addresses_on(self, host: str) -> Sequence[str]:
        """The newest links of a host, of all documents and runs, up to `documents.MOST_LINKS`."""
        return documents.addresses_on(self._connection, host)
