"""The ledger that the wiring holds: the steps of a run in their order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from linkassay.errors import UsageError
from linkassay.ledger import links, sealing
from linkassay.ledger.answers import LookWriter, looks_at
from linkassay.ledger.beginning import begin, clear
from linkassay.ledger.codec import Cell, cells_of
from linkassay.ledger.current import bring_up_to_date
from linkassay.ledger.departures import departed, note_departures
from linkassay.ledger.documents import stored_documents
from linkassay.ledger.keys import Keys
from linkassay.ledger.planning import Planning
from linkassay.ledger.private import carry_over
from linkassay.ledger.readings import ReadingWriter
from linkassay.ledger.results import ResultWriter
from linkassay.ledger.run_lock import RunLock
from linkassay.ledger.sqlite_errors import (
    LockedError,
    reading,
    reading_each,
    translate_sqlite_errors,
)
from linkassay.ledger.stored_report import StoredReport, run_from
from linkassay.ledger.tables import JUDGED, TABLES
from linkassay.ledger.transactions import ROWS_AT_ONCE, Transactions
from linkassay.model import (
    Condition,
    ConditionName,
    Conflict,
    Finding,
    Lane,
    Look,
    NotChecked,
    Outcome,
    Probe,
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


@dataclass
class _Open:
    """The run that is open, and its writers."""

    key: int
    name: str
    lock: RunLock | None
    readings: ReadingWriter
    planning: Planning
    looks: LookWriter
    results: ResultWriter
    position: int = 0


class SqliteLedger:
    """One writer on one database. Implements `ports.Ledger`; use it with `with`.

    `path` is `None` for a private database, whose runs remember nothing and are never taken up.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._transactions = Transactions(connection, str(path or "the working memory"))
        self._keys = Keys(connection)
        self._open: _Open | None = None

    def __enter__(self) -> SqliteLedger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
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

    # --- beginning ---

    def catch_up(self) -> None:
        """Bring the current state up to the last seal: a killed run may have left it behind."""
        with translate_sqlite_errors(self._transactions.where):
            bring_up_to_date(self._transactions)

    def begin(self, run: Run, resume_days: float = 0.0) -> Run:
        """Begin a run, or take up the unsealed one of the same audit; gives the run meant."""
        with translate_sqlite_errors(self._transactions.where):
            key, lock = begin(
                self._transactions, run, resume_days, None if self._path is None else self._lock
            )
            return self._opened(key, lock)

    def _lock(self, name: str) -> RunLock:
        if self._path is None:
            raise ValueError("a private database needs no lock")
        return RunLock(self._path, name)

    def _opened(self, key: int, lock: RunLock | None) -> Run:
        run = run_from(self._connection, key, remembers=self.remembers)
        self._open = _Open(
            key,
            run.name,
            lock,
            ReadingWriter(self._connection, self._keys),
            Planning(self._transactions, key, self._keys),
            LookWriter(self._connection, key),
            ResultWriter(self._connection, key, run.name, self._keys),
        )
        return run

    @property
    def _run(self) -> _Open:
        if self._open is None:
            raise ValueError("no run is open: call begin first")
        return self._open

    def elsewhere(self) -> SqliteLedger:
        """A private ledger that holds the open run as far as it was stored, to go on in."""
        if self._path is None:
            raise ValueError("this ledger is private already")
        self._transactions.rollback()
        with translate_sqlite_errors(self._transactions.where):
            ledger = SqliteLedger(carry_over(self._path, self._run.key), None)
        ledger._opened(self._run.key, None)
        ledger._run.position = self._run.position
        return ledger

    # --- reading ---

    def add_document(self, reading: Reading, *, fetched: date | None = None) -> None:
        """Store what one document says; one that the run has read already is left as it is."""
        run = self._run
        with self._writing() as connection:
            document, version = run.readings.store(reading)
            run.position += 1
            row: tuple[Cell, ...] = (
                run.key, document, version, run.position,
                None if fetched is None else fetched.isoformat(), None,
            )  # fmt: skip
            insert = f"{TABLES['run_documents'].insert} on conflict do nothing"
            if not connection.execute(insert, row).rowcount:
                run.position -= 1
        if run.readings.rows >= ROWS_AT_ONCE:
            self.commit()

    def add_unread(self, item: UnreadSource) -> None:
        """Note a source that could not be read, once."""
        with self._writing() as connection:
            table = TABLES["unread"]
            row = cells_of(UnreadSource, table.names[1:])(item)
            noted = "select 1 from unread where run_id = ? and locator = ?"
            if connection.execute(noted, (self._run.key, row[0])).fetchone() is None:
                connection.execute(table.insert, (self._run.key, *row))

    def end_reading(self, walked: Sequence[str], exists: Callable[[str], bool]) -> None:
        """All is read; what is missing below these locator prefixes has left the corpus."""
        self.commit()
        note_departures(self._transactions, self._run.key, walked, exists)

    def commit(self) -> None:
        """Make what was given so far stay. Raises `LedgerError`."""
        with self._forgetting():
            self._transactions.commit()

    @contextmanager
    def _writing(self, rows: int = 1) -> Iterator[sqlite3.Connection]:
        with self._forgetting(), self._transactions.writing(rows) as connection:
            yield connection

    @contextmanager
    def _forgetting(self) -> Iterator[None]:
        """What fails is rolled back, and takes along rows whose keys are known."""
        try:
            yield
        except BaseException:
            self._keys.forget()
            raise

    # --- asking ---

    @reading_each
    def targets(self) -> Iterator[Target]:
        """Each address that the run's documents cite, once: links first."""
        return self._run.planning.targets()

    def plan(self, decided: Iterable[tuple[Target, SkipReason | None]]) -> int:
        """Note what is to be asked and what is not; gives how many links are to be asked."""
        with translate_sqlite_errors(self._transactions.where):
            self._run.planning.take(decided)
            return self._run.planning.count()

    @reading_each
    def lanes(self) -> Iterator[Lane]:
        """What is to be asked, host by host."""
        for lane in self._run.planning.lanes():
            yield Lane(lane.host, self._windows(lane))

    @reading_each
    def _windows(self, lane: Lane) -> Iterator[Sequence[Probe]]:
        return lane.windows

    @reading_each
    def citing(self, url: str) -> Iterator[str]:
        """The locators of the run's documents that cite a link."""
        rows = self._connection.execute(
            "select distinct d.locator from run_documents r join documents d on d.id ="
            " r.document_id join citations c on c.version_id = r.version_id"
            " join links l on l.id = c.link_id where r.run_id = ? and l.url = ?",
            (self._run.key, url),
        )
        return iter([locator for (locator,) in rows.fetchall()])

    @reading
    def skip(self, items: Sequence[NotChecked]) -> None:
        """Note links that could not be checked after all."""
        for item in items:
            self._run.planning.skip(self._keys.link(item.url), item)
        self.commit()

    def record(self, looks: Sequence[tuple[Look, Condition]]) -> None:
        """Store looks as they came, each with how it is read alone, and commit them."""
        run = self._run
        with self._forgetting(), self._transactions.chunk():
            run.looks.store(
                (self._keys.link(look.observation.url), look, condition)
                for look, condition in looks
            )

    # --- settling ---

    @reading_each
    def looks(self) -> Iterator[Look]:
        """Every look of the run, in no particular order."""
        rows = self._connection.execute(
            "select distinct l.id, l.url from looks k join links l on l.id = k.link_id"
            " where k.run_id = ?",
            (self._run.key,),
        )
        while chunk := rows.fetchmany(ROWS_AT_ONCE):
            for link, url in chunk:
                yield from looks_at(self._connection, self._run.key, link, url)

    @reading
    def looks_at(self, url: str) -> Sequence[Look]:
        """The looks of the run at one link, in their order."""
        return looks_at(self._connection, self._run.key, self._keys.link(url), url)

    def settle_alive(self, proofs: Collection[ConditionName]) -> None:
        """Store the verdict on links whose only look proves life: they are alive."""
        run = self._run
        with translate_sqlite_errors(self._transactions.where):
            links.settle_alive(self._transactions, run.key, run.name, proofs)

    @reading_each
    def unsettled(self) -> Iterator[Sequence[Unsettled]]:
        """Each other link that was looked at in this run, with its state before, in chunks."""
        for chunk in links.unsettled(self._connection, self._run.key):
            self._keys.know_links({row.item.url: row.link for row in chunk})
            yield [row.item for row in chunk]

    @reading
    def settle(self, checks: Sequence[Settled]) -> None:
        """Store the verdict of this run on links."""
        run = self._run
        with self._transactions.chunk() as connection:
            keys = [self._keys.link(check.url) for check in checks]
            looks = links.looks_told(connection, run.key, keys)
            rows, changes = [], []
            for link, check in zip(keys, checks, strict=True):
                rows.append(links.check_row(run.name, run.key, link, check, looks[link]))
                if check.before is not check.state.state:
                    changes.append(links.change_row(run.key, link, check))
            connection.executemany(links.CHECK_INSERT, rows)
            connection.executemany(links.CHANGE_INSERT, changes)

    # --- judging ---

    @reading_each
    def stored_documents(self) -> Iterator[StoredDocument]:
        """The run's documents in the order in which they were read, to be judged."""
        for document, version, item in stored_documents(self._connection, self._run.key):
            self._judging = (document, version)
            yield item

    def add_result(
        self,
        published: Published | None,
        conflicts: Sequence[Conflict],
        findings: Sequence[Finding],
    ) -> None:
        """Store what was found in the document that `stored_documents` gave last."""
        document, version = self._judging
        with self._writing(1 + len(conflicts) + len(findings)):
            self._run.results.published(document, published)
            self._run.results.conflicts(version, conflicts)
            self._run.results.findings(findings)

    @reading_each
    def departed(self) -> Iterator[Sequence[Finding]]:
        """For each document that left the corpus, the findings that were open on it."""
        return departed(self._connection, self._run.key)

    def add_closed(self, findings: Sequence[Finding]) -> None:
        """Store findings that are no longer open, of documents that this run did not read."""
        with self._writing(len(findings)):
            self._run.results.findings(findings)

    # --- the end ---

    @reading
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
            bring_up_to_date(self._transactions)
        if run.lock is not None:
            run.lock.release()

    def report(self, name: str) -> Report:
        """A run as it is told; raises `UsageError` where there is no such run."""
        return self._report(self._key(name))

    def _report(self, key: int) -> StoredReport:
        return StoredReport(self._connection, key, self.where, remembers=self.remembers)

    @reading
    def take_up(self, name: str) -> Run:
        """Open an unsealed run again to judge what is stored of it; it stays unsealed."""
        key = self._key(name)
        lock = None if self._path is None else self._lock(name)
        if lock is not None and not lock.take():
            raise LockedError(
                f"the run '{name}' still goes on",
                where=self._transactions.where,
                advice="wait until it ends, or stop it first",
            )
        clear(self._transactions, key, JUDGED)
        return self._opened(key, lock)

    @reading
    def _key(self, name: str) -> int:
        row = self._connection.execute("select id from runs where name = ?", (name,)).fetchone()
        if row is None:
            raise UsageError(
                f"there is no run '{name}' in this ledger",
                where=self._transactions.where,
                advice=f"the newest are {', '.join(self.names(5)) or 'none'}",
            )
        return int(row[0])

    @reading
    def names(self, most: int) -> list[str]:
        """The names of the newest runs, the newest first."""
        rows = self._connection.execute(
            "select name from runs order by started desc, id desc limit ?", (most,)
        )
        return [name for (name,) in rows]
