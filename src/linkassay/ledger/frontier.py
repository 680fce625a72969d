"""The frontier of a run: what its corpus on the web leads to, and what came of each address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from linkassay.ledger.codec import storable
from linkassay.ledger.run_documents import RunDocuments
from linkassay.ledger.sqlite_errors import translated
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.ledger.waves import WAITING, Waves
from linkassay.model import (
    Decision,
    Earlier,
    Fate,
    Lane,
    NotReached,
    PageOutcome,
    Validators,
    Wanted,
    WantedAs,
)
from linkassay.plan.frontier import MOST_KNOWN, STANDS
from linkassay.ports import Decide
from linkassay.urls import host_of
from linkassay.urls.crawled import crawled, form_of, sameness

_WITH_DOCUMENT = f"('{PageOutcome.READ}', '{PageOutcome.UNCHANGED}', '{PageOutcome.STANDS}')"

_ADD = f"""
{TABLES["frontier"].insert} on conflict (run_id, same) do update set
  depth = excluded.depth, outcome = excluded.outcome, reason = excluded.reason,
  rank = excluded.rank, found_on = excluded.found_on, changed = excluded.changed,
  form = excluded.form, scope = excluded.scope
where wanted_as = excluded.wanted_as and excluded.reason is null
  and (reason = '{NotReached.DEPTH}'
    or (outcome is null and form is not null and excluded.form is null))
"""
"""What was too deep may be met again on a shorter way, and what a page links to in a listing, which
knows more of it."""

_EARLIER = f"""
select f.locator, r.fetched, f.etag, f.last_modified from frontier f
join seals e on e.run_id = f.run_id
join documents d on d.locator = f.locator
join document_state s on s.document_id = d.id and s.present
join runs u on u.id = s.run_id
join run_documents r on r.run_id = s.run_id and r.document_id = s.document_id
where f.same = :same and f.run_id <> :run and f.outcome in {_WITH_DOCUMENT}
  and r.fetched is not null and u.tool = (select tool from runs where id = :run)
  and not exists (select 1 from citations c where c.version_id = s.version_id and c.secret)
order by f.run_id desc limit 1
"""
"""A reading is taken again only where the same version of the program made it, and where it needs
no secret that its source alone has."""

_CITED = """
select distinct l.url from documents d join run_documents r
  on r.document_id = d.id and r.run_id = ? join citations c on c.version_id = r.version_id
