"""The two tables that say how things stand now; they follow from the log and may be rewritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from linkassay.ledger.content import Scalar, content_hash, moment, storable
from linkassay.ledger.heard import put_link
from linkassay.ledger.rows import Key, Rows
from linkassay.model import Finding, LinkCheck, Run, Standing, State

_STATE = """
insert into link_state (link_id, state, condition, status, since, strikes, reason, confidence,
  last_checked, last_alive, host_id, check_id, content_hash)
values (:link_id, :state, :condition, :status, :since, :strikes, :reason, :confidence,
  :last_checked, :last_alive, (select host_id from links where id = :link_id), :check_id, :hash)
on conflict (link_id) do update set state = excluded.state, since = excluded.since,
  strikes = excluded.strikes, condition = coalesce(excluded.condition, condition),
  status = case when excluded.check_id is null then status else excluded.status end,
  reason = coalesce(excluded.reason, reason), confidence = coalesce(excluded.confidence, confidence),
  last_checked = coalesce(excluded.last_checked, last_checked),
  last_alive = coalesce(excluded.last_alive, last_alive),
  check_id = coalesce(excluded.check_id, check_id)
"""

_OPEN = """
insert into open_findings (document_id, line, level, rule, message, confidence, link_id,
  first_seen, last_seen, finding_id, finding_key, content_hash)
select document_id, line, level, rule, message, confidence, link_id, :seen, :seen, id,
  finding_key, :hash from findings where id = :finding_id
on conflict (finding_key) do update set line = excluded.line, level = excluded.level,
  message = excluded.message, confidence = excluded.confidence, last_seen = excluded.last_seen,
  finding_id = excluded.finding_id, document_id = excluded.document_id, link_id = excluded.link_id
"""


def set_state(
    connection: sqlite3.Connection, rows: Rows, check: LinkCheck, stored: Key | None
) -> None:
    """How a link stands after this run. A run that did not look keeps what an earlier one saw."""
    link = put_link(rows, check.link.url)
    seen, condition, state = check.observation, check.condition, check.state
    checked = moment(seen.when) if seen and condition else None
    values: dict[str, Scalar] = {
        "link_id": link.id,
        "state": str(state.state),
        "condition": condition.name if condition else None,
        "status": seen.status if seen else None,
        "since": moment(state.since) if state.since else None,
        "strikes": state.strikes,
        "reason": storable(condition.reason) if condition else None,
        "confidence": str(condition.confidence) if condition else None,
        "last_checked": checked,
        "last_alive": checked if state.state is State.ALIVE else None,
        "check_id": stored.id if stored else None,
        "hash": content_hash("link_state", {"link": link.hash}),
    }
    connection.execute(_STATE, values)


def settle_findings(
    connection: sqlite3.Connection, run: Run, stored: Iterable[tuple[Finding, Key, Key]]
) -> None:
    """Open what the run found and close what it calls fixed.

    What it does not mention stays open: a rule that needs an answer is silent about a link that
    was not asked, and that silence mends nothing.
    """
    for finding, key, document in stored:
        if finding.standing is Standing.FIXED:
            connection.execute("delete from open_findings where finding_key = ?", (finding.id,))
            continue
        digest = content_hash("open_findings", {"document": document.hash, "key": finding.id})
        values = {"seen": moment(run.started), "finding_id": key.id, "hash": digest}
        connection.execute(_OPEN, values)
