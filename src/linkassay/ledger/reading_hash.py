"""The hash of all that was found in a document: it names a version, and proves its rows.

It is made of cells as they are stored, what they refer to in place of numbers, so that it can be
made again from the rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256

from linkassay.ledger.codec import Cell, joined
from linkassay.ledger.tables import TABLES

OWN = tuple(
    name for name in TABLES["document_versions"].names if name not in ("document_id", "reading")
)
"""The columns of a version that it is made of."""

PARTS = ("citations", "attributions", "clues")
"""What else: the rows of these tables, each as its link (if it may have one) and the rest."""

REST = {
    table: tuple(name for name in TABLES[table].names if name not in ("version_id", "link_id"))
    for table in PARTS
}

_REAL = {
    table: frozenset(
        at
        for at, name in enumerate(REST[table])
        if any(column.name == name and column.type == "REAL" for column in TABLES[table].columns)
    )
    for table in PARTS
}

CAPTURE = TABLES["captures"].names[1:]

Row = tuple[str | None, Sequence[Cell]]
"""The address of a row's link, and the `REST` of its cells."""


def reading_hash(
    own: Sequence[Cell],
    parts: Iterable[tuple[str, Row]],
    captures: Iterable[Sequence[Cell]],
    sketch: Sequence[Cell],
) -> bytes:
    """SHA-256 over the `OWN` cells of a version, its parts in order, the captures it cites (by
    address) and its sketch."""
    digest = sha256()
    digest.update(f"{joined(own)}\x1e".encode())
    for table, (link, cells) in parts:
        real = _REAL[table]
        told = [float(cell) if at in real and cell is not None else cell
                for at, cell in enumerate(cells)] if real else cells  # fmt: skip
        digest.update(f"{joined((table, link, *told))}\x1e".encode())
    for capture in sorted({joined(cells) for cells in captures}):
        digest.update(f"capture\x1f{capture}\x1e".encode())
    digest.update(f"sketch\x1f{joined(sketch)}".encode())
    return digest.digest()


def stored_reading_hash(connection: sqlite3.Connection, version: int) -> bytes:
    """The same of what is stored of a version."""
    own = connection.execute(
        f"select {', '.join(OWN)} from document_versions where id = ?", (version,)
    ).fetchone()
    parts = ((table, row) for table in PARTS for row in _rows(connection, table, version))
    sketch = connection.execute(
        "select level, hashes from sketches where version_id = ?", (version,)
    ).fetchone()
    return reading_hash(own, parts, captures_of(connection, version), sketch or ())


def _rows(connection: sqlite3.Connection, table: str, version: int) -> Iterable[Row]:
    has_link = "link_id" in TABLES[table].names
    link = "(select url from links where id = t.link_id)" if has_link else "null"
    rest = ", ".join(f"t.{name}" for name in REST[table])
    query = f"select {link}, {rest} from {table} t where t.version_id = ? order by t.id"
    for url, *cells in connection.execute(query, (version,)):
        yield url, cells


_CAPTURES = f"""
select l.url, {", ".join(f"p.{name}" for name in CAPTURE)} from captures p
join links l on l.id = p.link_id where exists (select 1 from citations c
  where c.version_id = ? and c.link_id = p.link_id and c.parsed = p.url)
"""


def captures_of(connection: sqlite3.Connection, version: int) -> list[tuple[Cell, ...]]:
    """The archived copies that a version cites, each after the link that it is a copy of."""
    return connection.execute(_CAPTURES, (version,)).fetchall()
