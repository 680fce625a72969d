"""Links over time: how each stood before a run, and what the run makes of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from linkassay import conditions
from linkassay.ledger.answers import LOOK_TOLD
from linkassay.ledger.codec import Cell, from_moment, moment, storable
from linkassay.ledger.good_looks import GOOD, GOOD_COLUMNS, good_from
from linkassay.ledger.hashing import leaf
from linkassay.ledger.states import (
    condition_from,
    is_well,
    past_checks,
    state_cells,
    state_from,
)
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.model import ConditionName, Purpose, Settled, Unsettled

WINDOW = 1000
"""So many links are settled at a time."""

JUDGED_PURPOSES = (Purpose.CITED, Purpose.CANDIDATE, Purpose.ARTICLE)
"""A link that was looked at for one of these gets a verdict; others only help to reach one."""

IS_JUDGED = f"in {tuple(purpose.value for purpose in JUDGED_PURPOSES)!r}"
"""The same as SQL, after the column of the purpose."""

ASIDE = str(
    tuple(
        purpose.value
        for purpose in (Purpose.SIBLING, Purpose.SECURE, Purpose.CONTROL, Purpose.LISTING)
    )
)
"""Purposes of a look that speaks of no link, as SQL."""

_ALIVE = f"""
insert into checks (run_id, link_id, checked, looks, look, condition, confidence, strike, reason,
  state, strikes, since, strike_days, cause, falls, leaf)
select k.run_id, k.link_id, k.looked, 1, 1, k.condition, k.confidence, k.strike, k.reason,
  'alive', 0, null, '[]', null, '[]',
  leaf('check', :name, l.url, k.looked, 1, k.condition, k.confidence, k.strike, k.reason,
    'alive', 0, null, '[]', null, '[]',
    json_array(json_array({LOOK_TOLD})))
from looks k join links l on l.id = k.link_id join answers a on a.id = k.answer_id
left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.n = 1 and k.link_id > :after and k.link_id <= :until
  and k.purpose {IS_JUDGED} and k.confidence = 'certain'
  and k.condition in (select value from json_each(:proofs))
  and (s.link_id is null or s.state = 'alive' and s.falls = '[]' and s.last_checked <= k.looked)
  and not exists
    (select 1 from looks m where m.run_id = k.run_id and m.link_id = k.link_id and m.n = 2)
  and k.link_id not in (select link_id from temp.passed)
"""

_ALIVE_AGAIN = """
insert into changes (link_id, run_id, changed, was, state)
select k.link_id, k.run_id, k.checked, coalesce(s.state, 'unknown'), k.state
from checks k left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.link_id > :after and k.link_id <= :until
  and coalesce(s.state, 'unknown') <> k.state
"""

_UNSETTLED = f"""
select k.link_id, l.url,
  (select max(m.looked) from looks m where m.run_id = k.run_id and m.link_id = k.link_id),
  k.condition, k.confidence, k.strike, k.reason,
  s.state, s.strikes, s.since, s.strike_days, s.cause, s.falls, s.last_checked,
  exists (select 1 from looks m where m.run_id = k.run_id and m.link_id = k.link_id and m.n = 2),
  {GOOD_COLUMNS}
from looks k join links l on l.id = k.link_id left join link_state s on s.link_id = k.link_id {GOOD}
where k.run_id = :run and k.n = 1 and k.link_id > :after and not exists
  (select 1 from checks c where c.link_id = k.link_id and c.run_id = k.run_id)
  and exists (select 1 from looks m
    where m.run_id = k.run_id and m.link_id = k.link_id and m.purpose {IS_JUDGED})
  and k.link_id not in (select link_id from temp.passed)
