"""Hashes made again from the rows: of checks and findings, answers and texts, whole runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from linkassay.ledger.answers import LOOK_TOLD
from linkassay.ledger.sealing import SEALED, Proof, proof_of

_CHECK = f"""
leaf('check', :name, (select url from links where id = t.link_id), t.checked, t.look, t.condition,
  t.confidence, t.strike, t.reason, t.state, t.strikes, t.since, t.strike_days, t.cause, t.falls,
  (select json_group_array(json(told)) from (select json_array({LOOK_TOLD}) as told
    from looks k join answers a on a.id = k.answer_id
    where k.run_id = t.run_id and k.link_id = t.link_id order by k.n)))
"""
_FINDING = """
leaf('finding', :name, t.position, (select hash from findings where id = t.finding_id), t.standing)
"""

LEAVES = {"checks": _CHECK, "run_findings": _FINDING}
"""SQL for the leaf that a row of these tables must have."""

_WRONG = {
    "checks": "select l.url from checks t join links l on l.id = t.link_id"
    " where t.run_id = :run and (t.looks <> (select count(*) from looks k"
    f"   where k.run_id = t.run_id and k.link_id = t.link_id) or t.leaf <> {_CHECK})"
    " order by l.url",
    "run_findings": "select f.rule || ' in ' || d.locator from run_findings t"
    " join findings f on f.id = t.finding_id join documents d on d.id = f.document_id"
    f" where t.run_id = :run and t.leaf <> {_FINDING} order by t.position",
}


def give_leaves(connection: sqlite3.Connection, run: int, name: str) -> None:
    """Give the rows of an unsealed run the leaves that follow from them."""
    for table, sql in LEAVES.items():
        connection.execute(
            f"update {table} as t set leaf = {sql} where run_id = :run", {"run": run, "name": name}
        )


def rows_with_wrong_leaves(
    connection: sqlite3.Connection, run: int, name: str
) -> Iterator[tuple[str, str]]:
    """Table and name of each row that is not what its leaf says, or that miscounts its looks."""
    for table, query in _WRONG.items():
        for (row,) in connection.execute(query, {"run": run, "name": name}):
            yield table, row


def proof_from_rows(connection: sqlite3.Connection, run: int, name: str) -> Proof:
    """The proof of a sealed run as its rows and its seal give it now."""
    sealed = connection.execute(
        f"select {', '.join(SEALED)} from seals where run_id = ?", (run,)
    ).fetchone()
    return proof_of(connection, run, name, sealed)
