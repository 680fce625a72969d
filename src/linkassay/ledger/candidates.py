"""Wrapped addresses of a run: which failed as they were first read, and what they are instead.

A choice holds for every citation that has the same link and the same candidates; a document whose
lines change has other candidates, so that its address is read anew. Each run stores all choices
that it rests on, those of earlier runs too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from linkassay.ledger.codec import cell
from linkassay.ledger.keys import Keys
from linkassay.ledger.planning import CHUNK, Planning
from linkassay.ledger.sqlite_errors import translated, translated_each
from linkassay.ledger.tables import TABLES
from linkassay.ledger.temporary import fill
from linkassay.ledger.transactions import Transactions
from linkassay.model import Chosen, ConditionName, Purpose, SkipReason, Wrapped

WINDOW = 500
"""So many wrapped addresses are read at a time."""

_ANY_OTHER = "select 1 from resolved where run_id < ?1 or run_id > ?1 limit 1"

_CARRY = """
insert or ignore into resolved (run_id, link_id, candidates, chosen_id, for_good)
select d.run_id, p.link_id, p.candidates, p.chosen_id, 1
from run_documents d cross join citations c on c.version_id = d.version_id
cross join resolved p on p.link_id = c.link_id and p.candidates = c.candidates
where d.run_id = :run and c.candidates <> '[]' and p.run_id = (
  select q.run_id from resolved q join seals e on e.run_id = q.run_id
  join runs u on u.id = q.run_id
  where q.link_id = c.link_id and q.candidates = c.candidates and q.for_good
    and u.started <= (select started from runs where id = :run)
  order by u.started desc, u.id desc limit 1)
"""

_WRAPPED = """
insert or ignore into temp.wrapped
select k.link_id, c.candidates from looks k cross join citations c on c.link_id = k.link_id
where k.run_id = :run and k.condition in (select value from json_each(:names))
  and c.candidates <> '[]'
  and exists (select 1 from run_documents d
    where d.run_id = :run and d.version_id = c.version_id)
  and not exists (select 1 from resolved r
    where r.run_id = :run and r.link_id = c.link_id and r.candidates = c.candidates)
"""

_PAGE = f"""
select w.link_id, l.url, w.candidates, exists (
  select 1 from citations c join run_documents d on d.version_id = c.version_id
  where d.run_id = ? and c.link_id = w.link_id and c.candidates = '[]')
from temp.wrapped w join links l on l.id = w.link_id
where (w.link_id, w.candidates) > (?, ?) order by w.link_id, w.candidates limit {WINDOW}
"""

_STORE = f"{TABLES['resolved'].insert} on conflict do nothing"

_PASSED = """
insert or ignore into temp.passed
select x.link_id from (
  select link_id from resolved where run_id = :run union
  select link_id from temp.waiting union
  select link_id from looks where run_id = :run and purpose = 'candidate') x
where not exists (select 1 from resolved r where r.run_id = :run and r.chosen_id = x.link_id)
  and not exists (select 1 from citations c
    join run_documents d on d.version_id = c.version_id and d.run_id = :run
    where c.link_id = x.link_id
      and not exists (select 1 from resolved r
        where r.run_id = :run and r.link_id = c.link_id and r.candidates = c.candidates)
      and not exists (select 1 from temp.waiting w
        where w.link_id = c.link_id and w.candidates = c.candidates))
"""

_ANY_WAITING = "select 1 from temp.waiting limit 1"

_NOT_CHECKED = """
insert into not_checked (run_id, link_id, url, reason, detail)
select :run, p.link_id, l.url, :reason, '' from temp.passed p join links l on l.id = p.link_id
where p.link_id in (select link_id from temp.waiting) order by p.link_id
"""

_MAKE = (
    "create temp table if not exists wrapped (link_id INTEGER, candidates TEXT,"
    " primary key (link_id, candidates)) without rowid",
    "create temp table if not exists waiting (link_id INTEGER, candidates TEXT,"
    " primary key (link_id, candidates)) without rowid",
    "create temp table if not exists passed (link_id INTEGER PRIMARY KEY)",
)


class Candidates:
    """The wrapped addresses of one run. Implements `ports.Choices`.

    What is only needed while it runs stands in tables of this connection alone.
    """

    def __init__(
        self, transactions: Transactions, run: int, keys: Keys, planning: Planning
    ) -> None:
        self._transactions = transactions
        self._connection = transactions.connection
        self._run = run
        self._keys = keys
        self._planning = planning
        for make in _MAKE:
            self._connection.execute(make)
        self._forget("wrapped", "waiting", "passed")

    @property
    def where(self) -> str:
        """The ledger, as errors name it."""
        return self._transactions.where

    @translated
    def carry(self) -> None:
        """What earlier runs chose for good holds in this one, where it is still written so."""
        if self._connection.execute(_ANY_OTHER, (self._run,)).fetchone() is not None:
            with self._transactions.chunk() as connection:
                connection.execute(_CARRY, {"run": self._run})

    @translated_each
    def wrapped(self, names: Collection[ConditionName]) -> Iterator[Sequence[Wrapped]]:
        """Each wrapped address that was looked at, seen as one of these conditions in any look."""
        self._forget("wrapped")
        told = json.dumps([name.value for name in names])
        self._connection.execute(_WRAPPED, {"run": self._run, "names": told})
        link, candidates = 0, ""
        while rows := self._connection.execute(_PAGE, (self._run, link, candidates)).fetchall():
            link, _, candidates, _ = rows[-1]
            self._keys.know_links({url: key for key, url, _, _ in rows})
            yield [Wrapped(url, tuple(json.loads(told)), bool(whole))
                   for _, url, told, whole in rows]  # fmt: skip

    @translated
    def ask(self, urls: Iterable[str]) -> int:
        """Plan a round in which these are asked, but for those that the run has looked at."""
        self._planning.clear()
        part: list[str] = []
        for url in urls:
            part.append(url)
            if len(part) >= CHUNK:
                self._ask(part)
                part.clear()
        self._ask(part)
        return self._planning.count()

    def _ask(self, urls: Sequence[str]) -> None:
        if urls:
            with self._transactions.chunk():
                links = [self._keys.link(url) for url in urls]
            self._planning.ask(links, Purpose.CANDIDATE)

    @translated
    def choose(self, chosen: Sequence[Chosen], waiting: Sequence[Wrapped]) -> None:
        """Store what wrapped addresses are in this run; `waiting` ones are still to be asked."""
        insert = "insert or ignore into temp.waiting values (?, ?)"
        fill(self._connection, insert, map(self._key, waiting))
        if chosen:
            with self._transactions.chunk() as connection:
                connection.executemany(_STORE, [self._row(item) for item in chosen])

    @translated
    def end(self, reason: SkipReason) -> None:
        """Know which links get no verdict: a wrapped address was asked by them, and is not they.

        Those of waiting addresses are not checked for this reason.
        """
        self._forget("passed")
        self._connection.execute(_PASSED, {"run": self._run})
        if self._connection.execute(_ANY_WAITING).fetchone() is not None:
            with self._transactions.chunk() as connection:
                connection.execute(_NOT_CHECKED, {"run": self._run, "reason": reason.value})

    def _row(self, item: Chosen) -> tuple[object, ...]:
        return (self._run, *self._key(item.wrapped), self._keys.link(item.url), item.for_good)

    def _key(self, item: Wrapped) -> tuple[int, str]:
        return self._keys.link(item.url), str(cell(item.candidates))

    def _forget(self, *tables: str) -> None:
        for table in tables:
            self._connection.execute(f"delete from temp.{table}")
