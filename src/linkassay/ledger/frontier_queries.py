"""What can be asked of the frontier of a run; nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from linkassay.ledger.sqlite_errors import translated
from linkassay.ledger.transactions import Transactions
from linkassay.ledger.waves import WAITING
from linkassay.model import Fate, NotReached, PageOutcome, Wanted, WantedAs
from linkassay.plan.frontier import STANDS
from linkassay.urls.crawled import sameness


class FrontierQueries:
    """The reading half of `ports.Frontier`."""

    def __init__(self, transactions: Transactions, run: int) -> None:
        self._transactions = transactions
        self._connection: sqlite3.Connection = transactions.connection
        self._run = run

    @property
    def where(self) -> str:
        """The ledger, as errors name it."""
        return self._transactions.where

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

    @translated
    def that_stand(self, most: int) -> Sequence[str]:
        """Some of the addresses that need not be asked, since they are as they were."""
        query = f"select address {WAITING} and rank >= {STANDS} order by id limit ?"
        return [row[0] for row in self._connection.execute(query, (self._run, most))]

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
