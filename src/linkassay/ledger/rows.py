"""Inserting rows that are known by their content."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from linkassay.ledger.content import Scalar, content_hash, storable


class Key(NamedTuple):
    """A stored row: its integer key in this file, and the hash that is the same everywhere."""

    id: int
    hash: str


class Rows:
    """Puts rows into tables; a row that is there already is found again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._inserts: dict[tuple[str, ...], str] = {}
        self._known: dict[str, Key] = {}

    def put(
        self,
        table: str,
        values: Mapping[str, Scalar],
        parents: Mapping[str, Key | None] | None = None,
    ) -> Key:
        """Insert one row or find it. `parents` maps foreign key columns to the rows meant."""
        own = {name: storable(value) for name, value in values.items()}
        above = parents or {}
        digest = content_hash(table, own | {n: k and k.hash for n, k in above.items()})
        if (known := self._known.get(digest)) is not None:
            return known
        row = own | {n: k and k.id for n, k in above.items()} | {"content_hash": digest}
        done = self._connection.execute(self._insert(table, tuple(row)), row)
        if done.rowcount == 1 and done.lastrowid is not None:
            key = Key(done.lastrowid, digest)
        else:
            key = self._find(table, digest)
        self._known[digest] = key
        return key

    def _insert(self, table: str, columns: tuple[str, ...]) -> str:
        text = self._inserts.get((table, *columns))
        if text is None:
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join(f":{column}" for column in columns)
            words = ("insert into", table, "(", names, ") values (", marks, ")")
            text = " ".join((*words, "on conflict (content_hash) do nothing"))
            self._inserts[(table, *columns)] = text
        return text

    def _find(self, table: str, digest: str) -> Key:
        query = " ".join(("select id from", table, "where content_hash = ?"))
        (found,) = self._connection.execute(query, (digest,)).fetchone()
        return Key(found, digest)
