"""The frontier of a run: what its corpus on the web leads to, and what came of each address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from linkassay.ledger.codec import storable
from linkassay.ledger.frontier_queries import FrontierQueries
from linkassay.ledger.pages_before import WITH_DOCUMENT, PagesBefore
from linkassay.ledger.run_documents import RunDocuments
from linkassay.ledger.sqlite_errors import translated
from linkassay.ledger.tables import TABLES
from linkassay.ledger.transactions import Transactions
from linkassay.ledger.waves import Waves
from linkassay.model import (
    Decision,
    Earlier,
    Lane,
    NotReached,
    PageOutcome,
    Validators,
    Wanted,
    WantedAs,
)
from linkassay.plan.frontier import MOST_KNOWN
from linkassay.ports import Decide
from linkassay.urls import host_of
from linkassay.urls.crawled import form_of, sameness

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


class Frontier(FrontierQueries):
    """The frontier of one run. Implements `ports.Frontier`."""

    def __init__(self, transactions: Transactions, run: int, documents: RunDocuments) -> None:
        super().__init__(transactions, run)
        self._documents = documents
        self._before = PagesBefore(self._connection, run)
        self._waves = Waves(self._connection, run, self._close_form)
        count = "select count(*) from frontier where run_id = ?"
        (self._known,) = self._connection.execute(count, (run,)).fetchone()
        query = "select coalesce(max(settled), 0) from frontier where run_id = ?"
        (self._settled,) = self._connection.execute(query, (run,)).fetchone()

    @translated
    def add(self, wanted: Iterable[Wanted], decide: Decide) -> int:
        """Note addresses that were not known yet; gives how many of them are to be fetched."""
        added = 0
        for item in wanted:
            if self._known >= MOST_KNOWN:
                break
            with self._transactions.writing() as connection:
                same = sameness(item.address)
                earlier = self._before.earlier(same)
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

    @translated
    def keep(self) -> None:
        """Take up again what the run had read before it was broken off.

        What has no document any more, or one whose secrets are needed, is to be fetched again.
        """
        query = (
            "select address, locator from frontier where run_id = ?"
            f" and outcome in {WITH_DOCUMENT} and wanted_as <> '{WantedAs.NAMED}' order by settled"
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
        earlier = self._before.earlier(sameness(address))
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
            fruitful=self._before.has_prose(earlier.locator),
        )
        return True

    @translated
    def leads_of(self, locator: str) -> Sequence[str]:
        """Where a page led in earlier runs, of what its stored reading cites."""
        return self._before.leads_of(locator)

    @translated
    def ask_after_all(self, address: str) -> None:
        """An address that need not have been asked is asked: its reading is gone."""
        query = "update frontier set rank = 0 where run_id = ? and same = ?"
        with self._transactions.writing() as connection:
            connection.execute(query, (self._run, sameness(address)))

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
