"""Links over time: how each stood before a run, and what the run makes of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from linkassay import conditions
from linkassay.ledger.codec import Cell, from_moment, listed, moment, since
from linkassay.ledger.hashing import leaf
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    LinkState,
    PastCheck,
    Settled,
    State,
    Strike,
    Unsettled,
)

WINDOW = 1000
"""So many links are settled at a time."""

_ALIVE = """
insert into checks (run_id, link_id, checked, looks, condition, confidence, strike, state, strikes,
  since, leaf)
select k.run_id, k.link_id, k.looked, 1, k.condition, k.confidence, k.strike, 'alive', 0, null,
  leaf('check', :name, l.url, k.looked, k.condition, k.confidence, k.strike, 'alive', 0, null,
    json_array(json_array(k.n, k.purpose, k.looked, hex(a.hash), k.condition, k.confidence,
      k.strike, k.reason, k.seconds, k.bytes, k.peers, hex(k.body))))
from looks k join links l on l.id = k.link_id join answers a on a.id = k.answer_id
left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.n = 1 and k.link_id > :after and k.link_id <= :until
  and k.condition in (select value from json_each(:proofs))
  and (s.link_id is null or s.last_checked <= k.looked)
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

_UNSETTLED = """
select k.link_id, l.url, k.looked, k.condition, k.confidence, k.strike, k.reason,
  s.state, s.strikes, s.since, s.strike_days, s.last_checked,
  exists (select 1 from looks m where m.run_id = k.run_id and m.link_id = k.link_id and m.n = 2)
from looks k join links l on l.id = k.link_id left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.n = 1 and k.link_id > :after and not exists
  (select 1 from checks c where c.link_id = k.link_id and c.run_id = k.run_id)
  and k.link_id not in (select link_id from temp.passed)
order by k.link_id limit :window
"""

_PAST = """
select k.checked, k.condition, k.confidence, k.strike from checks k
join seals e on e.run_id = k.run_id where k.link_id = ? and k.checked <= ? order by k.checked, k.id
"""


_CONDITIONS = {str(word): word for word in ConditionName}
_CONFIDENCES = {str(word): word for word in Confidence}
_STRIKES = {str(word): word for word in Strike}
_STATES = {str(word): word for word in State}


@dataclass(frozen=True, slots=True)
class Row:
    """One link to be settled, with its key."""

    link: int
    item: Unsettled


def settle_alive(
    transactions: Transactions, run: int, name: str, proofs: Collection[ConditionName]
) -> None:
    """Settle the links whose only look proves life: whatever came before, they are alive."""
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
    link, url, looked, name, confidence, strike, reason, *stored, last_checked, several = row
    condition = condition_from(name, confidence, strike, reason)
    before = (
        conditions.state(past_checks(connection, link, looked))
        if last_checked is not None and looked < last_checked
        else state_from(stored)
    )
    return Row(link, Unsettled(url, from_moment(looked), condition, before, bool(several)))


def condition_from(name: str, confidence: str, strike: str, reason: str | None = None) -> Condition:
    """A condition from its cells."""
    return Condition(_CONDITIONS[name], _CONFIDENCES[confidence], reason or "", _STRIKES[strike])


_UNKNOWN = LinkState()


def state_from(cells: Sequence[Any]) -> LinkState:
    """A state from `state, strikes, since, strike_days`; unknown where nothing is stored."""
    state, strikes, began, days = cells
    if state is None:
        return _UNKNOWN
    listed_days = json.loads(days) if days and days != "[]" else ()
    return LinkState(
        _STATES[state],
        strikes,
        since(began),
        tuple((date.fromisoformat(day), _STRIKES[kind]) for day, kind in listed_days),
    )


def past_checks(connection: sqlite3.Connection, link: int, until: str) -> list[PastCheck]:
    """The checks of a link in sealed runs up to a moment, in the order of time."""
    return [
        PastCheck(
            from_moment(checked),
            condition_from(name, confidence, strike),
        )
        for checked, name, confidence, strike in connection.execute(_PAST, (link, until))
    ]


def settle(
    connection: sqlite3.Connection, run: int, name: str, checks: Sequence[tuple[int, Settled]]
) -> None:
    """Store the verdict of a run on links, each with its key, and what changed by it."""
    looks = _looks_told(connection, run, [link for link, _ in checks])
    connection.executemany(
        TABLES["checks"].insert,
        [_check_row(name, run, link, check, looks[link]) for link, check in checks],
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
    run: str, run_key: int, link: int, check: Settled, looks: tuple[int, str]
) -> tuple[Cell, ...]:
    """The row of a check, with its leaf, which covers the looks that it rests on."""
    condition, state = check.condition, check.state
    when, (count, content) = moment(check.when), looks
    told: tuple[Cell, ...] = (
        condition.name.value,
        condition.confidence.value,
        condition.strike.value,
        state.state.value,
        state.strikes,
        None if state.since is None else moment(state.since),
    )
    proof = leaf("check", run, check.url, when, *told, content)
    return (run_key, link, when, count, *told, proof)


_LOOKS = """
select k.link_id, count(*), json_group_array(json_array(k.n, k.purpose, k.looked, hex(a.hash),
  k.condition, k.confidence, k.strike, k.reason, k.seconds, k.bytes, k.peers, hex(k.body)))
from looks k join answers a on a.id = k.answer_id
where k.run_id = ? and k.link_id between ? and ? group by k.link_id
"""


def _looks_told(
    connection: sqlite3.Connection, run: int, links: Sequence[int]
) -> dict[int, tuple[int, str]]:
    """The looks of a run at links: how many, and their content as SQLite puts it into JSON."""
    rows = connection.execute(_LOOKS, (run, min(links), max(links)))
    return {link: (count, content) for link, count, content in rows}


def days_cell(state: LinkState) -> str:
    """The days of strikes as one cell."""
    return listed([[day.isoformat(), kind.value] for day, kind in state.strike_days])
