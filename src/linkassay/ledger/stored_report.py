"""A run as it is told, read from the ledger one thing at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from linkassay.ledger import runs
from linkassay.ledger.answers import LOOK_COLUMNS, look_from
from linkassay.ledger.codec import noun_of, since
from linkassay.ledger.readings import read_back
from linkassay.ledger.results import IN_ORDER, findings_where, published_from
from linkassay.ledger.run_rows import RunRows
from linkassay.ledger.sqlite_errors import translated, translated_each
from linkassay.ledger.states import condition_from, state_from
from linkassay.ledger.stored_counts import CITED_NOW, NOT_REACHED, counts
from linkassay.model import (
    Counts,
    DocumentResult,
    Finding,
    Limit,
    LinkResult,
    NotChecked,
    NotReached,
    Outcome,
    Reading,
    Run,
    SkipReason,
    Unreached,
    UnreadSource,
)

_DOCUMENTS = """
select d.locator, v.title, v.media_type, v.limited, v.notes, p.days,
  p.open, r.version_id
from run_documents r join documents d on d.id = r.document_id
join document_versions v on v.id = r.version_id
left join published p on p.run_id = r.run_id and p.document_id = r.document_id
where r.run_id = ? order by r.position
"""

_ANY_CHOSEN = "select exists (select 1 from resolved where run_id = ?)"

_CHOSEN = """
select c.line, a.url, b.url from citations c join resolved r on r.run_id = ?
  and r.link_id = c.link_id and r.candidates = c.candidates
  join links a on a.id = c.link_id join links b on b.id = r.chosen_id
where c.version_id = ? group by a.url, b.url order by min(c.id)
"""

SHOWN = 5
"""So many wrapped addresses that were read anew have a note each; the citations name all."""

_FINDINGS = f"""
f.standing from run_findings f join findings t on t.id = f.finding_id
join documents d on d.id = t.document_id where f.run_id = ? order by {IN_ORDER}
"""

_SEEN = ", ".join(column.replace("k.", "o.", 1) for column in LOOK_COLUMNS.split(", "))

_STATES = f"""
from links l left join checks k on k.link_id = l.id and k.run_id = :run
left join looks o on o.run_id = k.run_id and o.link_id = k.link_id and o.n = k.look
left join answers a on a.id = o.answer_id
left join link_state s on k.id is null and s.link_id = l.id
  and s.last_checked <= (select started from runs where id = :run)
left join checks p on k.id is null and s.link_id is null and p.id = (
  select c.id from checks c join seals e on e.run_id = c.run_id where c.link_id = l.id
    and c.checked <= (select started from runs where id = :run) order by c.checked desc limit 1)
