"""Lines as rows of this ledger: cells of the right types, numbers in place of addresses."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from linkassay.ledger.codec import Cell
from linkassay.ledger.declarations import Column
from linkassay.ledger.exchange.lines import Line, is_number
from linkassay.ledger.exchange.shapes import HASH_DIGITS, HASHES, Shape, key_of_line
from linkassay.ledger.keys import Keys

_HEX_OF_HASH = 64


class Resolver:
    """Finds what lines refer to; nothing is made that no line before has told of."""

    def __init__(self, connection: sqlite3.Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def cells(self, line: Line, shape: Shape) -> dict[str, Cell]:
        """The cells that a line tells, by column; raises `BrokenFileError` where one is wrong."""
        row = line.row
        unknown = set(row) - set(shape.told) - {"table"}
        if unknown:
            raise line.wrong(f"a row of {shape.name!r} has no {sorted(unknown)[0]!r}")
        return {column.name: self._cell(line, shape, column) for column in shape.columns}

    def _cell(self, line: Line, shape: Shape, column: Column) -> Cell:
        value = line.row.get(key_of_line(column))
        if value is None:
            if not column.optional:
                raise line.wrong(f"a row of {shape.name!r} lacks {key_of_line(column)!r}")
            return None
        if column.refers:
            return self._key(line, column, str(value))
        if column.name in HASHES.get(shape.name, ()):
            return str(value)
        cell = _typed(column, value)
        if cell is None:
            raise line.wrong(f"{key_of_line(column)!r} of a row of {shape.name!r} is {value!r}")
        return cell

    def _key(self, line: Line, column: Column, value: str) -> int:
        found = self._found(line, str(column.refers), value)
        if not found:
            raise line.wrong(f"a row refers to {value!r}, of which no line before tells")
        return found

    def _found(self, line: Line, table: str, value: str) -> int:
        if table in ("links", "documents"):
            return self._keys.known(table, value)
        if table == "document_versions":
            document = self._keys.known("documents", str(line.row.get("document")))
            where, values = "document_id = ? and {} between ? and ?", (document, *ends(line, value))
            return self._one(line, table, where.format("reading"), values)
        return self._one(line, table, "hash between ? and ?", ends(line, value))

    def _one(self, line: Line, table: str, where: str, values: tuple[Cell, ...]) -> int:
        rows = self._connection.execute(
            f"select id from {table} where {where} limit 2", values
        ).fetchall()
        if len(rows) > 1:
            raise line.wrong(f"two rows of {table!r} begin with the same hash")
        return int(rows[0][0]) if rows else 0

    def clues(self, line: Line, version: int) -> list[int]:
        """The numbers of the clues against a link's date."""
        told = line.row.get("clues")
        rows = self._connection.execute(
            "select id from clues where version_id = ? order by id", (version,)
        ).fetchall()
        if not isinstance(told, list) or not all(
            isinstance(at, int) and 0 <= at < len(rows) for at in told
        ):
            raise line.wrong("a conflict names clues that its document does not have")
        return [int(rows[at][0]) for at in told]


def ends(line: Line, digits: str) -> tuple[bytes, bytes]:
    """The first and the last hash that begin with these digits."""
    try:
        if len(digits) != HASH_DIGITS:
            raise ValueError(digits)
        begins = bytes.fromhex(digits)
    except ValueError as error:
        raise line.wrong(f"{digits!r} is not the beginning of a hash") from error
    rest = (_HEX_OF_HASH - HASH_DIGITS) // 2
    return begins + b"\x00" * rest, begins + b"\xff" * rest


def _typed(column: Column, value: Any) -> Cell:
    """A value as the column's type takes it; `None` where it does not."""
    cell: Cell = _TYPED[column.type](value)
    return cell


def _text(value: Any) -> Cell:
    return value if isinstance(value, str) and _is_storable(value) else None


def _is_storable(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def _integer(value: Any) -> Cell:
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63
    return value if fits else None


def _real(value: Any) -> Cell:
    return float(value) if is_number(value) else None


def _blob(value: Any) -> Cell:
    try:
        return bytes.fromhex(value) if isinstance(value, str) else None
    except ValueError:
        return None


_TYPED: Mapping[str, Any] = {
    "TEXT": _text,
    "INTEGER": _integer,
    "REAL": _real,
    "BLOB": _blob,
}
