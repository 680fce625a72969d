"""Two runs compared by their stored findings and the verdicts on their links."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from linkassay.ledger.results import findings_where
from linkassay.ledger.sqlite_errors import translated_each
from linkassay.ledger.stored_counts import CITED
from linkassay.ledger.stored_report import StoredReport
from linkassay.model import Finding, Level, LinkChange, Standing, State

_OPEN_WORDS = ", ".join(f"'{one}'" for one in Standing if one.is_open)
_RANK = " ".join(f"when '{level}' then {rank}" for rank, level in enumerate(Level))


def _open_in(run: str) -> str:
    """The open findings of a run: fingerprint, the text's key, its rank, and the position."""
    return f"""
select f.fingerprint, f.id, f.document_id, case f.level {_RANK} end as rank, n.position
from run_findings n join findings f on f.id = n.finding_id
where n.run_id = {run} and n.standing in ({_OPEN_WORDS})"""


_COMES_AFTER = "(r.started, r.id) > (select started, id from runs where id = :older)"
_COMES_BEFORE = "(r.started, r.id) <= (select started, id from runs where id = {})"

_CAME = f"""
case when o.fingerprint is not null then '{Standing.WORSE}' when exists (
  select 1 from findings g join run_findings h on h.finding_id = g.id
  join seals e on e.run_id = h.run_id join runs r on r.id = h.run_id
  where g.fingerprint = n.fingerprint and {_COMES_BEFORE.format(":older")})
  then '{Standing.RETURNED}' else '{Standing.NEW}' end as standing
from ({_open_in(":newer")}) n left join ({_open_in(":older")}) o on o.fingerprint = n.fingerprint
join findings t on t.id = n.id join documents d on d.id = t.document_id
where (o.fingerprint is null or o.rank < n.rank) and d.id in (
  select document_id from run_documents where run_id = :older union
  select n.document_id from run_documents n where n.run_id = :newer and not exists (
    select 1 from run_documents b join runs r on r.id = b.run_id
    where b.document_id = n.document_id and {_COMES_BEFORE.format(":older")}))
order by n.position
"""
"""A document that the older run did not read, though it was known by then, cannot be compared."""

_CLOSED_WORDS = ", ".join(f"'{one}'" for one in Standing if not one.is_open)

_WENT = f"""
(select h.standing from findings g join run_findings h on h.finding_id = g.id
  join runs r on r.id = h.run_id join seals e on e.run_id = r.id
  where g.fingerprint = o.fingerprint and h.standing in ({_CLOSED_WORDS}) and {_COMES_AFTER}
    and {_COMES_BEFORE.format(":newer")} order by r.started desc, r.id desc limit 1) as standing
from ({_open_in(":older")}) o left join ({_open_in(":newer")}) n on n.fingerprint = o.fingerprint
join findings t on t.id = o.id join documents d on d.id = t.document_id
where n.fingerprint is null and standing is not null order by o.position
"""


def _state_by(run: str) -> str:
    """How a link stood by a run: the last verdict up to it."""
    return f"""
(select c.state from checks c join seals e on e.run_id = c.run_id join runs r on r.id = c.run_id
  where c.link_id = l.id and {_COMES_BEFORE.format(run)}
  order by r.started desc, r.id desc limit 1)"""


_GRAVITY = (State.DEAD, State.FLAPPING, State.FAILING, State.UNVERIFIABLE, State.UNKNOWN)

_LINKS = f"""
select url, was, state from (
  select l.id, l.url, {_state_by(":older")} as was, {_state_by(":newer")} as state from links l
  where {CITED.format("older")} and {CITED.format("newer")}
    and exists (select 1 from checks c join runs r on r.id = c.run_id
      where c.link_id = l.id and {_COMES_AFTER} and {_COMES_BEFORE.format(":newer")}))
where was is not null and was <> state
order by case state {" ".join(f"when '{state}' then {at}" for at, state in enumerate(_GRAVITY))}
  else {len(_GRAVITY)} end, id
"""


class StoredDiff:
    """Implements `Diff`: each iterator reads as it goes, and SQLite sorts."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        keys: tuple[int, int],
        reports: tuple[StoredReport, StoredReport],
    ) -> None:
        self._connection = connection
        self._keys = dict(zip(("older", "newer"), keys, strict=True))
        self.where = reports[0].where
        self.older, self.newer = reports

    @translated_each
    def findings(self) -> Iterator[Finding]:
        """What came, got worse or returned; then what went."""
        for query in (_CAME, _WENT):
            for finding, _ in findings_where(self._connection, query, self._keys):
                yield finding

    @translated_each
    def links(self) -> Iterator[LinkChange]:
        """The links that changed, the worst off first."""
        for url, was, state in self._connection.execute(_LINKS, self._keys):
            yield LinkChange(url, State(was), State(state))
