"""What is to be asked: targets out of the documents, lanes out of the plan."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from linkassay.ledger.codec import moment, since
from linkassay.ledger.host_notes import note_of
from linkassay.ledger.keys import Keys
from linkassay.ledger.links import IS_JUDGED
from linkassay.ledger.meant import MEANT, choice
from linkassay.ledger.probes import WINDOW, probes
from linkassay.ledger.sqlite_errors import translated_each
from linkassay.ledger.tables import TABLES
from linkassay.ledger.temporary import fill
from linkassay.ledger.transactions import Transactions
from linkassay.model import (
    Lane,
    NotChecked,
    Probe,
    Purpose,
    SkipReason,
    State,
    StillStands,
    Target,
)
from linkassay.plan import ASKED_SCHEMES

CHUNK = 5_000
"""So many addresses are planned at a time."""

_CITED = f"""
insert into temp.cited
select {MEANT}, min(c.code), max(c.secret and r.chosen_id is null)
from run_documents d join citations c on c.version_id = d.version_id
{choice("d.run_id")} where d.run_id = ? and c.link_id is not null group by 1
"""

_NOT_LINKS = """
insert into temp.not_links (written, malformed)
select c.written, max(c.error is not null) from run_documents d
join citations c on c.version_id = d.version_id
where d.run_id = ? and c.link_id is null and c.target is null and not c.code
  and c.form != 'identifier'
group by c.written order by min(c.id)
"""

_ASK = f"""
insert or ignore into temp.to_ask select coalesce(host_id, 0), id, ?3 from links where id = ?1
  and not exists (select 1 from looks
    where run_id = ?2 and link_id = ?1 and purpose {IS_JUDGED})
"""

_ASK_AGAIN = """
insert or ignore into temp.to_ask select coalesce(host_id, 0), id, ?2 from links where id = ?1
"""

_CITING = """
select distinct d.locator from run_documents r join documents d on d.id = r.document_id
join citations c on c.version_id = r.version_id join links l on l.id = c.link_id
where r.run_id = ? and l.url = ?
"""

_MAKE = (
    "create temp table if not exists to_ask (host_id INTEGER, link_id INTEGER,"
    " purpose TEXT, primary key (host_id, link_id)) without rowid",
    "create temp table if not exists cited (link_id INTEGER PRIMARY KEY, code INTEGER,"
    " secret INTEGER)",
    "create temp table if not exists not_links (id INTEGER PRIMARY KEY, written TEXT,"
    " malformed INTEGER)",
)

_LINKS_PAGE = f"""
select c.link_id, l.url, c.secret, c.code, s.state, s.due
from temp.cited c join links l on l.id = c.link_id left join link_state s on s.link_id = c.link_id
  and s.last_checked <= (select started from runs where id = :run)
where c.link_id > :last
  and not exists (select 1 from not_due n where n.run_id = :run and n.link_id = c.link_id)
order by c.link_id limit {CHUNK}
"""

_NOT_LINKS_PAGE = f"""
select id, written, malformed from temp.not_links where id > :last order by id limit {CHUNK}
"""

_HOSTS_AT_ONCE = 250
"""So many hosts are read at a time: names and numbers, no notes, which may be long."""

_HOSTS = f"""
select t.host_id, count(*), coalesce((select host from hosts where id = t.host_id), '')
from temp.to_ask t where t.host_id > ? group by t.host_id order by 1 limit {_HOSTS_AT_ONCE}
"""

_NOT_DUE = f"{TABLES['not_due'].insert} on conflict do nothing"

_IS_ASKED = " or ".join(f"substr(l.url, 1, {len(scheme)}) = '{scheme}'" for scheme in ASKED_SCHEMES)

LEFT_AT_ONCE = 20_000
"""So many links are left alone in one transaction: all that it changes is held in memory."""

_ENDS = """
select link_id from (select link_id, row_number() over (order by link_id) as n from temp.cited)
where n % ? = 0
"""

_LEAVE = f"""
insert into not_due (run_id, link_id)
select :run, c.link_id from temp.cited c join link_state s on s.link_id = c.link_id
join links l on l.id = c.link_id
where c.link_id > :after and c.link_id <= :until and not c.code and ({_IS_ASKED})
  and s.state in (select value from json_each(:states))
  and (:before is null or s.due > :before)
  and s.last_checked <= (select started from runs where id = :run)
