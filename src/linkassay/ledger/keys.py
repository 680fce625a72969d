"""Hosts, links and documents by their natural keys: found, or made."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from linkassay.urls import host_of

REMEMBERED = 5_000
"""So many keys are kept in memory before all are forgotten and looked up again."""

_NATURAL = {"links": "url", "documents": "locator"}


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

    def known(self, table: str, value: str) -> int:
        """The key of a link or a document that is there; 0 where there is none."""
        return self._key(table, _NATURAL[table], value)

    def document(self, locator: str) -> int:
        return self._key("documents", "locator", locator) or self._make(
            "documents", {"locator": locator}, locator
        )

    def host(self, name: str) -> int:
        return self._key("hosts", "host", name) or self._make("hosts", {"host": name}, name)

    def link(self, url: str) -> int:
        """A link by its identity, and its host. An identity is WHATWG form: its host is plain."""
        known = self._key("links", "url", url)
        if known:
            return known
        name = host_of(url) if "://" in url else None
        host = self.host(name) if name else None
        return self._make("links", {"url": url, "host_id": host}, url)

    def _key(self, table: str, column: str, value: str) -> int:
        """The key of a row that is there; 0 where there is none."""
        known = self._known.get((table, value))
        if known is not None:
            return known
        query = f"select id from {table} where {column} = ?"
        row = self._connection.execute(query, (value,)).fetchone()
        return 0 if row is None else self._keep(table, value, int(row[0]))

    def _make(self, table: str, row: Mapping[str, str | int | None], value: str) -> int:
        marks = ", ".join("?" * len(row))
        insert = f"insert into {table} ({', '.join(row)}) values ({marks})"
        made = self._connection.execute(insert, tuple(row.values()))
        return self._keep(table, value, made.lastrowid or 0)

    def _keep(self, table: str, value: str, key: int) -> int:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[table, value] = key
        return key
