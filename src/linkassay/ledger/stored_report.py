"""A run as it is told, read from the ledger one thing at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from linkassay.ledger import runs
from linkassay.ledger.answers import LOOK_COLUMNS, look_from
from linkassay.ledger.codec import noun_of, since
from linkassay.ledger.meant import MEANT, choice
from linkassay.ledger.readings import read_back
from linkassay.ledger.results import IN_ORDER, findings_where, published_from
from linkassay.ledger.sqlite_errors import translated, translated_each
from linkassay.ledger.states import condition_from, state_from
from linkassay.model import (
    Confidence,
    Counts,
    DocumentResult,
    Finding,
    Level,
    Limit,
    LinkResult,
    NotChecked,
    NotReached,
    Outcome,
    PageOutcome,
    Reading,
    Run,
    SkipReason,
    Standing,
    Tally,
    Unreached,
    UnreadSource,
)

Word = TypeVar("Word", bound=StrEnum)

CHUNK = 500

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

CITED = f"""
l.id in (select {MEANT} from run_documents d join citations c on c.version_id = d.version_id
  {choice("d.run_id")} where d.run_id = :{{}})
"""
"""Whether the documents of a run cite the link `l`."""

_CITED = CITED.format("run")

_STATES = f"""
from links l left join checks k on k.link_id = l.id and k.run_id = :run
left join link_state s on k.id is null and s.link_id = l.id
  and s.last_checked <= (select started from runs where id = :run)
left join checks p on k.id is null and s.link_id is null and p.id = (
  select c.id from checks c join seals e on e.run_id = c.run_id where c.link_id = l.id
    and c.checked <= (select started from runs where id = :run) order by c.checked desc limit 1)
where {_CITED}
"""
"""Where this run did not check a link, its state is that of the last check before the run."""

_LINKS = f"""
select l.id, l.url, k.look, k.condition, k.confidence, k.strike, k.reason,
  k.state, k.strikes, k.since, k.strike_days, k.cause, k.falls,
  coalesce(s.state, p.state), coalesce(s.strikes, p.strikes), coalesce(s.since, p.since),
  coalesce(s.strike_days, p.strike_days), coalesce(s.cause, p.cause), coalesce(s.falls, p.falls)
{_STATES} order by l.id
"""

_TELLING_LOOK = f"""
select {LOOK_COLUMNS} from looks k join answers a on a.id = k.answer_id
where k.run_id = ? and k.link_id = ? and k.n = ?
"""

_NOT_CHECKED = f"""
select reason from (select reason from not_checked where run_id = ?1
  union all select '{SkipReason.NOT_DUE}' from not_due n where n.run_id = ?1 and not exists
    (select 1 from checks c where c.run_id = n.run_id and c.link_id = n.link_id))
