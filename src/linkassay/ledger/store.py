"""The ledger that the wiring holds: the order of its steps, and their transactions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from linkassay.errors import LedgerError
from linkassay.ledger import judged
from linkassay.ledger.current import set_state, settle_findings
from linkassay.ledger.heard import is_link, put_link, put_observation
from linkassay.ledger.opening import immediate
from linkassay.ledger.read import put_reading
from linkassay.ledger.recall import recall
from linkassay.ledger.rows import Rows
from linkassay.ledger.trouble import told
from linkassay.model import History, Observation, Report, Run


class SqliteLedger:
    """One writer on one file. Each step is one transaction; every method raises `LedgerError`."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path
        self._run: Run | None = None

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
        self._db.close()

    def open_run(self, run: Run) -> None:
        """Note that a run began."""
        with self._writing() as rows:
            judged.put_run(rows, run)
        self._run = run

    def history(self, locators: Sequence[str], urls: Sequence[str]) -> History:
        """What earlier runs say of these documents and links."""
        with told(self._path):
            return recall(self._db.conn, locators, urls)

    def hear(self, observations: Sequence[Observation]) -> None:
        """Store observations of the open run as they came; they stay if the run breaks off."""
        if self._run is None:
            raise LedgerError(
                "observations came before a run was opened",
                where=str(self._path),
                advice="call open_run first: this is a fault of linkassay, please report it",
            )
        with self._writing() as rows:
            run = judged.put_run(rows, self._run)
            for seen in observations:
                put_observation(rows, run, seen)

    def close_run(self, report: Report) -> None:
        """Store everything the finished run has to tell, in one transaction."""
        with self._writing() as rows:
            self._store(rows, report)
        self._run = None

    def _store(self, rows: Rows, report: Report) -> None:
        run = judged.put_run(rows, report.run)
        for dated in report.documents:
            stored = put_reading(rows, run, dated.reading)
            for conflict in dated.dating.conflicts:
                judged.put_conflict(rows, run, stored.version, conflict)
        for check in report.links:
            key = judged.put_check(rows, report.run, run, check)
            if not report.network_down or not self._has_state(check.link.url):
                set_state(self._db.conn, rows, check, key)
        findings = judged.put_findings(rows, run, report.findings)
        settle_findings(self._db.conn, report.run, findings)
        # A malformed address is no link: its citation holds the fault.
        for skipped in (item for item in report.not_checked if is_link(item.url)):
            parents = {"run_id": run, "link_id": put_link(rows, skipped.url)}
            rows.put("not_checked", {"reason": skipped.reason}, parents)
        for lost in report.unread:
            values = {"locator": lost.locator, "problem": lost.problem, "advice": lost.advice}
            rows.put("unread", values, {"run_id": run})
        judged.put_run_end(rows, run, report)

    def _has_state(self, url: str) -> bool:
        query = "select 1 from link_state s join links l on l.id = s.link_id where l.url = ?"
        return self._db.conn.execute(query, (url,)).fetchone() is not None

    @contextmanager
    def _writing(self) -> Iterator[Rows]:
        with told(self._path), immediate(self._db):
            yield Rows(self._db.conn)
