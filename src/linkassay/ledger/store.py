"""The ledger that the wiring holds: the steps of a run in their order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from linkassay.ledger import answers, current, departures, documents, links, private, runs, sealing
from linkassay.ledger.beginning import begin, clear, lock_for
from linkassay.ledger.candidates import Candidates
from linkassay.ledger.keys import Keys
from linkassay.ledger.open_run import OpenRun
from linkassay.ledger.rounds import Rounds
from linkassay.ledger.run_lock import RunLock
from linkassay.ledger.sqlite_errors import LockedError, translated, translated_each
from linkassay.ledger.stored_report import StoredReport, run_from
from linkassay.ledger.tables import JUDGED
from linkassay.ledger.transactions import Transactions
from linkassay.model import (
    Condition,
    ConditionName,
    Conflict,
    Finding,
    Lane,
    Look,
    NotChecked,
    Outcome,
    Published,
    Reading,
    Report,
    Run,
    Settled,
    SkipReason,
    StoredDocument,
    Target,
    UnreadSource,
    Unsettled,
)


class SqliteLedger:
    """One writer on one database. Implements `ports.Ledger`; use it with `with`.

    `path` is `None` for a private database, whose runs remember nothing and are never taken up.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._lock_of = None if path is None else partial(RunLock, path)
        self._keys = Keys(connection)
        self._transactions = Transactions(
            connection, str(path or "the working memory"), self._keys.forget
        )
        self._open: OpenRun | None = None

    def __enter__(self) -> SqliteLedger:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go; an open run can be taken up."""
        self._transactions.rollback()
        self._connection.close()
        if self._open is not None and self._open.lock is not None:
            self._open.lock.release()

    @property
    def where(self) -> str:
        """The path, as errors name it."""
        return self._transactions.where

    @property
    def remembers(self) -> bool:
        return self._path is not None

    @translated
    def catch_up(self) -> None:
        """Bring the current state up to the last seal: a killed run may have left it behind."""
        current.bring_up_to_date(self._transactions)

    @translated
    def begin(self, run: Run, resume_days: float = 0.0) -> Run:
        """Begin a run, or take up the unsealed one of the same audit; gives the run meant."""
        key, lock = begin(self._transactions, run, resume_days, self._lock_of)
        return self._opened(key, lock)

    def _opened(self, key: int, lock: RunLock | None) -> Run:
        run = run_from(self._connection, key, remembers=self.remembers)
        self._open = OpenRun.begun(self._transactions, self._keys, key, run.name, lock)
        return run

    @property
    def _run(self) -> OpenRun:
        if self._open is None:
            raise ValueError("no run is open: call begin first")
        return self._open

    @translated
    def elsewhere(self) -> SqliteLedger:
        """A private ledger that holds the open run as far as it was stored, to go on in."""
        if self._path is None:
            raise ValueError("this ledger is private already")
        self._transactions.rollback()
        ledger = SqliteLedger(private.carry_over(self._path, self._run.key), None)
        ledger._opened(self._run.key, None)
        return ledger

    def add_document(self, reading: Reading, *, fetched: date | None = None) -> None:
        """Store what one document says; one that the run has read already is left as it is."""
        rows = 1 + len(reading.citations) + len(reading.attributions) + len(reading.clues)
        self._transactions.later(rows, partial(self._run.documents.add, reading, fetched))

    def keep_article(self, locator: str) -> bool:
        """Whether the run has fetched and read an article before; then it stands here again."""
        with self._transactions.writing():
            return self._run.documents.keep_article(locator)

    def add_unread(self, item: UnreadSource) -> None:
        """Note a source that could not be read, once."""
        self._transactions.later(1, partial(self._run.documents.add_unread, item))

    def end_reading(self, walked: Sequence[str], exists: Callable[[str], bool]) -> None:
        """All is read; what is missing below these locator prefixes has left the corpus."""
        self.commit()
        departures.note_departures(self._transactions, self._run.key, walked, exists)

    def commit(self) -> None:
        """Make what was given so far stay. Raises `LedgerError`."""
        self._transactions.commit()

    def hurry(self) -> None:
        """From now on wait half a second for other programs, and no longer."""
        self._transactions.hurry()

    @translated_each
    def targets(self) -> Iterator[Target]:
        """Each address that the run's documents cite, once: links first."""
        self._run.candidates.carry()
        return self._run.planning.targets()

    @translated
    def plan(self, decided: Iterable[tuple[Target, SkipReason | None]]) -> int:
        """Note what is to be asked and what is not; gives how many links are to be asked."""
        self._run.planning.take(decided)
        return self._run.planning.count()

    @translated_each
    def lanes(self) -> Iterator[Lane]:
        """What is to be asked, host by host."""
        return self._run.planning.lanes()

    @translated_each
    def citing(self, url: str) -> Iterator[str]:
        """The locators of the run's documents that cite a link."""
        return self._run.planning.citing(url)

    @translated
    def skip(self, items: Sequence[NotChecked]) -> None:
        """Note links that could not be checked after all."""
        for item in items:
            self._run.planning.skip(self._keys.link(item.url), item)
        self.commit()

    def record(self, looks: Sequence[tuple[Look, Condition]], *, patient: bool = True) -> bool:
        """Store looks as they came, each with how it is read alone, and commit them."""
        try:
            with self._transactions.chunk(patient=patient):
                self._run.looks.store(
                    (self._keys.link(look.observation.url), look, condition)
                    for look, condition in looks
                )
        except LockedError:
            if patient:
                raise
            return False
        return True

    @translated_each
    def looks(self) -> Iterator[Look]:
        """Every look of the run, in no particular order."""
        return answers.all_looks(self._connection, self._run.key)

    @translated
    def looks_at(self, url: str) -> Sequence[Look]:
        """The looks of the run at one link, in their order."""
        return answers.looks_at(self._connection, self._run.key, url)

    @property
    def choices(self) -> Candidates:
        """What the wrapped addresses of the open run are."""
        return self._run.candidates

    @property
    def rounds(self) -> Rounds:
        """The further rounds of asking in the open run."""
        return self._run.rounds

    @translated
    def settle_alive(self, proofs: Collection[ConditionName]) -> None:
        """Store the verdict on links whose only look certainly proves life, as those before did."""
        links.settle_alive(self._transactions, self._run.key, self._run.name, proofs)

    @translated_each
    def unsettled(self) -> Iterator[Sequence[Unsettled]]:
        """Each other link that was looked at in this run, with its state before, in chunks."""
        for chunk in links.unsettled(self._connection, self._run.key):
            self._keys.know_links({row.item.url: row.link for row in chunk})
            yield [row.item for row in chunk]

    @translated
    def settle(self, checks: Sequence[Settled]) -> None:
        """Store the verdict of this run on links."""
        keyed = [(self._keys.link(check.url), check) for check in checks]
        with self._transactions.chunk() as connection:
            links.settle(connection, self._run.key, self._run.name, keyed)

    @translated_each
    def stored_documents(self) -> Iterator[StoredDocument]:
        """The run's documents in the order in which they were read, to be judged."""
        for document, version, item in documents.stored_documents(self._connection, self._run.key):
            self._judging = (document, version)
            yield item

    @translated
    def anchors(self, locator: str) -> Sequence[str] | None:
        """The names of the places in a document; raises `KeyError` for one the run did not read."""
        return documents.anchors(self._connection, self._run.key, locator)

    @translated
    def addresses_on(self, host: str) -> Sequence[str]:
        """The newest links of a host, of all documents and runs, up to `documents.MOST_LINKS`."""
        return documents.addresses_on(self._connection, host)

    def add_result(
        self,
        published: Published | None,
        conflicts: Sequence[Conflict],
        findings: Sequence[Finding],
    ) -> None:
        """Store what was found in the document that `stored_documents` gave last."""
        add = partial(self._run.results.add, *self._judging, published)
        rows = 1 + len(conflicts) + len(findings)
        self._transactions.later(rows, partial(add, tuple(conflicts), tuple(findings)))

    @translated_each
    def departed(self) -> Iterator[Sequence[Finding]]:
        """For each document that left the corpus, the findings that were open on it."""
        return departures.departed(self._connection, self._run.key)

    def add_closed(self, findings: Sequence[Finding]) -> None:
        """Store findings that are no longer open, of documents that this run did not read."""
        closed = partial(self._run.results.findings, tuple(findings))
        self._transactions.later(len(findings), closed)

    @translated
    def seal(self, finished: datetime, outcome: Outcome) -> None:
        """Close the run for good: count it, prove it, and bring the current state up to date."""
        run = self._run
        self.commit()
        counts = self._report(run.key).counts
        proof = sealing.NO_PROOF
        if self.remembers:
            proof = sealing.proof_of(self._connection, run.key, run.name)
        sealing.seal(self._transactions, run.key, counts, proof, finished, outcome)
        if self.remembers:
            current.bring_up_to_date(self._transactions)
        if run.lock is not None:
            run.lock.release()

    @translated
    def report(self, name: str) -> Report:
        """A run as it is told; raises `UsageError` where there is no such run."""
        self.commit()
        return self._report(runs.key_of(self._connection, name, self.where))

    def _report(self, key: int) -> StoredReport:
        return StoredReport(self._connection, key, self.where, remembers=self.remembers)

    @translated
    def take_up(self, name: str) -> Run:
        """Open an unsealed run again to judge what is stored of it; it stays unsealed."""
        key = runs.key_of(self._connection, name, self.where)
        if self._open is not None and self._open.key == key:
            self._transactions.rollback()
            lock = self._open.lock
        else:
            lock = lock_for(name, self._lock_of, self.where)
        clear(self._transactions, key, JUDGED)
        return self._opened(key, lock)

    @translated
    def names(self, most: int) -> list[str]:
        """The names of the newest runs."""
        return runs.newest(self._connection, most)