join links l on l.id = c.link_id where d.locator = ?
"""


class Frontier:
    """The frontier of one run. Implements `ports.Frontier`."""

    def __init__(self, transactions: Transactions, run: int, documents: RunDocuments) -> None:
        self._transactions = transactions
        self._connection: sqlite3.Connection = transactions.connection
        self._run = run
        self._documents = documents
        self._waves = Waves(self._connection, run, self._close_form)
        count = "select count(*) from frontier where run_id = ?"
        (self._known,) = self._connection.execute(count, (run,)).fetchone()
        query = "select coalesce(max(settled), 0) from frontier where run_id = ?"
        (self._settled,) = self._connection.execute(query, (run,)).fetchone()

    @property
    def where(self) -> str:
        """The ledger, as errors name it."""
        return self._transactions.where

    @translated
    def add(self, wanted: Iterable[Wanted], decide: Decide) -> int:
        """Note addresses that were not known yet; gives how many of them are to be fetched."""
        added = 0
        for item in wanted:
            if self._known >= MOST_KNOWN:
                break
            with self._transactions.writing() as connection:
                same = sameness(item.address)
                earlier = self._earlier(same)
                decision = decide(item, earlier)
                row = self._row(item, same, earlier, decision)
                changed = connection.execute(_ADD, row).rowcount
            self._known += changed
            added += changed if decision.reason is None else 0
        return added

    def _row(
        self, item: Wanted, same: str, earlier: Earlier | None, decision: Decision
    ) -> tuple[Any, ...]:
        reason = decision.reason
        return (
            self._run,
            storable(item.address),
            storable(same),
            host_of(item.address),
            item.wanted_as.value,
            item.root,
            item.depth,
            item.found_on,
            item.changed,
            item.scope,
            None if item.listed else form_of(item.address),
            decision.rank,
            None if reason is None else PageOutcome.NOT_REACHED.value,
            None if reason is None else reason.value,
            "",
            0,
            None,
            0,
            None if earlier is None else earlier.locator,
            None if earlier is None else earlier.etag,
            None if earlier is None else earlier.last_modified,
            0,
            1,
        )

    def _earlier(self, same: str) -> Earlier | None:
        row = self._connection.execute(_EARLIER, {"same": same, "run": self._run}).fetchone()
        return None if row is None else Earlier(*row)

    @translated
    def keep(self) -> None:
        """Take up again what the run had read before it was broken off.

        What has no document any more, or one whose secrets are needed, is to be fetched again.
        """
        query = (
            "select address, locator from frontier where run_id = ?"
            f" and outcome in {_WITH_DOCUMENT} and wanted_as <> '{WantedAs.NAMED}' order by settled"
        )
        for address, locator in self._connection.execute(query, (self._run,)).fetchall():
            with self._transactions.writing():
                if locator is None or not self._documents.keep_article(locator):
                    self._reopen(address)

    def _reopen(self, address: str) -> None:
        query = "update frontier set outcome = null, asked = 0 where run_id = ? and same = ?"
        self._connection.execute(query, (self._run, sameness(address)))

    @translated
    def lanes(self, most: int) -> Sequence[Lane]:
        """What is to be fetched next, at most so many pages, host by host; listings come first."""
        return self._waves.lanes(most)

    @translated
    def wanted(self, address: str) -> Wanted:
        """What is known of an address; raises `KeyError` where nothing is."""
        row = self._connection.execute(
            "select address, wanted_as, root, depth, found_on, changed, form is null, scope"
            " from frontier where run_id = ? and same = ?",
            (self._run, sameness(address)),
        ).fetchone()
        if row is None:
            raise KeyError(address)
        name, word, root, depth, found_on, changed, listed, scope = row
        return Wanted(name, WantedAs(word), root, depth, found_on, changed, bool(listed), scope)

    @translated
    def fate(self, address: str) -> Fate | None:
        """What came of an address so far; `None` where it is not known at all."""
        row = self._connection.execute(
            "select outcome, reason, detail from frontier where run_id = ? and same = ?",
            (self._run, sameness(address)),
        ).fetchone()
        if row is None:
            return None
        outcome, reason, detail = row
        return Fate(
            None if outcome is None else PageOutcome(outcome),
            None if reason is None else NotReached(reason),
            detail,
        )

    def room(self) -> int:
        """How many more addresses can be noted."""
        return max(MOST_KNOWN - int(self._known), 0)

    @translated
    def settle(
        self,
        address: str,
        outcome: PageOutcome,
        reason: NotReached | None = None,
        detail: str = "",
        *,
        asked: bool = True,
        locator: str | None = None,
        validators: Validators | None = None,
        fruitful: bool = False,
        left_out: int = 0,
        whole: bool = True,
    ) -> None:
        """Note what came of an address."""
        found = validators or Validators()
        self._settled += 1
        with self._transactions.writing() as connection:
            connection.execute(
                "update frontier set outcome = ?, reason = ?, detail = ?, asked = ?, locator = ?,"
                " etag = ?, last_modified = ?, fruitful = ?, left_out = ?, whole = ?, settled = ?"
                " where run_id = ? and same = ?",
                (
                    outcome.value,
                    None if reason is None else reason.value,
                    storable(detail),
                    int(asked),
                    locator,
                    found.etag,
                    found.last_modified,
                    int(fruitful),
                    left_out,
                    int(whole),
                    self._settled,
                    self._run,
                    sameness(address),
                ),
            )

    @translated
    def take_again(self, address: str, outcome: PageOutcome, fetched: str | None) -> bool:
        """Take the stored reading of a page as the one of this run; whether there is one.

        `fetched` is the day on which its host confirmed it, `None` where it was not asked.
        """
        earlier = self._earlier(sameness(address))
        if earlier is None:
            return False
        with self._transactions.writing():
            if not self._documents.take_again(earlier.locator, fetched or earlier.fetched):
                return False
        self.settle(
            address,
            outcome,
            asked=fetched is not None,
            locator=earlier.locator,
            validators=Validators(earlier.etag, earlier.last_modified),
            fruitful=self._has_prose(earlier.locator),
        )
        return True

    def _has_prose(self, locator: str) -> bool:
        query = (
            "select 1 from documents d"
            " join run_documents r on r.document_id = d.id and r.run_id = ?"
            " join sketches k on k.version_id = r.version_id where d.locator = ?"
        )
        return self._connection.execute(query, (self._run, locator)).fetchone() is not None

    @translated
    def standing(self, most: int) -> Sequence[str]:
        """Some of the addresses that need not be asked, since they are as they were."""
        query = f"select address {WAITING} and rank >= {STANDS} order by id limit ?"
        return [row[0] for row in self._connection.execute(query, (self._run, most))]

    @translated
    def ask_after_all(self, address: str) -> None:
        """An address that need not have been asked is asked: its reading is gone."""
        query = "update frontier set rank = 0 where run_id = ? and same = ?"
        with self._transactions.writing() as connection:
            connection.execute(query, (self._run, sameness(address)))

    @translated
    def leads_of(self, locator: str) -> Sequence[str]:
        """Where a page led in earlier runs, of what its stored reading cites."""
        found: dict[str, None] = {}
        for (url,) in self._connection.execute(_CITED, (self._run, locator)).fetchall():
            address = crawled(url) if "://" in url else None
            known = "select 1 from frontier where same = ? and run_id <> ? limit 1"
            values = (sameness(address or ""), self._run)
            if address is not None and self._connection.execute(known, values).fetchone():
                found[address] = None
        return tuple(found)

    @translated
    def has_bytes(self, sha256: str) -> bool:
        """Whether the run has read a document of the web that has these bytes."""
        query = (
            "select 1 from document_versions v join run_documents r on r.version_id = v.id"
            " where r.run_id = ? and r.fetched is not null and v.sha256 = ?"
        )
        return self._connection.execute(query, (self._run, sha256)).fetchone() is not None

    @translated
    def asked(self, *, listings: bool = False) -> int:
        """How many pages were asked in this run, or how many listings."""
        words = [WantedAs.LISTING, WantedAs.GUESS] if listings else [WantedAs.PAGE]
        marks = ", ".join(f"'{word.value}'" for word in words)
        query = (
            f"select count(*) from frontier where run_id = ? and asked and wanted_as in ({marks})"
        )
        (number,) = self._connection.execute(query, (self._run,)).fetchone()
        return int(number)

    def close(self, reason: NotReached) -> None:
        """What still waits is not fetched."""
        self._close("1 = ?5", 1, reason)

    def _close_form(self, form: str) -> None:
        self._close("form = ?5", form, NotReached.TRAP)

    def close_host(self, host: str, reason: NotReached, detail: str) -> None:
        """What still waits of a host is not fetched."""
        self._close("host = ?5", host, reason, detail)

    def close_listings(self, reason: NotReached) -> None:
        """No more listings are read."""
        self._close(f"wanted_as <> ?5 and wanted_as <> '{WantedAs.PAGE}'", "", reason)

    @translated
    def _close(self, which: str, value: str | int, reason: NotReached, detail: str = "") -> None:
        with self._transactions.writing() as connection:
            connection.execute(
                "update frontier set outcome = ?1, reason = ?2, detail = ?3,"
                f" whole = ?2 = '{NotReached.TRAP}'"
                f" or (form is null and wanted_as = '{WantedAs.PAGE}')"
                f" where run_id = ?4 and outcome is null and {which}",
                (PageOutcome.NOT_REACHED.value, reason.value, storable(detail), self._run, value),
            )

    @translated
    def reopen_duplicates(self, address: str) -> None:
        """Pages that named this address as their own are read themselves: it did not come."""
        with self._transactions.writing() as connection:
            connection.execute(
                f"update frontier set outcome = null, reason = null, detail = '' where run_id = ?"
                f" and reason = '{NotReached.DUPLICATE}' and detail = ?",
                (self._run, address),
            )
