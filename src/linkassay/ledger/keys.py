"""Hosts, links and documents by their natural keys: found, or made."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from urllib.parse import urlsplit

REMEMBERED = 20_000
"""So many keys are kept in memory before all are forgotten and looked up again."""


class Keys:
    """Finds the row of a natural key and makes it where there is none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """A rollback may have taken rows with it."""
        self._known.clear()

    def know_links(self, links: Mapping[str, int]) -> None:
        """Links whose keys were just read need not be looked up."""
        if len(self._known) + len(links) > REMEMBERED:
            self._known.clear()
        self._known.update((("links", url), key) for url, key in links.items())

    def document(self, locator: str) -> int:
        return self._key("documents", "locator", locator, ())

    def host(self, name: str) -> int:
        return self._key("hosts", "host", name, ())

    def link(self, url: str, *, secret: bool = False) -> int:
        """A link by its identity, and its host. An identity is WHATWG form: its host is plain."""
        known = self._known.get(("links", url))
        if known is not None:
            return known
        name = urlsplit(url).hostname if "://" in url else None
        host = self.host(name) if name else None
        return self._key("links", "url", url, (("host_id", host), ("secret", int(secret))))

    def _key(
        self, table: str, column: str, value: str, more: tuple[tuple[str, int | None], ...]
    ) -> int:
        known = self._known.get((table, value))
        if known is not None:
            return known
        found = self._found(table, column, value)
        if found is None:
            names = ", ".join((column, *(name for name, _ in more)))
            marks = ", ".join("?" for _ in range(len(more) + 1))
            made = self._connection.execute(
                f"insert into {table} ({names}) values ({marks})",
                (value, *(given for _, given in more)),
            )
            found = made.lastrowid or 0
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[table, value] = found
        return found

    def _found(self, table: str, column: str, value: str) -> int | None:
        query = f"select id from {table} where {column} = ?"
        row = self._connection.execute(query, (value,)).fetchone()
        return None if row is None else int(row[0])