"""

_NOT_REACHED = f"""
select address, coalesce(reason, '{NotReached.INTERRUPTED}') as reason, detail from frontier
where run_id = ? and (outcome is null or outcome = '{PageOutcome.NOT_REACHED}') order by id
"""

_FOUND = "from run_findings n join findings f on f.id = n.finding_id where n.run_id = ?"


def _standings(wanted: Callable[[Standing], bool]) -> str:
    """The words of these standings, as SQL lists them."""
    return ", ".join(f"'{word.value}'" for word in Standing if wanted(word))


_NEWS = f"n.standing in ({_standings(lambda word: word.is_news)})"
_NOW = f"n.standing in ({_standings(lambda word: word.is_open and word is not Standing.CARRIED)})"
_TOLD_WITH = f"{_NOW} and f.told_with is not null"


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
        local = (
            "select count(*) from run_documents r join citations c on c.version_id = r.version_id"
            " where r.run_id = ? and c.target is not null"
        )
        citations = (
            "select count(*) from run_documents r join citations c on c.version_id = r.version_id"
            " where r.run_id = ?"
        )
        return Counts(
            documents=self._number("select count(*) from run_documents where run_id = ?"),
            citations=self._number(citations),
            links=self._number(
                f"select count(*) from links l where {_CITED.replace(':run', '?1')}"
            ),
            local=self._number(local),
            levels=self._tally(Level, f"select f.level {_FOUND} and {_NOW}"),
            news=self._tally(Level, f"select f.level {_FOUND} and {_NEWS}"),
            confidences=self._tally(Confidence, f"select f.confidence {_FOUND} and {_NOW}"),
            standings=self._tally(Standing, f"select n.standing {_FOUND}"),
            told_with=Tally(
                self._tally(Level, f"select f.level {_FOUND} and {_TOLD_WITH}"),
                self._tally(Confidence, f"select f.confidence {_FOUND} and {_TOLD_WITH}"),
                self._tally(Standing, f"select n.standing {_FOUND} and f.told_with is not null"),
                self._tally(Level, f"select f.level {_FOUND} and {_TOLD_WITH} and {_NEWS}"),
            ),
            by_standing=self._by_standing(),
            not_checked=self._tally(SkipReason, _NOT_CHECKED),
            not_reached=self._not_reached(),
            unread=self._number("select count(*) from unread where run_id = ?"),
            unread_of_network=self._number(
                "select count(*) from unread where run_id = ? and network_down"
            ),
            unread_walked=self._number(
                "select count(*) from unread where run_id = ? and not named and not network_down"
            ),
        )

    def _by_standing(self) -> Mapping[Standing, Mapping[Level, int]]:
        """Open findings that were found now, by standing and level."""
        query = f"select n.standing, f.level, count(*) {_FOUND} and {_NOW} group by 1, 2"
        found = {(standing, level): number for standing, level, number in self._rows(query)}
        return {
            standing: levels
            for standing in Standing
            if (levels := {one: found[standing, one] for one in Level if (standing, one) in found})
        }

    @translated_each
    def documents(self) -> Iterator[DocumentResult]:
        any_chosen = bool(self._number(_ANY_CHOSEN))
        for *told, notes, days, is_open, version in self._rows(_DOCUMENTS):
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
        for link, url, number, *told in self._rows(_LINKS, named=True):
            verdict, now, before = told[:4], told[4:10], told[10:]
            if number is None:
                yield LinkResult(url, state_from(before))
                continue
            key = (self._key, link, number)
            seen = look_from(url, self._connection.execute(_TELLING_LOOK, key).fetchone())
            condition = condition_from(*verdict)
            yield LinkResult(url, state_from(now), condition, seen.observation)

    @translated_each
    def findings(self) -> Iterator[Finding]:
        for finding, _ in findings_where(self._connection, _FINDINGS, (self._key,)):
            yield finding

    @translated_each
    def not_checked(self) -> Iterator[NotChecked]:
        query = "select url, reason, detail from not_checked where run_id = ? order by id"
        for url, reason, detail in self._rows(query):
            yield NotChecked(url, SkipReason(reason), detail)

    @translated_each
    def unread(self) -> Iterator[UnreadSource]:
        query = (
            "select locator, problem, advice, network_down, named from unread where run_id = ?"
            " order by id"
        )
        for locator, problem, advice, down, named in self._rows(query):
            yield UnreadSource(locator, problem, advice, bool(down), bool(named))

    @translated_each
    def not_reached(self) -> Iterator[Unreached]:
        for address, reason, detail in self._rows(_NOT_REACHED):
            yield Unreached(str(address), NotReached(reason), str(detail))

    def _not_reached(self) -> Mapping[NotReached, int]:
        found = dict(self._tally(NotReached, f"select reason from ({_NOT_REACHED})"))
        left_out = self._number("select coalesce(sum(left_out), 0) from frontier where run_id = ?")
        return found | {NotReached.CUT: left_out} if left_out else found

    def _rows(self, query: str, *, named: bool = False) -> Iterator[tuple[Any, ...]]:
        values: Mapping[str, int] | tuple[int] = {"run": self._key} if named else (self._key,)
        cursor = self._connection.execute(query, values)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows

    def _number(self, query: str) -> int:
        (number,) = self._connection.execute(query, (self._key,)).fetchone()
        return int(number)

    def _tally(self, words: type[Word], query: str) -> Mapping[Word, int]:
        column = query.split()[1].rpartition(".")[2]
        rows = self._connection.execute(
            f"select {column}, count(*) from ({query}) group by 1",
            (self._key,),
        )
        found = dict(rows.fetchall())
        return {word: found[word] for word in words if word in found}


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
