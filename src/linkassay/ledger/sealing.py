"""The proof of a run: a hash tree over its rows.

Leaves are sorted before the root is made, so that it does not depend on the order of writing. A
seal names the root of the run that was sealed before it in the same file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from linkassay.ledger.answers import LOOK_TOLD
from linkassay.ledger.codec import Cell, moment
from linkassay.ledger.hashing import leaf, root_of
from linkassay.ledger.tables import TABLES
from linkassay.ledger.temporary import fill
from linkassay.ledger.transactions import Transactions
from linkassay.model import Counts, Outcome, Standing


class Proof(NamedTuple):
    """The root of the tree over a run's rows, and how many rows it covers."""

    root: bytes
    rows: int


NO_PROOF = Proof(b"", 0)
"""Of a run in a private database, of which nothing remains to be proven."""

_STORED = """
select leaf from checks where run_id = :run union all
select leaf from run_findings where run_id = :run
"""

_MORE = (
    ("run", f"select {', '.join(TABLES['runs'].names)} from runs where id = ?"),
    (
        "document",
        "select d.locator, v.sha256, v.reading, r.position, r.fetched, b.locator"
        " from run_documents r join documents d on d.id = r.document_id"
        " join document_versions v on v.id = r.version_id"
        " left join documents b on b.id = r.renamed_from where r.run_id = ?",
    ),
    (
        "page",
        f"select {', '.join(TABLES['frontier'].names[1:])} from frontier where run_id = ?",
    ),
    (
        "resolved",
        "select l.url, r.candidates, b.url, r.for_good from resolved r"
        " join links l on l.id = r.link_id join links b on b.id = r.chosen_id"
        " where r.run_id = ?",
    ),
    (
        "look",
        f"select l.url, {LOOK_TOLD} from looks k"
        " join links l on l.id = k.link_id join answers a on a.id = k.answer_id"
        " where k.run_id = ? and not exists"
        " (select 1 from checks c where c.link_id = k.link_id and c.run_id = k.run_id)",
    ),
    (
        "published",
        "select d.locator, p.earliest, p.latest, p.days, p.open from published p"
        " join documents d on d.id = p.document_id where p.run_id = ?",
    ),
    (
        "departed",
        "select d.locator from departed g join documents d on d.id = g.document_id"
        " where g.run_id = ?",
    ),
    ("not-checked", "select url, reason, detail from not_checked where run_id = ?"),
    (
        "not-due",
        "select l.url from not_due n join links l on l.id = n.link_id where n.run_id = ?",
    ),
    ("unread", "select locator, problem, advice, network_down, named from unread where run_id = ?"),
    (
        "change",
        "select l.url, c.changed, c.was, c.state from changes c"
        " join links l on l.id = c.link_id where c.run_id = ?",
    ),
    (
        "conflict",
        "select d.locator, v.reading, l.url, x.claimed, x.latest_allowed, x.gap_days,"
        " x.explanation, x.decided, x.tried,"
        " (select group_concat(n) from (select (select count(*) from clues b"
        "   where b.version_id = x.version_id and b.id < cc.clue_id) as n"
        "   from conflict_clues cc where cc.conflict_id = x.id order by n))"
        " from conflicts x join document_versions v on v.id = x.version_id"
        " join documents d on d.id = v.document_id join links l on l.id = x.link_id"
        " where x.run_id = ?",
    ),
)
"""Rows without a leaf of their own; theirs are made when the run is sealed. A check's leaf covers
the looks that it rests on and what they saw, a finding's leaf its text, a document's leaf its bytes
and what was read in them; a look that no check rests on, at an address that a wrapped one is not,
has its own. A clue goes by its number among those of its version."""

SEALED = ("finished", "outcome", "documents", "links", "open_findings", "new_findings",
          "fixed_findings", "previous")  # fmt: skip
"""What a seal says of its run; a row of the proof too, so that each root names the one before."""


def leaves(
    connection: sqlite3.Connection, run: int, name: str, sealed: Sequence[Cell]
) -> Iterator[bytes]:
    """The leaves of a run's rows, sorted. They are sorted by SQLite, which can do so on disk."""
    connection.execute("create temp table if not exists leaves (leaf BLOB)")
    connection.execute("delete from temp.leaves")
    connection.execute(f"insert into temp.leaves {_STORED}", {"run": run})
    connection.execute("insert into temp.leaves values (?)", (leaf("seal", name, *sealed),))
    for kind, query in _MORE:
        rows = connection.execute(query, (run,))
        made = ((leaf(kind, name, *row),) for row in rows)
        fill(connection, "insert into temp.leaves values (?)", made)
    for (one,) in connection.execute("select leaf from temp.leaves order by leaf"):
        yield one
    connection.execute("delete from temp.leaves")


def proof_of(connection: sqlite3.Connection, run: int, name: str, sealed: Sequence[Cell]) -> Proof:
    """The proof of all rows of a run; `sealed` are the `SEALED` cells of its seal."""
    return Proof(*root_of(leaves(connection, run, name, sealed)))


_PREVIOUS = """
select root from seals e where not exists (select 1 from seals n where n.previous = e.root)
order by id desc limit 1
"""
"""The newest that no other names; what was brought in from elsewhere may stand before or after."""


def seal(
    transactions: Transactions,
    run: int,
    proven: str | None,
    counts: Counts,
    finished: datetime,
    outcome: Outcome,
) -> None:
    """Store the seal of a run: from then on it counts, and its rows are final.

    `proven` is its name; without one there is no proof.
    """
    connection = transactions.connection
    previous = connection.execute(_PREVIOUS).fetchone()
    told: tuple[Cell, ...] = (
        moment(finished),
        outcome.value,
        counts.documents,
        counts.links,
        counts.found() + counts.standings.get(Standing.CARRIED, 0),
        sum(counts.news.values()),
        counts.standings.get(Standing.FIXED, 0),
        None if previous is None else previous[0],
    )
    proof = NO_PROOF if proven is None else proof_of(connection, run, proven, told)
    row = {"run_id": run, "rows": proof.rows, "root": proof.root}
    row |= dict(zip(SEALED, told, strict=True))
    with transactions.chunk():
        connection.execute(TABLES["seals"].insert, [row[name] for name in TABLES["seals"].names])
