"""How things stand now: brought up to date from the log, one sealed run after the other.

What a run adds follows from the time of its checks and never from the order of writing: a run with
an earlier date changes the past of a link and not its present. Each step can be done twice, so a
run that was sealed and not yet applied is applied by whoever opens the ledger next.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from linkassay import conditions
from linkassay.ledger.codec import from_moment, moment
from linkassay.ledger.documents import IDENTITY
from linkassay.ledger.links import condition_from, days_cell, state_from, windows
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.model import LinkState, State

_LEARNT_NOTHING = "(select value from json_each(:nothing))"

_LAST_LOOK = (
    "join looks o on o.run_id = k.run_id and o.link_id = k.link_id and o.n = k.looks"
    " join answers a on a.id = o.answer_id"
)

_PLAIN_STATES = f"""
insert into link_state (link_id, host_id, state, condition, confidence, status, reason, strikes,
  since, strike_days, last_checked, last_alive, run_id)
select k.link_id, l.host_id, k.state, k.condition, k.confidence, a.status, o.reason, 0, k.since,
  '[]', k.checked, case when k.state = 'alive' then k.checked else s.last_alive end, k.run_id
from checks k join links l on l.id = k.link_id {_LAST_LOOK}
left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.link_id > :after and k.link_id <= :until and k.strikes = 0
  and (s.link_id is null or k.condition not in {_LEARNT_NOTHING}
    and s.last_checked <= k.checked and (s.strikes = 0 or k.state = 'alive'))
on conflict (link_id) do update set state = excluded.state, condition = excluded.condition,
  confidence = excluded.confidence, status = excluded.status, reason = excluded.reason,
  strikes = 0, since = excluded.since, strike_days = '[]', last_checked = excluded.last_checked,
  last_alive = excluded.last_alive, run_id = excluded.run_id
"""
"""Links without a row of strikes; a look that learnt nothing leaves what was known."""

_OTHER_STATES = f"""
select k.link_id, l.host_id, k.condition, k.confidence, k.strike, a.status, o.reason, k.checked,
  s.last_checked, s.last_alive, s.state, s.strikes, s.since, s.strike_days
from checks k join links l on l.id = k.link_id {_LAST_LOOK}
left join link_state s on s.link_id = k.link_id
where k.run_id = :run and k.link_id > :after and k.link_id <= :until
  and (s.link_id is null or k.condition not in {_LEARNT_NOTHING} or s.last_checked > k.checked)
  and (k.strikes > 0 or s.strikes > 0 or s.last_checked > k.checked)
  and coalesce(s.run_id, 0) <> k.run_id
"""

_HOSTS = """
insert or replace into host_state
select s.host_id, count(*), {sums}, max(s.last_checked) from link_state s
where s.host_id in (select distinct l.host_id from checks k join links l on l.id = k.link_id
  where k.run_id = :run) group by s.host_id
""".format(sums=", ".join(f"sum(s.state = '{state}')" for state in State))

_DOCUMENTS = f"""
insert into document_state (document_id, version_id, present, identity, audited, run_id)
select r.document_id, r.version_id, 1, {IDENTITY}, u.started, r.run_id
from run_documents r join runs u on u.id = r.run_id join documents d on d.id = r.document_id
where r.run_id = :run
on conflict (document_id) do update set version_id = excluded.version_id, present = 1,
  identity = excluded.identity, audited = excluded.audited, run_id = excluded.run_id
where excluded.audited >= document_state.audited
"""

_DEPARTED = """
update document_state set present = 0 where document_id in
  (select document_id from departed where run_id = :run)
  and audited <= (select started from runs where id = :run)
"""

_OPEN = """
insert into open_findings (document_id, line, level, rule, message, confidence, link_id,
  first_seen, last_seen, times, fingerprint, finding_id)
select f.document_id, f.line, f.level, f.rule, f.message, f.confidence, f.link_id,
  coalesce((select o.first_seen from open_findings o where o.fingerprint = f.fingerprint),
    (select min(u.started) from findings g join run_findings h on h.finding_id = g.id
     join runs u on u.id = h.run_id join seals e on e.run_id = u.id
     where g.fingerprint = f.fingerprint)),
  r.started,
  coalesce((select o.times from open_findings o where o.fingerprint = f.fingerprint),
    (select count(*) from findings g join run_findings h on h.finding_id = g.id
     join seals e on e.run_id = h.run_id
     where g.fingerprint = f.fingerprint and h.standing in ('new', 'returned'))),
  f.fingerprint, f.id
from run_findings n join findings f on f.id = n.finding_id join runs r on r.id = n.run_id
where n.run_id = :run and n.position > :after and n.position <= :until
  and n.standing in ('new', 'known', 'worse', 'returned')
  and exists (select 1 from document_state d
    where d.document_id = f.document_id and d.run_id = n.run_id)