order by k.link_id limit :window
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One link to be settled, with its key."""

    link: int
    item: Unsettled


def settle_alive(
    transactions: Transactions, run: int, name: str, proofs: Collection[ConditionName]
) -> None:
    """Settle the links whose only look proves life, if nothing before speaks of anything else."""
    told = json.dumps([proof.value for proof in proofs])
    for after, until in windows(transactions.connection, "looks", "link_id", run):
        window = {"run": run, "name": name, "proofs": told, "after": after, "until": until}
        with transactions.chunk() as connection:
            connection.execute(_ALIVE, window)
            connection.execute(_ALIVE_AGAIN, window)


def windows(
    connection: sqlite3.Connection, table: str, column: str, run: int
) -> list[tuple[int, int]]:
    """Ranges of a column that hold about a chunk of a run's rows each."""
    rows = connection.execute(
        f"select {column} from (select {column}, row_number() over (order by {column}) as n"
        f" from {table} where run_id = ?) where n % {WINDOW} = 0",
        (run,),
    )
    ends = [-1, *(end for (end,) in rows), 1 << 62]
    return list(pairwise(ends))


def unsettled(connection: sqlite3.Connection, run: int) -> Iterator[Sequence[Row]]:
    """The links that were looked at in a run, in chunks."""
    after = 0
    while True:
        rows = connection.execute(
            _UNSETTLED, {"run": run, "after": after, "window": WINDOW}
        ).fetchall()
        if not rows:
            return
        yield [_row(connection, row) for row in rows]
        after = rows[-1][0]


def _row(connection: sqlite3.Connection, row: Sequence[Any]) -> Row:
    link, url, looked, name, confidence, strike, reason = row[:7]
    *stored, last_checked, several = row[7:15]
    when, condition = from_moment(looked), condition_from(name, confidence, strike, reason)
    is_past = last_checked is not None and looked < last_checked
    before = (
        conditions.state(past_checks(connection, link, looked)) if is_past else state_from(stored)
    )
    known = good_from(url, row[15:])
    if known is not None and known.when > when:
        known = None
    return Row(link, Unsettled(url, when, condition, before, bool(several), known))


def settle(
    connection: sqlite3.Connection, run: int, name: str, checks: Sequence[tuple[int, Settled]]
) -> None:
    """Store the verdict of a run on links, each with its key, and what changed by it."""
    looks = _looks_told(connection, run, [link for link, _ in checks])
    connection.executemany(
        TABLES["checks"].insert,
        [_check_row(connection, (name, run, link), check, looks[link]) for link, check in checks],
    )
    connection.executemany(
        TABLES["changes"].insert,
        [
            (link, run, moment(check.when), check.before.value, check.state.state.value)
            for link, check in checks
            if check.before is not check.state.state
        ],
    )


def _check_row(
    connection: sqlite3.Connection,
    key: tuple[str, int, int],
    check: Settled,
    looks: tuple[int, str],
) -> tuple[Cell, ...]:
    """The row of a check, with its leaf, which covers the looks that it rests on."""
    name, run, link = key
    condition, state = check.condition, check.state
    when, (count, content) = moment(check.when), looks
    told: tuple[Cell, ...] = (
        1 if count == 1 else _telling(connection, run, link, condition.name),
        condition.name.value,
        condition.confidence.value,
        condition.strike.value,
        None if is_well(condition) else storable(condition.reason),
        *state_cells(state),
    )
    proof = leaf("check", name, check.url, when, *told, content)
    return (run, link, when, count, *told, proof)


_TELLING = f"""
select n from looks where run_id = ? and link_id = ?
order by purpose in {ASIDE}, condition <> ?, n desc limit 1
"""


def _telling(connection: sqlite3.Connection, run: int, link: int, name: ConditionName) -> int:
    """The last of several looks that was read like the verdict, else the last."""
    (number,) = connection.execute(_TELLING, (run, link, name.value)).fetchone()
    return int(number)


_LOOKS = f"""
select k.link_id, count(*), json_group_array(json_array({LOOK_TOLD}))
from looks k join answers a on a.id = k.answer_id
where k.run_id = ? and k.link_id between ? and ? group by k.link_id
"""


def _looks_told(
    connection: sqlite3.Connection, run: int, links: Sequence[int]
) -> dict[int, tuple[int, str]]:
    """The looks of a run at links: how many, and their content as SQLite puts it into JSON."""
    rows = connection.execute(_LOOKS, (run, min(links), max(links)))
    return {link: (count, content) for link, count, content in rows}