where {CITED_NOW}
"""
"""Where this run did not check a link, its state is that of the last check before the run."""

_LINKS = f"""
select l.url, k.look, k.condition, k.confidence, k.strike, k.reason,
  k.state, k.strikes, k.since, k.strike_days, k.cause, k.falls,
  coalesce(s.state, p.state), coalesce(s.strikes, p.strikes), coalesce(s.since, p.since),
  coalesce(s.strike_days, p.strike_days), coalesce(s.cause, p.cause), coalesce(s.falls, p.falls),
  {_SEEN}
{_STATES} order by l.id
"""


class StoredReport:
    """Implements `Report`. Each iterator reads in chunks; nothing is kept.

    `where` names the ledger in errors.
    """

    def __init__(
        self, connection: sqlite3.Connection, key: int, where: str, *, remembers: bool
    ) -> None:
        self._connection = connection
        self._key = key
        self.where = where
        self._remembers = remembers
        self._rows = RunRows(connection, key)

    @property
    @translated
    def run(self) -> Run:
        return run_from(self._connection, self._key, remembers=self._remembers)

    @property
    @translated
    def before(self) -> Run | None:
        key = runs.before(self._connection, self._key) if self._remembers else None
        return None if key is None else run_from(self._connection, key)

    @property
    @translated
    def counts(self) -> Counts:
        return counts(self._rows)

    @translated_each
    def documents(self) -> Iterator[DocumentResult]:
        any_chosen = bool(self._rows.number(_ANY_CHOSEN))
        for *told, notes, days, is_open, version in self._rows.all(_DOCUMENTS):
            locator, title, kind, limited = told
            chosen = self._chosen(version) if any_chosen else ()
            yield DocumentResult(
                str(locator), title, str(kind), published_from(days, is_open),
                (*json.loads(notes), *chosen), None if limited is None else Limit(limited),
            )  # fmt: skip

    def _chosen(self, version: int) -> Iterator[str]:
        """What its wrapped addresses were taken for, a note each; of many, how many more."""
        rows = self._connection.execute(_CHOSEN, (self._key, version)).fetchall()
        for line, failed, chosen in rows[:SHOWN]:
            where = f"line {line}: " if line else ""
            first, taken = told_apart(failed, chosen)
            yield f"{where}{first} failed, so it is read as {taken}"
        if len(rows) > SHOWN:
            many = len(rows) - SHOWN
            more = "1 more wrapped address is" if many == 1 else f"{many:,} more wrapped ones are"
            yield f"{more} read otherwise, since the first reading failed"

    @translated
    def reading(self, locator: str) -> Reading:
        row = self._connection.execute(
            "select r.version_id from run_documents r join documents d on d.id = r.document_id"
            " where r.run_id = ? and d.locator = ?",
            (self._key, locator),
        ).fetchone()
        if row is None:
            raise KeyError(locator)
        return read_back(self._connection, self._key, row[0], locator)

    @translated_each
    def links(self) -> Iterator[LinkResult]:
        for url, number, *told in self._rows.all(_LINKS, named=True):
            verdict, now, before, seen = told[:4], told[4:10], told[10:16], told[16:]
            if number is None:
                yield LinkResult(url, state_from(before))
                continue
            condition, look = condition_from(*verdict), look_from(url, seen)
            yield LinkResult(url, state_from(now), condition, look.observation)

    @translated_each
    def findings(self) -> Iterator[Finding]:
        for finding, _ in findings_where(self._connection, _FINDINGS, (self._key,)):
            yield finding

    @translated_each
    def not_checked(self) -> Iterator[NotChecked]:
        query = "select url, reason, detail from not_checked where run_id = ? order by id"
        for url, reason, detail in self._rows.all(query):
            yield NotChecked(url, SkipReason(reason), detail)

    @translated_each
    def unread(self) -> Iterator[UnreadSource]:
        query = (
            "select locator, problem, advice, network_down, named from unread where run_id = ?"
            " order by id"
        )
        for locator, problem, advice, down, named in self._rows.all(query):
            yield UnreadSource(locator, problem, advice, bool(down), bool(named))

    @translated_each
    def not_reached(self) -> Iterator[Unreached]:
        for address, reason, detail in self._rows.all(NOT_REACHED):
            yield Unreached(str(address), NotReached(reason), str(detail))


def run_from(connection: sqlite3.Connection, key: int, *, remembers: bool = True) -> Run:
    """A run from its row and its seal."""
    cursor = connection.execute("select * from runs where id = ?", (key,))
    names = [item[0] for item in cursor.description]
    row = dict(zip(names, cursor.fetchone(), strict=True))
    seal = connection.execute(
        "select finished, outcome from seals where run_id = ?", (key,)
    ).fetchone()
    finished, outcome = seal or (None, Outcome.UNFINISHED)
    found: Run = noun_of(
        Run, row, finished=since(finished), outcome=Outcome(outcome), remembers=remembers
    )
    return found


def told_apart(one: str, other: str) -> tuple[str, str]:
    """Two addresses without their common beginning, but for the last part of the path in it."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    at = one.rfind("/", 0, max(one.rfind("/", 0, same), 0))
    return (one, other) if at <= one.find("//") + 1 else (f"…{one[at:]}", f"…{other[at:]}")