on conflict (fingerprint) do update set document_id = excluded.document_id, line = excluded.line,
  level = excluded.level, message = excluded.message, confidence = excluded.confidence,
  link_id = excluded.link_id, last_seen = excluded.last_seen, times = excluded.times,
  finding_id = excluded.finding_id
"""
"""The log is asked only about what was not open."""

_SEEN_EARLIER = """
update open_findings set first_seen = (select started from runs where id = :run)
where first_seen > (select started from runs where id = :run) and fingerprint in (
  select f.fingerprint from run_findings n join findings f on f.id = n.finding_id
  where n.run_id = :run and n.position > :after and n.position <= :until
    and n.standing in ('new', 'known', 'worse', 'returned'))
"""
"""A run with an earlier date tells when a finding was there already."""

_CLOSED = """
delete from open_findings where fingerprint in (
  select f.fingerprint from run_findings n join findings f on f.id = n.finding_id
  where n.run_id = :run and n.position > :after and n.position <= :until
    and n.standing in ('fixed', 'retired', 'gone', 'accepted')
    and exists (select 1 from document_state d where d.document_id = f.document_id
      and (d.run_id = n.run_id or d.present = 0)))
"""

_RENAMED = """
update open_findings set document_id =
  (select document_id from run_documents r where r.run_id = :run
   and r.renamed_from = open_findings.document_id)
where document_id in (select renamed_from from run_documents where run_id = :run)
"""


def bring_up_to_date(transactions: Transactions) -> None:
    """Apply every seal that the current state does not follow yet, in the order of sealing."""
    connection = transactions.connection
    rows = connection.execute(
        "select e.id, e.run_id from seals e, lineage l where e.id > l.applied order by e.id"
    ).fetchall()
    for seal, run in rows:
        _apply(transactions, run)
        with transactions.chunk():
            connection.execute("update lineage set applied = ?", (seal,))


def _apply(transactions: Transactions, run: int) -> None:
    nothing = json.dumps([name.value for name in conditions.nothing_learnt()])
    for after, until in windows(transactions.connection, "checks", "link_id", run):
        with transactions.chunk() as connection:
            window = {"run": run, "after": after, "until": until, "nothing": nothing}
            connection.execute(_PLAIN_STATES, window)
            for row in connection.execute(_OTHER_STATES, window).fetchall():
                _set_state(connection, run, row)
    with transactions.chunk() as connection:
        connection.execute(_HOSTS, {"run": run})
    with transactions.chunk() as connection:
        connection.execute(_DOCUMENTS, {"run": run})
        connection.execute(_DEPARTED, {"run": run})
        connection.execute(_RENAMED, {"run": run})
    for after, until in windows(transactions.connection, "run_findings", "position", run):
        with transactions.chunk() as connection:
            window = {"run": run, "after": after, "until": until}
            connection.execute(_OPEN, window)
            connection.execute(_SEEN_EARLIER, window)
            connection.execute(_CLOSED, window)


def _set_state(connection: sqlite3.Connection, run: int, row: Sequence[Any]) -> None:
    """A link with a row of strikes, or one whose past has changed."""
    (link, host, name, confidence, strike, status, reason, checked, last_checked, last_alive,
     *stored) = row  # fmt: skip
    if last_checked is not None and last_checked > checked:
        _rewrite_past(connection, link)
        return
    condition = condition_from(name, confidence, strike)
    now = conditions.advance(state_from(stored), from_moment(checked), condition)
    alive = checked if now.state is State.ALIVE else last_alive
    cells = (now.state.value, name, confidence, status, reason, *_state_cells(now), checked, alive)
    connection.execute(_REPLACE, (link, host, *cells, run))


_PAST = f"""
select k.condition, k.confidence, a.status, o.reason, k.checked, k.run_id, k.strike
from checks k join seals e on e.run_id = k.run_id {_LAST_LOOK}
where k.link_id = ? order by k.checked, k.id
"""

_RETELL = """
update link_state set state = ?, strikes = ?, since = ?, strike_days = ?, condition = ?,
  confidence = ?, status = ?, reason = ?, last_checked = ?, run_id = ?, last_alive = ?
where link_id = ?
"""


def _rewrite_past(connection: sqlite3.Connection, link: int) -> None:
    """A check came in that is older than the newest: the row is told anew from all of them."""
    now, alive, newest = LinkState(), None, None
    for *told, strike in connection.execute(_PAST, (link,)).fetchall():
        condition = condition_from(told[0], told[1], strike)
        now = conditions.advance(now, from_moment(told[4]), condition)
        if newest is None or condition.name not in conditions.nothing_learnt():
            newest = told
            alive = told[4] if now.state is State.ALIVE else alive
    if newest is not None:
        cells = (now.state.value, *_state_cells(now), *newest, alive, link)
        connection.execute(_RETELL, cells)


def _state_cells(state: LinkState) -> tuple[int, str | None, str]:
    since = None if state.since is None else moment(state.since)
    return state.strikes, since, days_cell(state)


_REPLACE = TABLES["link_state"].insert.replace("insert", "insert or replace", 1)
