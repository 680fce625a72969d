"""Whether a ledger holds what was sealed: hashes, leaves, roots and the line of seals, made again.

What a root covers stands in `sealing`. A row whose value was changed is named; where a row was
taken out, or its leaf was changed with it, the run is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from linkassay.ledger.answers import answer_hash
from linkassay.ledger.hashing import finding_hash
from linkassay.ledger.proof import proof_from_rows, rows_with_wrong_leaves
from linkassay.ledger.reading_hash import stored_reading_hash
from linkassay.ledger.results import FINDING_CELLS
from linkassay.ledger.tables import TABLES


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it was sealed, and what it is about."""

    what: str
    where: str


_ANSWER_CELLS = tuple(name for name in TABLES["answers"].names if name != "hash")

_SEEN_AT = """
select coalesce((select l.url from looks k join links l on l.id = k.link_id
  where k.answer_id = ? limit 1), 'no link')
"""

_FINDINGS = f"""
select f.hash, f.rule, d.locator, {", ".join(f"f.{name}" for name in (*FINDING_CELLS, "box"))}
from findings f join documents d on d.id = f.document_id
"""

_VERSIONS = """
select v.id, v.reading, d.locator from document_versions v
join documents d on d.id = v.document_id order by v.id
"""

_SEALED = """
select e.run_id, r.name, e.root, e.rows, e.previous,
  e.previous is null or exists (select 1 from seals p where p.root = e.previous and p.id < e.id)
from seals e join runs r on r.id = e.run_id order by e.id
"""


def flaws(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Everything that is wrong with a ledger, the file itself first."""
    yield from _file(connection)
    yield from _answers(connection)
    yield from _findings(connection)
    yield from _versions(connection)
    for run in connection.execute(_SEALED).fetchall():
        yield from _run(connection, *run)


def _file(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for (said,) in connection.execute("pragma integrity_check(20)"):
        if said != "ok":
            yield Flaw(f"SQLite finds the file damaged: {said}", "the file")
    for table, row, other, _ in connection.execute("pragma foreign_key_check"):
        yield Flaw(f"a row refers to a row of {other} that is not there", f"{table} {row}")


def _answers(connection: sqlite3.Connection) -> Iterator[Flaw]:
    query = f"select id, hash, {', '.join(_ANSWER_CELLS)} from answers"
    for key, digest, *cells in connection.execute(query):
        if answer_hash(cells) != digest:
            (url,) = connection.execute(_SEEN_AT, (key,)).fetchone()
            yield Flaw("what the web answered was changed", url)


def _findings(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for digest, rule, document, *cells in connection.execute(_FINDINGS):
        if finding_hash(document, cells) != digest:
            yield Flaw(f"the words of a finding of {rule} were changed", document)


def _versions(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for key, reading, document in connection.execute(_VERSIONS):
        if stored_reading_hash(connection, key) != reading:
            yield Flaw("what was read in a document was changed", document)


def _run(
    connection: sqlite3.Connection,
    run: int,
    name: str,
    root: bytes,
    rows: int,
    previous: bytes | None,
    follows: int,
) -> Iterator[Flaw]:
    where = f"run {name}"
    for table, row in rows_with_wrong_leaves(connection, run, name):
        yield Flaw(f"a row of {table} was changed: {row}", where)
    proof = proof_from_rows(connection, run, name)
    if proof.rows != rows:
        yield Flaw(f"it was sealed with {rows:,} rows and has {proof.rows:,}", where)
    if proof.root != root:
        yield Flaw("its rows are not those that were sealed: their root is another", where)
    if not follows and previous is not None:
        before = previous.hex()[:12]
        yield Flaw(f"the run before it is missing (its root begins with {before})", where)
