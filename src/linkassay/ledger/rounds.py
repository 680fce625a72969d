"""Further rounds of asking in one run: what is looked at once more, and what was seen so far."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

from linkassay.ledger import failing_hosts, good_looks, host_notes, reached
from linkassay.ledger.answers import looks_of
from linkassay.ledger.keys import Keys
from linkassay.ledger.links import IS_JUDGED
from linkassay.ledger.planning import CHUNK, Planning
from linkassay.ledger.sqlite_errors import translated, translated_each
from linkassay.ledger.transactions import Transactions
from linkassay.model import ConditionName, ErrorKind, HostNote, Look, Observation, Purpose

WINDOW = 200
"""So many links are given with their looks at a time."""

_LAST = f"""
k.n = (select max(m.n) from looks m where m.run_id = k.run_id and m.link_id = k.link_id)
  and exists (select 1 from looks m
    where m.run_id = k.run_id and m.link_id = k.link_id and m.purpose {IS_JUDGED})
"""
"""Whether a look `k` is the last one of its link, which gets a verdict."""

_LOOKED = f"""
select k.link_id, l.url from looks k join links l on l.id = k.link_id
where k.run_id = :run and k.link_id > :after
  and (k.condition in (select value from json_each(:names)) or k.confidence <> 'certain'
    and k.condition in (select value from json_each(:unsure)))
  and {_LAST} order by k.link_id limit {WINDOW}
"""

_ENDED = f"""
select k.link_id, l.url, coalesce(a.final_url, l.url)
from looks k join links l on l.id = k.link_id join answers a on a.id = k.answer_id
where k.run_id = :run and k.link_id > :after
  and k.condition in (select value from json_each(:names))
  and substr(l.url, 1, length(:beginning)) = :beginning
  and {_LAST} order by k.link_id limit {CHUNK}
"""

_WAS_ASKED = """
select 1 from looks k join links l on l.id = k.link_id
where k.run_id = ? and l.url = ? and k.purpose in (select value from json_each(?))
"""


class Rounds:
    """The further rounds of one run. Implements `ports.Rounds`."""

    def __init__(
        self, transactions: Transactions, run: int, keys: Keys, planning: Planning
    ) -> None:
        self._transactions = transactions
        self._connection: sqlite3.Connection = transactions.connection
        self._run = run
        self._keys = keys
        self._planning = planning

    @property
    def where(self) -> str:
        """The ledger, as errors name it."""
        return self._transactions.where

    @translated
    def ask(self, items: Iterable[tuple[str, Purpose]]) -> int:
        """Begin another round in which these addresses are asked; gives how many there are."""
        self._planning.clear()
        part: list[tuple[str, Purpose]] = []
        for item in items:
            if not self._is_known(*item):
                part.append(item)
            if len(part) >= CHUNK:
                self._ask(part)
                part.clear()
        self._ask(part)
        return self._planning.count()

    @translated_each
    def looked(
        self,
        names: Collection[ConditionName],
        *,
        unsure: Collection[ConditionName] = (),
    ) -> Iterator[Sequence[tuple[str, tuple[Look, ...]]]]:
        """Links by how their last look is read, each with all its looks, in chunks."""
        told = {"names": _words(names), "unsure": _words(unsure), "run": self._run}
        after = 0
        while rows := self._connection.execute(_LOOKED, {**told, "after": after}).fetchall():
            after = rows[-1][0]
            self._keys.know_links({url: link for link, url in rows})
            yield looks_of(self._connection, self._run, rows)

    @translated_each
    def ended(
        self, names: Collection[ConditionName], *, beginning: str
    ) -> Iterator[Sequence[tuple[str, str]]]:
        """Links by how their last look is read, with where that ended, in chunks."""
        told = {"names": _words(names), "run": self._run, "beginning": beginning}
        after = 0
        while rows := self._connection.execute(_ENDED, {**told, "after": after}).fetchall():
            after = rows[-1][0]
            yield [(url, final_url) for _, url, final_url in rows]

    @translated_each
    def peers(self) -> Iterator[str | None]:
        """Each IP address that answered in the run, once; `None` where an answer tells none."""
        return reached.peers(self._connection, self._run)

    @translated_each
    def failed_by(self, errors: Collection[ErrorKind]) -> Iterator[Observation]:
        """What the run saw that failed by one of these errors."""
        return reached.failed_by(self._connection, self._run, errors)

    @translated
    def known(self, url: str) -> Observation | None:
        """What the last look saw, in any sealed run, that certainly was the page of a link."""
        return good_looks.known(self._connection, self._run, url)

    @translated
    def hosts_failing(self, strikes: Collection[ConditionName]) -> tuple[int, int]:
        """Of the hosts that were alive and were asked: those where every look failed, and all."""
        return failing_hosts.hosts_failing(self._connection, self._run, strikes)

    def remember(self, note: HostNote) -> None:
        """Keep what is known of a host; written with what comes next."""
        keep = partial(host_notes.remember, self._connection, self._keys, note)
        self._transactions.later(1, keep)

    def _is_known(self, url: str, purpose: Purpose) -> bool:
        """A name that cannot exist is asked once: what the server said stands for the whole run.

        So does what an address over https said, for whatever purpose it was asked.
        """
        if purpose not in (Purpose.SIBLING, Purpose.SECURE):
            return False
        by = (purpose.value,) if purpose is Purpose.SIBLING else tuple(Purpose)
        asked = self._connection.execute(_WAS_ASKED, (self._run, url, json.dumps(by)))
        return asked.fetchone() is not None

    def _ask(self, items: Sequence[tuple[str, Purpose]]) -> None:
        if items:
            with self._transactions.chunk():
                links = [(self._keys.link(url), purpose) for url, purpose in items]
            self._planning.ask_again(links)


def _words(names: Collection[ConditionName]) -> str:
    return json.dumps([name.value for name in names])
