"""How each link stands now: brought up to date by the checks of one sealed run.

A check that is newer than all others takes the state one step further; one that is older has the
state told anew from all of them, so that the order of sealing does not matter.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from linkassay import conditions
from linkassay.ledger.codec import Cell, from_moment
from linkassay.ledger.due_dates import LIMITED, due_cell, teach
from linkassay.ledger.links import windows
from linkassay.ledger.states import condition_from, state_cells, state_from
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.model import LinkState, State

_COLUMNS = TABLES["link_state"].names

_LOOK = (
    "join looks o on o.run_id = k.run_id and o.link_id = k.link_id and o.n = k.look"
    " join answers a on a.id = o.answer_id"
)
"""The look that tells a check `k`, and what it saw."""

_IS_GOOD = (
    "k.confidence = 'certain' and k.condition in (select value from json_each(:proofs))"
    " and a.status is not 304"
)
"""Whether what a check saw is the page itself; `304 Not Modified` points back to an earlier one."""

_HEADERS = f"case when k.condition = '{LIMITED}' then a.headers end"
"""A limit may name the time to come back."""

_PLAIN = f"""
insert into link_state ({", ".join(_COLUMNS)})
select k.link_id, l.host_id, k.state, k.condition, k.confidence, a.status, k.reason, 0, k.since,
  '[]', null, '[]', coalesce(s.first_checked, k.checked), k.checked,
  case when k.state = 'alive' then k.checked end,
  due(l.url, k.state, k.condition, k.confidence, k.strike, k.checked,
    coalesce(s.first_checked, k.checked), {_HEADERS}, s.condition, s.last_checked, s.due),
  k.run_id,
  case when {_IS_GOOD} then k.run_id else s.good_run_id end,
  case when {_IS_GOOD} then k.look else s.good_look end
from checks k join links l on l.id = k.link_id {_LOOK}
left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.link_id > :after and k.link_id <= :until
  and k.strikes = 0 and k.cause is null and k.falls = '[]'
  and (s.link_id is null or k.state = 'alive' and k.confidence = 'certain'
    and k.condition in (select value from json_each(:proofs))
    and s.state = 'alive' and s.strike_days = '[]' and s.cause is null and s.falls = '[]'
    and s.last_checked <= k.checked)
on conflict (link_id) do update set
  {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])}
"""
"""Links of which nothing else was known, and those that were alive and certainly still are."""

_OTHERS = f"""
select k.link_id, l.url, l.host_id, k.condition, k.confidence, k.strike, a.status, k.reason,
  k.checked, k.look, {_IS_GOOD}, {_HEADERS},
  s.first_checked, s.last_alive, s.good_run_id, s.good_look, s.condition, s.last_checked, s.due,
  s.state, s.strikes, s.since, s.strike_days, s.cause, s.falls
from checks k join links l on l.id = k.link_id {_LOOK}
left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.link_id > :after and k.link_id <= :until
  and coalesce(s.run_id, 0) <> k.run_id
  and (s.link_id is null or s.last_checked > k.checked
    or k.condition not in (select value from json_each(:nothing)))
"""
"""A look that learnt nothing leaves what was known."""

_STORE = TABLES["link_state"].insert.replace("insert", "insert or replace", 1)


def bring_links_up_to_date(transactions: Transactions, run: int) -> None:
    """Apply the checks of one sealed run, in chunks; what is applied twice changes nothing."""
    words = {
        "proofs": json.dumps([name.value for name in conditions.proofs_of_life()]),
        "nothing": json.dumps([name.value for name in conditions.nothing_learnt()]),
    }
    teach(transactions.connection)
    for after, until in windows(transactions.connection, "checks", "link_id", run):
        with transactions.chunk() as connection:
            window = {"run": run, "after": after, "until": until, **words}
            connection.execute(_PLAIN, window)
            for row in connection.execute(_OTHERS, window).fetchall():
                _store(connection, run, row, words)


def _store(
    connection: sqlite3.Connection, run: int, row: Sequence[Any], words: dict[str, str]
) -> None:
    """One check more of a link that was not alive before, or is not now, or whose past changed."""
    link, url, host, name, confidence, strike, status, reason, checked, look, is_good, headers = (
        row[:12]
    )
    first_checked, last_alive, *good = row[12:16]
    before = row[16:19]
    last_checked = before[1]
    if last_checked is not None and last_checked > checked:
        _rewrite_past(connection, (link, url, host), words)
        return
    condition = condition_from(name, confidence, strike)
    now = conditions.advance(state_from(row[19:]), from_moment(checked), condition)
    first = first_checked or checked
    seen = (
        first,
        checked,
        checked if now.state is State.ALIVE else last_alive,
        due_cell(url, now, condition, (checked, first), headers, before),
        run,
        *((run, look) if is_good else good),
    )
    cells = _cells((link, host), now, (name, confidence, status, reason), seen)
    connection.execute(_STORE, cells)


def _cells(
    key: tuple[int, int | None], now: LinkState, told: Sequence[Cell], seen: Sequence[Cell]
) -> tuple[Cell, ...]:
    state, *history = state_cells(now)
    return (*key, state, *told, *history, *seen)


_PAST = f"""
select k.condition, k.confidence, k.strike, a.status, k.reason, k.checked, k.run_id, k.look,
  {_IS_GOOD}, {_HEADERS}
from checks k join seals e on e.run_id = k.run_id {_LOOK}
where k.link_id = :link order by k.checked, k.id
"""


def _rewrite_past(
    connection: sqlite3.Connection, key: tuple[int, str, int | None], words: dict[str, str]
) -> None:
    """A check came in that is older than the newest: the row is told anew from all of them."""
    link, url, host = key
    now, first, alive, due = LinkState(), "", None, None
    told: tuple[Cell, ...] = ()
    before: tuple[str | None, ...] = (None, None, None)
    good: tuple[Cell, Cell] = (None, None)
    last_run = 0
    rows = connection.execute(_PAST, {"link": link, "proofs": words["proofs"]}).fetchall()
    for name, confidence, strike, status, reason, checked, run, look, is_good, headers in rows:
        condition = condition_from(name, confidence, strike)
        now = conditions.advance(now, from_moment(checked), condition)
        first = first or checked
        good = (run, look) if is_good else good
        if not told or condition.name not in conditions.nothing_learnt():
            due = due_cell(url, now, condition, (checked, first), headers, before)
            told, last_run = (name, confidence, status, reason), run
            before = (name, checked, due)
            alive = checked if now.state is State.ALIVE else alive
    seen = (first, before[1], alive, due, last_run, *good)
    connection.execute(_STORE, _cells((link, host), now, told, seen))
