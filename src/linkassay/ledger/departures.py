"""Documents that left the corpus, and those that only got another name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from linkassay.ledger.results import findings_where
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.model import Finding

_MISSING = """
select s.document_id, d.locator from document_state s
join documents d on d.id = s.document_id
where s.present and substr(d.locator, 1, length(:prefix)) = :prefix
  and (:prefix <> '' or not (d.locator = '-' or d.locator like '/%' or d.locator like '%://%'))
  and s.document_id not in (select document_id from run_documents where run_id = :run)
  and d.locator not in (select locator from unread where run_id = :run)
order by s.document_id
"""

_LEFT_SITES = """
select distinct s.document_id from frontier p
join documents d on d.locator = p.locator
join document_state s on s.document_id = d.id and s.run_id = p.run_id and s.present
where p.run_id <> :run and p.wanted_as <> 'named' and p.root in (
    select root from frontier where run_id = :run group by root
    having min(whole) = 1 and sum(outcome is null) = 0
      and sum(left_out) = 0 and sum(wanted_as <> 'page' and outcome = 'not-reached') = 0)
  and s.document_id not in (select document_id from run_documents where run_id = :run)
  and not exists (select 1 from frontier f where f.run_id = :run and f.same = p.same)
order by s.document_id
"""
"""What an address that was named, and whose listings were read to their ends, leads to no more."""

_RENAMED = """
select r.document_id, min(g.document_id) from run_documents r
join document_versions v on v.id = r.version_id
join departed g on g.run_id = r.run_id
join document_state s on s.document_id = g.document_id
join document_versions w on w.id = s.version_id and w.sha256 = v.sha256
where r.run_id = ? and not exists
  (select 1 from document_state o where o.document_id = r.document_id and o.present)
group by r.document_id order by r.position
"""

_OPEN = """
f.standing from (select 'gone' as standing, o.* from open_findings o) f
join findings t on t.id = f.finding_id join documents d on d.id = f.document_id
where f.document_id = ? order by t.line, t.id
"""


def note_departures(
    transactions: Transactions, run: int, walked: Sequence[str], exists: Callable[[str], bool]
) -> None:
    """Note what is missing below the walked prefixes, and what of it was only renamed.

    What `exists` was passed over by its name: it was named by itself when it was read. A document
    is the same under another name where its bytes are the same.
    """
    with transactions.chunk() as connection:
        for prefix in walked:
            missing = connection.execute(_MISSING, {"run": run, "prefix": prefix}).fetchall()
            connection.executemany(
                f"{TABLES['departed'].insert} on conflict do nothing",
                ((run, document) for document, locator in missing if not exists(locator)),
            )
        gone = connection.execute(_LEFT_SITES, {"run": run}).fetchall()
        connection.executemany(
            f"{TABLES['departed'].insert} on conflict do nothing",
            ((run, document) for (document,) in gone),
        )
        taken: set[int] = set()
        for document, before in connection.execute(_RENAMED, (run,)).fetchall():
            if before not in taken:
                taken.add(before)
                connection.execute(
                    "update run_documents set renamed_from = ?"
                    " where run_id = ? and document_id = ?",
                    (before, run, document),
                )


def departed(connection: sqlite3.Connection, run: int) -> Iterator[Sequence[Finding]]:
    """For each document that is gone under any name, the findings that were open on it."""
    rows = connection.execute(
        "select g.document_id from departed g join documents d on d.id = g.document_id"
        " where g.run_id = :run and g.document_id not in"
        " (select renamed_from from run_documents where run_id = :run"
        "  and renamed_from is not null) order by d.locator",
        {"run": run},
    ).fetchall()
    for (document,) in rows:
        found = [finding for finding, _ in findings_where(connection, _OPEN, (document,))]
        if found:
            yield found
