"""The names of the places in files: of documents of the run, and of others, which are opened."""

from __future__ import annotations

from collections.abc import Callable, Collection

from linkassay.extract import has_places
from linkassay.model import Source, UnreadSource
from linkassay.ports import Readers, Stored

MOST_OPENED = 200
"""So many files that are no documents of the run are opened for the names of their places."""

MOST_KEPT = 100_000
"""So many names of places are kept at a time."""


class Places:
    """Asks the ledger for the places in a document, else has the file read once."""

    def __init__(
        self,
        stored: Stored,
        readers: Readers,
        open_beside: Callable[[str], Source | None] | None,
    ) -> None:
        self._stored = stored
        self._readers = readers
        self._open = open_beside
        self._opened: set[str] = set()
        self._kept = 0
        self._found: dict[str, frozenset[str] | None] = {}

    def of(self, locator: str) -> frozenset[str] | None:
        """The names of the places in the file of a locator; `None` where they cannot be told."""
        if locator not in self._found:
            names = self._read(locator)
            self._kept += len(names or ()) + 1
            if self._kept > MOST_KEPT:
                self._found.clear()
                self._kept = 0
            self._found[locator] = None if names is None else frozenset(names)
        return self._found[locator]

    def _read(self, locator: str) -> Collection[str] | None:
        try:
            return self._stored.anchors(locator)
        except KeyError:
            pass
        if self._open is None or not has_places(locator):
            return None
        if locator not in self._opened and len(self._opened) >= MOST_OPENED:
            return None
        self._opened.add(locator)
        source = self._open(locator)
        return None if source is None else self._read_of(source)

    def _read_of(self, source: Source) -> Collection[str] | None:
        for told in self._readers.read([source]):
            if not isinstance(told, UnreadSource) and told and told[0].limited is None:
                return told[0].document.anchors
        return None