on conflict do nothing
"""


class Planning:
    """The plan of one run.

    What is cited and what is to be asked stands in tables of this connection alone, and is read
    page by page: an open query would keep other programs from committing.
    """

    def __init__(self, transactions: Transactions, run: int, keys: Keys) -> None:
        self._transactions = transactions
        self._connection = transactions.connection
        self._run = run
        self._keys = keys
        self._is_cited = False
        for make in _MAKE:
            self._connection.execute(make)
        for table in ("to_ask", "cited", "not_links"):
            self._connection.execute(f"delete from temp.{table}")

    def leave(self, those: StillStands) -> None:
        """Note all links that need not be asked; `targets` gives the others."""
        self._cite()
        words = {
            "run": self._run,
            "states": json.dumps(sorted(those.states)),
            "before": None if those.before is None else moment(those.before),
        }
        ends = self._connection.execute(_ENDS, (LEFT_AT_ONCE,)).fetchall()
        for after, until in pairwise([0, *(end for (end,) in ends), 1 << 62]):
            with self._transactions.chunk() as connection:
                connection.execute(_LEAVE, words | {"after": after, "until": until})

    def _cite(self) -> None:
        self._connection.execute("delete from temp.cited")
        self._connection.execute(_CITED, (self._run,))
        self._is_cited = True

    def targets(self) -> Iterator[Target]:
        """Each address that the run's documents cite, once: links first, in order of their keys."""
        if not self._is_cited:
            self._cite()
        self._is_cited = False
        self._connection.execute("delete from temp.not_links")
        self._connection.execute(_NOT_LINKS, (self._run,))
        for page in self._pages(_LINKS_PAGE):
            self._keys.know_links({url: link for link, url, *_ in page})
            for _, url, secret, code, state, due in page:
                stands = State.UNKNOWN if state is None else State(state)
                yield Target(url, False, bool(secret), bool(code), stands, since(due))
        for page in self._pages(_NOT_LINKS_PAGE):
            for _, written, malformed in page:
                yield Target(written, malformed=bool(malformed))

    def _pages(self, query: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        last, run = 0, self._run
        while page := self._connection.execute(query, {"last": last, "run": run}).fetchall():
            last = page[-1][0]
            yield page

    def take(self, decided: Iterable[tuple[Target, SkipReason | None]]) -> None:
        """Begin with what is to be asked, and note what is not.

        What this run has looked at before it was taken up is not asked again.
        """
        self.clear()
        links: list[int] = []
        for target, reason in decided:
            if reason is not None:
                self._skip(target, reason)
                continue
            links.append(self._keys.link(target.url))
            if len(links) >= CHUNK:
                self.ask(links, Purpose.CITED)
                links.clear()
        self.ask(links, Purpose.CITED)
        self._transactions.commit()

    def ask(self, links: Sequence[int], purpose: Purpose) -> None:
        """Add links that are to be asked, unless this run has looked at them to judge them."""
        rows = ((link, self._run, purpose.value) for link in links)
        fill(self._connection, _ASK, rows)

    def ask_again(self, links: Sequence[tuple[int, Purpose]]) -> None:
        """Add links that are to be asked, although this run may have looked at them."""
        fill(self._connection, _ASK_AGAIN, ((link, to.value) for link, to in links))

    def clear(self) -> None:
        """Forget what was to be asked: another round begins."""
        self._connection.execute("delete from temp.to_ask")

    def _skip(self, target: Target, reason: SkipReason) -> None:
        link = None if reason in _NO_LINK else self._keys.link(target.url)
        if link is not None and reason is SkipReason.NOT_DUE:
            with self._transactions.writing() as connection:
                connection.execute(_NOT_DUE, (self._run, link))
        elif reason is not SkipReason.INTERRUPTED or not self._is_not_due(link):
            self.skip(link, NotChecked(target.url, reason))

    def _is_not_due(self, link: int | None) -> bool:
        query = "select 1 from not_due where run_id = ? and link_id = ?"
        return self._connection.execute(query, (self._run, link)).fetchone() is not None

    def skip(self, link: int | None, item: NotChecked) -> None:
        """Note one address that is not checked."""
        with self._transactions.writing() as connection:
            row = (self._run, link, item.url, item.reason.value, item.detail)
            connection.execute(TABLES["not_checked"].insert, row)

    def citing(self, url: str) -> Iterator[str]:
        """The locators of the run's documents that cite a link."""
        rows = self._connection.execute(_CITING, (self._run, url))
        return iter([locator for (locator,) in rows.fetchall()])

    def count(self) -> int:
        (number,) = self._connection.execute("select count(*) from temp.to_ask").fetchone()
        return int(number)

    def count_hosts(self) -> int:
        """How many hosts there is something to ask of."""
        query = "select count(distinct host_id) from temp.to_ask"
        (number,) = self._connection.execute(query).fetchone()
        return int(number)

    def lanes(self) -> Iterator[Lane]:
        """One lane for each host; its windows are read when they are wanted."""
        last = -1
        while page := self._connection.execute(_HOSTS, (last,)).fetchall():
            last = page[-1][0]
            for key, links, host in page:
                note = note_of(self._connection, key)
                yield Lane(host, self._windows(key), note, links)

    @property
    def where(self) -> str:
        """The ledger, as errors name it."""
        return self._transactions.where

    @translated_each
    def _windows(self, host: int) -> Iterator[Sequence[Probe]]:
        after, is_full = 0, True
        while is_full and (found := probes(self._connection, self._run, host, after)):
            after, is_full = found[-1][0], len(found) == WINDOW
            self._keys.know_links({probe.url: link for link, probe in found})
            yield [probe for _, probe in found]


_NO_LINK = frozenset({SkipReason.MALFORMED, SkipReason.SCHEME, SkipReason.PLACE})
