"""The lines of one run's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from linkassay.ledger.codec import Cell
from linkassay.ledger.exchange.lines import RUN_FORMAT, VERSION, Row, summed
from linkassay.ledger.exchange.shapes import NEW, OF_RUN, PARTS, SHAPES, Shape
from linkassay.ledger.exchange.told import Told

CHUNK = 500


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run of a ledger; one that is not sealed has no root."""

    key: int
    name: str
    root: bytes | None
    previous: bytes | None


_RUNS = """
select r.id, r.name, e.root, case when e.id is not null then e.previous else
  (select t.root from seals t where not exists
    (select 1 from seals n where n.previous = t.root) order by t.id desc limit 1) end
from runs r left join seals e on e.run_id = r.id order by e.id is null, e.id, r.id
"""


def stored_runs(connection: sqlite3.Connection) -> list[StoredRun]:
    """The runs of a ledger, in the order of their seals; unsealed ones stand last."""
    return [StoredRun(*row) for row in connection.execute(_RUNS)]


def lines_of_run(connection: sqlite3.Connection, told: Told, run: StoredRun) -> Iterator[str]:
    """Every line of a run's file; `told` takes in what it speaks of."""
    return map(summed, rows_of_run(connection, told, run))


def rows_of_run(connection: sqlite3.Connection, told: Told, run: StoredRun) -> Iterator[Row]:
    """What each line of a run's file says; `told` takes in what it speaks of."""
    told.follow(run.previous)
    told.tell(run.key)
    number = 0
    for number, row in enumerate(_all_rows(connection, run), 1):  # noqa: B007 - counted
        yield row
    yield {"table": "end", "lines": number}


def _all_rows(connection: sqlite3.Connection, run: StoredRun) -> Iterator[Row]:
    yield {
        "format": RUN_FORMAT,
        "version": VERSION,
        "run": run.name,
        "root": None if run.root is None else run.root.hex(),
        "previous": None if run.previous is None else run.previous.hex(),
    }
    yield from _rows(connection, SHAPES["runs"], "t.id = ?", run.key)
    yield from _rows(connection, SHAPES["seals"], "t.run_id = ?", run.key)
    for table in NEW:
        new = f"t.id in (select id from temp.told_{table} where run = ?)"
        if table == "document_versions":
            yield from _versions(connection, new, run.key)
        else:
            yield from _rows(connection, SHAPES[table], new, run.key)
    for table in OF_RUN:
        if table == "looks":
            yield from _looks_and_checks(connection, run.key)
        else:
            yield from _rows(connection, SHAPES[table], "t.run_id = ?", run.key)


def _looks_and_checks(connection: sqlite3.Connection, run: int) -> Iterator[Row]:
    """Link by link, its looks and then its check: packed, an address costs little beside itself."""
    both = [_rows(connection, SHAPES[table], "t.run_id = ?", run) for table in ("looks", "checks")]
    return merge(*both, key=_link)


def _link(row: Row) -> bytes:
    """As SQLite sorts texts."""
    return str(row["link"]).encode()


def _versions(connection: sqlite3.Connection, new: str, run: int) -> Iterator[Row]:
    """Each version, and behind it the rows that belong to it."""
    query = f"select t.id from document_versions t where {new} order by t.id"
    for (version,) in connection.execute(query, (run,)).fetchall():
        yield from _rows(connection, SHAPES["document_versions"], "t.id = ?", version)
        for table in PARTS:
            yield from _rows(connection, SHAPES[table], "t.version_id = ?", version)


def _rows(connection: sqlite3.Connection, shape: Shape, where: str, value: int) -> Iterator[Row]:
    told = shape.told
    query = f"select {', '.join(told.values())} from {shape.name} t where {where}"
    cursor = connection.execute(f"{query} order by {shape.order}", (value,))
    keys = ("table", *told)
    while rows := cursor.fetchmany(CHUNK):
        for row in rows:
            yield dict(zip(keys, _cells(shape.name, row), strict=True))


def _cells(table: str, row: tuple[Cell, ...]) -> Iterator[Cell | list[int]]:
    """The table's name and the cells; those of a conflict end with the numbers of its clues."""
    yield table
    if table != "conflicts":
        yield from row
        return
    *cells, clues = row
    yield from cells
    yield [int(one) for one in str(clues).split(",")] if clues else []
