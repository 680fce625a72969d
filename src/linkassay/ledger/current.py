"""How things stand now: brought up to date from the log, one sealed run after the other.

What a run adds follows from the time of its checks and never from the order of writing: a run with
an earlier date changes the past of a link and not its present. Each step can be done twice, so a
run that was sealed and not yet applied is applied by whoever opens the ledger next.
"""

from __future__ import annotations

from linkassay.ledger.identity import IDENTITY
from linkassay.ledger.link_states import bring_links_up_to_date
from linkassay.ledger.links import windows
from linkassay.ledger.transactions import Transactions
from linkassay.model import State

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
  level = excluded.level, rule = excluded.rule, message = excluded.message,
  confidence = excluded.confidence, link_id = excluded.link_id,
  last_seen = excluded.last_seen, times = excluded.times, finding_id = excluded.finding_id
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
    and n.standing in ('fixed', 'retired', 'gone', 'accepted', 'suppressed')
    and exists (select 1 from document_state d where d.document_id = f.document_id
      and (d.run_id = n.run_id or d.present = 0)))
"""

_RENAMED = """
update open_findings set document_id =
  (select document_id from run_documents r where r.run_id = :run
   and r.renamed_from = open_findings.document_id)
where document_id in (select renamed_from from run_documents where run_id = :run)
"""


_FORKED = """
select count(*) > 1 from seals e where not exists (select 1 from seals n where n.previous = e.root)
"""
"""Whether there is more than one line of runs: some were sealed in another ledger."""

_UNTOLD = """
delete from open_findings where document_id in
  (select document_id from document_state where run_id = :run)
and not exists (select 1 from findings f join run_findings n on n.finding_id = f.id
  where f.fingerprint = open_findings.fingerprint and n.run_id = :run)
"""
"""A run does not close what only another line of runs has found, and the newest one decides."""

_RECOUNTED = """
update open_findings set (first_seen, times) = (
  select min(u.started), sum(h.standing in ('new', 'returned'))
  from findings g join run_findings h on h.finding_id = g.id
  join runs u on u.id = h.run_id join seals e on e.run_id = u.id
  where g.fingerprint = open_findings.fingerprint)
where fingerprint in (select f.fingerprint from run_findings n
  join findings f on f.id = n.finding_id where n.run_id = :run)
"""
"""Each line counts for itself; together they are counted anew, whichever came first."""


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
    bring_links_up_to_date(transactions, run)
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
    _join_lines(transactions, run)


def _join_lines(transactions: Transactions, run: int) -> None:
    """Where runs were sealed in several ledgers, let their findings not depend on the order."""
    (forked,) = transactions.connection.execute(_FORKED).fetchone()
    if forked:
        with transactions.chunk() as connection:
            connection.execute(_UNTOLD, {"run": run})
            connection.execute(_RECOUNTED, {"run": run})
