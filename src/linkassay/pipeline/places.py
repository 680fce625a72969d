"""The names of the places in files: of documents of the run, and of others, which are opened."""

from __future__ import annotations

from collections.abc import Callable, Collection

from linkassay.extract import anchors_of
from linkassay.model import Source
from linkassay.ports import Ledger

MOST_OPENED = 200
"""So many files that are no documents of the run are opened for the names of their places."""

MOST_KEPT = 100_000
"""So many names of places are kept at a time."""


class Places:
    """Asks the ledger for the places in a document, else opens the file once."""

    def __init__(self, ledger: Ledger, open_beside: Callable[[str], Source | None] | None) -> None:
        self._ledger = ledger
        self._open = open_beside
        self._opened = 0
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
            return self._ledger.anchors(locator)
        except KeyError:
            pass
        if self._open is None or self._opened >= MOST_OPENED:
            return None
        self._opened += 1
        source = self._open(locator)
        return None if source is None else anchors_of(source)
