"""Hosts, links and documents by their natural keys: found, or made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from linkassay.urls import host_of

REMEMBERED = 5_000
"""So many keys are kept in memory before all are forgotten and looked up again."""

AT_ONCE = 500
"""So many links are looked up in one query; SQLite takes 32,766 values."""

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

    def links(self, urls: Iterable[str]) -> dict[str, int]:
        """Many links by their identities, those that are not there yet made."""
        wanted = dict.fromkeys(urls, 0)
        for url in wanted:
            wanted[url] = self._known.get(("links", url), 0)
        unknown = [url for url, key in wanted.items() if not key]
        for start in range(0, len(unknown), AT_ONCE):
            part = unknown[start : start + AT_ONCE]
            marks = ", ".join("?" * len(part))
            query = f"select url, id from links where url in ({marks})"
            wanted.update(self._connection.execute(query, part))
        new = [url for url in unknown if not wanted[url]]
        if new:
            wanted.update(self._make_links(new))
        self.know_links({url: wanted[url] for url in unknown[:REMEMBERED]})
        return wanted

    def _make_links(self, urls: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Nobody else writes meanwhile, so their keys are known before they are stored."""
        (last,) = self._connection.execute("select coalesce(max(id), 0) from links").fetchone()
        keyed = list(enumerate(urls, last + 1))
        insert = "insert into links (id, url, host_id) values (?, ?, ?)"
        self._connection.executemany(insert, [(key, url, self._host_of(url)) for key, url in keyed])
        return ((url, key) for key, url in keyed)

    def _host_of(self, url: str) -> int | None:
        """The host of an identity, which is WHATWG form: its host is plain."""
        name = host_of(url) if "://" in url else None
        return self.host(name) if name else None

    def link(self, url: str) -> int:
        """A link by its identity, and its host."""
        known = self._key("links", "url", url)
        return known or self._make("links", {"url": url, "host_id": self._host_of(url)}, url)

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
