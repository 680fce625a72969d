"""Queries about one run, answered row by row or in numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

Word = TypeVar("Word", bound=StrEnum)

CHUNK = 500
"""So many rows are read at once."""


class RunRows:
    """Queries whose one parameter is the key of the run."""

    def __init__(self, connection: sqlite3.Connection, key: int) -> None:
        self._connection = connection
        self._key = key

    def all(self, query: str, *, named: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, read in chunks; `named` where the query says `:run`."""
        values: Mapping[str, int] | tuple[int] = {"run": self._key} if named else (self._key,)
        cursor = self._connection.execute(query, values)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows

    def number(self, query: str) -> int:
        """The one number that an answer is."""
        (number,) = self._connection.execute(query, (self._key,)).fetchone()
        return int(number)

    def tally(self, words: type[Word], query: str) -> Mapping[Word, int]:
        """How often each word stands in the first column; those that never do are left out."""
        column = query.split()[1].rpartition(".")[2]
        rows = self._connection.execute(
            f"select {column}, count(*) from ({query}) group by 1",
            (self._key,),
        )
        found = dict(rows.fetchall())
        return {word: found[word] for word in words if word in found}
